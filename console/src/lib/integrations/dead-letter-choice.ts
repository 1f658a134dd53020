export interface DeadLetterChoice {
  endpointId: string;
  /** Calendar days where the reader is; empty: without a limit. */
  fromDay: string;
  toDay: string;
}

/** What the API is asked for: whole days from the first to the last, in the reader's time zone. */
export function toChoice({ endpointId, fromDay, toDay }: DeadLetterChoice): { endpointId?: string; from?: string; to?: string } {
  const startOf = (day: string, after = 0) => {
    const date = new Date(`${day}T00:00:00`);
    date.setDate(date.getDate() + after);
    return date.toISOString();
  };
  return { ...(endpointId && { endpointId }), ...(fromDay && { from: startOf(fromDay) }), ...(toDay && { to: startOf(toDay, 1) }) };
}
