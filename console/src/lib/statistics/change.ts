export type Direction = 'up' | 'down' | 'same';

export interface Change {
  direction: Direction;
  /** Of the earlier value; null where that was nothing, so that no share can be said. */
  share: number | null;
}

/** How a figure changed from one period to the next; null where one of them is not known. */
export function changeOf(current: number | null, previous: number | null): Change | null {
  if (current === null || previous === null) return null;
  const direction = current > previous ? 'up' : current < previous ? 'down' : 'same';
  if (previous === 0) return current === 0 ? { direction, share: 0 } : { direction, share: null };
  return { direction, share: Math.abs(current - previous) / previous };
}
