import Big from 'big.js';
import { expect, it } from 'vitest';
import { parseFiscalQr } from './fiscal/qr.ts';
import { isCuit } from './fiscal/cuit.ts';
import { sampleSet } from './samples.ts';

const { client, proven, doubtful } = sampleSet('2026-03-06');

it('states firms whose CUIT hold', () => {
  expect([client.taxId, proven.issuerTaxId, doubtful.issuerTaxId].filter(isCuit)).toHaveLength(3);
});

it('proves one invoice by its code, and doubts the other by its sum', () => {
  expect(parseFiscalQr(proven.qrUrl as string)).toMatchObject({ issueDate: '2026-02-28' });
  expect(new Big(proven.net).plus(proven.vat).eq(proven.total)).toBe(true);
  expect(doubtful.qrUrl).toBeNull();
  expect(new Big(doubtful.net).plus(doubtful.vat).eq(doubtful.total)).toBe(false);
});
