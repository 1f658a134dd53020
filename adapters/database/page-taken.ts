/** What screens and most callers ask for. */
const usualLimits = [20, 25, 50, 100];

/**
 * A page's LIMIT and OFFSET. Usual sizes are written out: a statement that a connection keeps is planned for a limit that it knows, and of such texts there are few.
 * @param add Adds a value to the statement and answers with its place.
 */
export function pageTaken(limit: number, offset: number, add: (value: unknown) => string): { take: string; isUsual: boolean } {
  const isUsual = usualLimits.includes(limit);
  return { take: `LIMIT ${isUsual ? limit : `${add(limit)}::int`} ${offset === 0 ? '' : `OFFSET ${add(offset)}::int`}`, isUsual };
}
