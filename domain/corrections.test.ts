import { describe, expect, it } from 'vitest';
import type { Extraction } from '../contract/extraction.ts';
import { Corrections } from '../contract/review.ts';
import { applyCorrections, keepHumanValues } from './corrections.ts';

const box = { x: 1, y: 2, width: 3, height: 4 };
const reading: Extraction = {
  isInvoice: true, confidence: 0.6, taxes: [], lineItems: [], reader: 'text', version: '1',
  fields: {
    totalAmount: { value: '10.00', confidence: 0.5, source: 'text', page: 1, box }, issuerName: { value: 'Yunque', confidence: 0.9, source: 'text', page: 1, box }, dueDate: { value: '2026-01-01', confidence: 0.4, source: 'text', page: 1, box },
  },
  reasons: [{ code: 'sum_mismatch', message: 'The sums differ.', field: 'totalAmount', blocking: true }, { code: 'page_unreadable', message: 'Page 2.', field: null, blocking: false }],
};

describe('corrections', () => {
  const corrected = applyCorrections(reading, { fields: { totalAmount: '12.00', issuerName: 'Yunque', dueDate: null, currency: 'ARS' } });

  it('stand in place of what was read, certain and a person\'s', () => {
    expect(corrected.fields.totalAmount).toEqual({ value: '12.00', confidence: 1, source: 'human', page: null, box: null });
    expect(corrected.fields.currency).toMatchObject({ value: 'ARS', source: 'human' });
  });
  it('keep the place of a value that was confirmed', () => expect(corrected.fields.issuerName).toEqual({ value: 'Yunque', confidence: 1, source: 'human', page: 1, box }));
  it('take a field away', () => expect(corrected.fields).not.toHaveProperty('dueDate'));
  it('settle the reasons of their fields alone', () => expect(corrected.reasons.map((r) => r.code)).toEqual(['page_unreadable']));
  it('leave the reading itself untouched', () => expect(reading.fields.totalAmount?.value).toBe('10.00'));
  it('are kept when the document is read again', () => {
    const again = keepHumanValues({ ...reading, fields: { totalAmount: { value: '99.00', confidence: 0.99, source: 'ocr', page: 1, box } } }, corrected);
    expect(again.fields.totalAmount).toMatchObject({ value: '12.00', source: 'human' });
  });
});

it.each([
  [{ totalAmount: '12.00', issueDate: '2026-02-28', currency: 'ARS', issuerName: 'x' }, []],
  [{ totalAmount: '12,00' }, ['totalAmount']], [{ netAmount: '1.000.000' }, ['netAmount']], [{ issueDate: '2026-02-30' }, ['issueDate']], [{ dueDate: '01/02/2026' }, ['dueDate']], [{ caeDueDate: '0000-01-01' }, ['caeDueDate']], [{ total: '1' }, ['']], [{ currency: 'pesos' }, ['currency']],
  [{ totalAmount: null }, []],
])('%j has faults in %j', (fields, faulty) => expect([...new Set(Corrections.safeParse({ fields }).error?.issues.map(({ path }) => path.slice(1).join('.')) ?? [])]).toEqual(faulty));
