/** Turns at an endpoint with a rate limit: evenly spaced, after a burst of at most one second's worth. Times in milliseconds since 1970. */
export interface Slots {
  /** When each of the turns asked for may be taken, in order. */
  at: number[];
  /** The first moment that is not given away yet, for whoever asks next. */
  nextSlotAt: number;
}

/**
 * Gives away `count` turns (generic cell rate algorithm): each exactly once, so that whoever waits for theirs need not ask again.
 * @param nextSlotAt what the last answer said; null at first.
 */
export function takeSlots(nextSlotAt: number | null, count: number, ratePerMinute: number, now: number): Slots {
  const spacing = 60_000 / ratePerMinute;
  const first = Math.max(nextSlotAt ?? 0, now - Math.max(0, 1000 - spacing));
  return { at: Array.from({ length: count }, (_, i) => Math.round(first + i * spacing)), nextSlotAt: Math.round(first + count * spacing) };
}
