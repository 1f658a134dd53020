const firstMs = 1000;
const longestMs = 30_000;

/** How long to wait before the next try after `failures` in a row: doubling, at most half a minute, spread so that browsers do not return all at once. `random` is 0 to 1. */
export function backoffMs(failures: number, random: number): number {
  return Math.min(firstMs * 2 ** Math.max(failures - 1, 0), longestMs) * (0.5 + random / 2);
}
