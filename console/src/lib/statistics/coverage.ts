import type { Statistics } from '../contract.ts';

const dayMs = 86_400_000;

/**
 * How much the figures can say. `empty`: nothing was ever uploaded in the period or before it; `partial`: the studio began within the period, so that its
 * first days and the period before say nothing; `uncomparable`: it began within the period before; else `whole`.
 */
export type Coverage = 'empty' | 'partial' | 'uncomparable' | 'whole';

/** @param since when the studio began, ISO 8601; null where that is not known. */
export function coverageOf({ byDay, days, current, previous, review }: Pick<Statistics, 'byDay' | 'days' | 'current' | 'previous' | 'review'>, since: string | null): Coverage {
  if (current.uploaded + previous.uploaded + current.reviewed + review.open === 0) return 'empty';
  const from = Date.parse(`${byDay[0]?.day ?? ''}T00:00:00Z`);
  const began = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
  if (began > from) return 'partial';
  return began > from - days * dayMs ? 'uncomparable' : 'whole';
}
