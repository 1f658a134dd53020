/** Rows of these days (UTC), both included. */
export function dayRange(from: string | undefined, to: string | undefined): { createdAt?: { gte?: Date; lte?: Date } } {
  if (!from && !to) return {};
  return { createdAt: { ...(from && { gte: new Date(`${from}T00:00:00Z`) }), ...(to && { lte: new Date(`${to}T23:59:59.999Z`) }) } };
}
