import { expect, it } from 'vitest';
import type { Document, Field, FieldName, Reason } from '../contract.ts';
import { doubtfulFields, nextOpen } from './doubt.ts';

const order: FieldName[] = ['issuerName', 'issuerTaxId', 'invoiceNumber', 'dueDate', 'totalAmount'];
const field = (confidence: number, source: Field['source'] = 'text'): Field => ({ value: 'x', confidence, source, page: 1, box: null });
const reason = (name: FieldName): Reason => ({ code: 'field_ambiguous', message: '', field: name, blocking: false });
const doubtful = (document: Pick<Document, 'fields' | 'reasons'>) => doubtfulFields(document, order, ['issuerTaxId', 'totalAmount']);

it('asks about the unsure, the named and the missing', () => {
  const fields = { issuerName: field(0.99), issuerTaxId: field(0.5), invoiceNumber: field(0.99) };
  expect(doubtful({ fields, reasons: [reason('invoiceNumber')] })).toEqual(['issuerTaxId', 'invoiceNumber', 'totalAmount']);
});

it('never doubts a person', () => {
  const fields = { issuerTaxId: field(0.5, 'human'), totalAmount: field(0.2, 'human') };
  expect(doubtful({ fields, reasons: [reason('totalAmount')] })).toEqual([]);
});

it('goes round and back', () => {
  const open: FieldName[] = ['issuerTaxId', 'totalAmount'];
  expect(nextOpen(order, open, null)).toBe('issuerTaxId');
  expect(nextOpen(order, open, 'issuerTaxId')).toBe('totalAmount');
  expect(nextOpen(order, open, 'totalAmount')).toBe('issuerTaxId');
  expect(nextOpen(order, open, 'issuerTaxId', -1)).toBe('totalAmount');
  expect(nextOpen(order, ['totalAmount'], 'totalAmount')).toBeNull();
  expect(nextOpen(order, [], null)).toBeNull();
});
