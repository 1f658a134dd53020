import { doubtfulBelow } from '../confidence.ts';
import type { Document, FieldName } from '../contract.ts';

/**
 * The fields that a person has to look at one by one, in the given order: read with less confidence than is taken on trust,
 * named by a reason, or missing although an invoice cannot be used without them. What a person wrote is never doubtful.
 */
export function doubtfulFields(document: Pick<Document, 'fields' | 'reasons'>, order: readonly FieldName[], keyFields: readonly FieldName[]): FieldName[] {
  const named = new Set(document.reasons.map(({ field }) => field));
  return order.filter((name) => {
    const field = document.fields[name];
    if (!field) return keyFields.includes(name) || named.has(name);
    return field.source !== 'human' && (field.confidence < doubtfulBelow || named.has(name));
  });
}

/** The first of `open` after `current` in the order, going round at the end; null where none is open. */
export function nextOpen(order: readonly FieldName[], open: readonly FieldName[], current: FieldName | null, step: 1 | -1 = 1): FieldName | null {
  const from = current === null ? (step === 1 ? -1 : order.length) : order.indexOf(current);
  for (let distance = 1; distance <= order.length; distance++) {
    const name = order[(from + step * distance + order.length * 2) % order.length]!;
    if (name !== current && open.includes(name)) return name;
  }
  return null;
}
