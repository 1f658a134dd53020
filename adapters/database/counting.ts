/** Totals of lists are counted no further, which bounds their cost: paging reaches no further either. */
export const countMost = 100_000;
