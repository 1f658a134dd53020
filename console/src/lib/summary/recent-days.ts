export const recentDays = 14;

/** The first of the last fourteen days, today included, as an ISO day (UTC). */
export function firstDay(now: number): string {
  return new Date(now - (recentDays - 1) * 86_400_000).toISOString().slice(0, 10);
}
