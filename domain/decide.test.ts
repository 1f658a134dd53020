import { expect, it } from 'vitest';
import type { Extraction } from '../contract/extraction.ts';
import { decide } from './decide.ts';

const extraction = (overrides: Partial<Extraction>): Extraction => ({ isInvoice: true, confidence: 0.97, fields: {}, taxes: [], lineItems: [], reasons: [], reader: 'text', version: '1', ...overrides });

it.each([
  ['sure and without reasons', {}, 'approved'],
  ['exactly at the threshold', { confidence: 0.95 }, 'approved'],
  ['below it', { confidence: 0.949 }, 'review'],
  ['no invoice, however sure', { isInvoice: false, confidence: 1 }, 'review'],
  ['a blocking reason, however sure', { confidence: 1, reasons: [{ code: 'code_mismatch', message: '', field: null, blocking: true }] }, 'review'],
  ['a reason that does not block', { reasons: [{ code: 'line_items_mismatch', message: '', field: null, blocking: false }] }, 'approved'],
] as const)('%s → %s', (_, overrides, decision) => {
  expect(decide(extraction(overrides as Partial<Extraction>), { approval: 0.95 }).decision).toBe(decision);
});
