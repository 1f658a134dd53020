import { expect, it } from 'vitest';
import type { Extraction, FieldName } from '../contract/extraction.ts';
import { fiscalKey } from './fiscal-key.ts';

const extraction = (values: Partial<Record<FieldName, string>>): Extraction => ({
  isInvoice: true, confidence: 1, taxes: [], lineItems: [], reasons: [], reader: 'text', version: '1',
  fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, confidence: 1, source: 'text', page: null, box: null }])),
});

const base = { issuerTaxId: '30-71234567-1', invoiceTypeCode: '1', invoiceNumber: '00003-00001234' };

it('is the same however the number is written', () => {
  const key = fiscalKey(extraction(base));
  expect(key).toBe('30712345671|1|3-1234');
  for (const same of [{ invoiceNumber: '3-1234' }, { invoiceNumber: '0003-00001234' }, { issuerTaxId: '30712345671' }, { invoiceTypeCode: '01' }, { pointOfSale: '3', invoiceNumber: '1234' }]) expect(fiscalKey(extraction({ ...base, ...same })), JSON.stringify(same)).toBe(key);
});
it('differs by issuer, type and number', () => {
  const keys = [base, { ...base, issuerTaxId: '20055361682' }, { ...base, invoiceTypeCode: '3' }, { ...base, invoiceNumber: '00004-00001234' }].map((v) => fiscalKey(extraction(v)));
  expect(new Set(keys).size).toBe(4);
});
it('tells years apart where numbers start anew', () => {
  const italian = { issuerTaxId: 'IT01234567897', invoiceTypeCode: 'TD01', invoiceNumber: '12' };
  const keys = ['2025-03-01', '2026-03-01'].map((issueDate) => fiscalKey(extraction({ ...italian, issueDate })));
  expect(new Set(keys).size).toBe(2);
  expect(fiscalKey(extraction({ ...base, issueDate: '2025-03-01' }))).toBe(fiscalKey(extraction({ ...base, issueDate: '2026-03-01' })));
});
it.each([[{ issuerTaxId: '30712345671' }], [{ invoiceNumber: '1' }], [{ ...base, invoiceNumber: '00000-00000000' }]])('is none for %j', (values) => expect(fiscalKey(extraction(values))).toBeNull());
