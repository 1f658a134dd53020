/** Letters and digits alone, without leading zeros of any part. */
const bare = (number: string) => number.toUpperCase().split(/[^A-Z0-9]+/).map((part) => part.replace(/^0+(?=.)/, '')).join('');

/**
 * Whether two invoices of one issuer, day and total may be the same one read differently: a number is missing, or the numbers are one slip apart
 * (a character misread, left out or put in, as OCR does). Numbers that differ by more are two invoices, as a shop makes them every day.
 */
export function mayBeSameNumber(a: string | null, b: string | null): boolean {
  if (!a || !b) return true;
  const [x, y] = [bare(a), bare(b)].sort((p, q) => p.length - q.length) as [string, string];
  if (y.length - x.length > 1 || y.length < 4) return x === y;
  let at = 0;
  while (at < x.length && x[at] === y[at]) at++;
  const rest = y.length === x.length ? at + 1 : at;
  // Neighbours in a series differ in their last digit: that is the next invoice, not a slip.
  if (y.length === x.length && at === x.length - 1 && Math.abs(Number(x[at]) - Number(y[at])) === 1) return false;
  return x.slice(rest) === y.slice(at + 1);
}
