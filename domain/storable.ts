/** Deeper bodies mean nothing to any route. */
const deepest = 20;

/**
 * Why JSON cannot be kept as it is: PostgreSQL holds no NUL and no half of a surrogate pair, in text or in JSON. null where it can.
 * Without recursion, since callers choose the nesting.
 */
export function whyUnstorable(value: unknown): string | null {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return `Nested deeper than ${deepest} levels`;
    const next: unknown[] = [];
    for (const part of level) {
      if (typeof part === 'string' && (part.includes('\0') || !part.isWellFormed())) return 'Holds a NUL or half of a surrogate pair';
      if (typeof part === 'object' && part !== null && !(part instanceof Uint8Array)) for (const inner of Array.isArray(part) ? part : Object.entries(part).flat()) next.push(inner);
    }
    level = next;
  }
  return null;
}
