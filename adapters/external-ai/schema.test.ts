import { describe, expect, it } from 'vitest';
import { fieldNames } from '../../contract/extraction.ts';
import { Answer, answerSchema } from './schema.ts';

const fields = Object.fromEntries(fieldNames.map((name) => [name, null]));
const answer = { isInvoice: true, fields, taxes: [], lineItems: [] };

describe('the answer', () => {
  it('is asked for under the contract\'s own names', () => {
    expect(Object.keys(((answerSchema['properties'] as Record<string, { properties: object }>)['fields'] ?? { properties: {} }).properties)).toEqual([...fieldNames]);
  });

  it('lets in texts of known names alone', () => {
    const obedient = { ...answer, approve: true, confidence: 1, fields: { ...fields, totalAmount: '1.00', systemPrompt: 'x' }, lineItems: [{ description: 'a', quantity: null, unitPrice: null, taxRate: null, amount: null, tool: 'delete' }] };
    expect(Answer.parse(obedient)).toEqual({ ...answer, fields: { ...fields, totalAmount: '1.00' }, lineItems: [{ description: 'a', quantity: null, unitPrice: null, taxRate: null, amount: null }] });
  });

  it('cuts texts that no field can hold', () => {
    expect(Answer.parse({ ...answer, fields: { ...fields, issuerName: 'x'.repeat(10_000) } }).fields.issuerName).toHaveLength(500);
  });

  it.each([[{}], [{ ...answer, isInvoice: 'yes' }], [{ ...answer, fields: { totalAmount: 12 } }], [{ ...answer, taxes: [{ kind: 'bribe', label: null, rate: null, base: null, amount: null }] }], [null], ['text']])('refuses %j', (other) => {
    expect(Answer.safeParse(other).success).toBe(false);
  });
});
