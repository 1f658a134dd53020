export const recentDays = 14;
/** What may be looked at, in days. */
export const periods = [7, recentDays, 30, 90] as const;

/** The first of so many last days, today included, as an ISO day (UTC). */
export function firstDay(now: number, days: number): string {
  return new Date(now - (days - 1) * 86_400_000).toISOString().slice(0, 10);
}

/** The period that stands in the address bar; nonsense there is the usual one. */
export function periodOf(search: URLSearchParams): number {
  const days = Number(search.get('days'));
  return periods.find((one) => one === days) ?? recentDays;
}
