import { describe, expect, it } from 'vitest';
import { syntheticInvoice } from '../../../tests/fixtures/synthetic/invoice.ts';
import { locales } from '../../../tests/fixtures/synthetic/locales.ts';
import { otherWordings } from '../../../tests/fixtures/synthetic/other-wordings.ts';
import type { Page } from '../../../contract/page.ts';
import { decide } from '../../decide.ts';
import { readCarrier } from '../read-carrier.ts';
import { pageOfText } from '../testing/layout-of-text.ts';

const read = (page: Page) => readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: 1, pages: [page], codes: [], structures: [], faults: [], info: {} }, { today: '2026-06-01' })[0]!.extraction;
const kindReasons = (page: Page) => read(page).reasons.filter(({ code }) => code === 'not_invoice');

describe('what a document calls itself', () => {
  it.each(Object.keys(locales))('keeps the other documents of %s from being approved, though they have all that an invoice has', (name) => {
    const approved = (otherWordings[name] ?? []).filter((wording, i) => decide(read(syntheticInvoice((i + 1) * 7919, name, i % 3 === 0, wording).page)).decision === 'approved');
    expect(otherWordings[name]?.length).toBeGreaterThan(5);
    expect(approved.map(({ title }) => title)).toEqual([]);
  });

  it.each(Object.keys(locales))('doubts no invoice of %s', (name) => {
    const doubted = [1, 2, 3, 4, 5, 6].filter((seed) => kindReasons(syntheticInvoice(seed * 7919, name).page).length > 0);
    expect(doubted).toEqual([]);
  });

  const bill = (head: string[]): Page => pageOfText([...head, 'Bluestone Trading Ltd', 'VAT No GB 123 4567 82', 'Date: 12 May 2024', 'Subtotal: 100.00', 'VAT 20%: 20.00', 'Total: £120.00']);

  it('takes a reference to an order for a reference', () => {
    expect(kindReasons(bill(['INVOICE', 'Purchase order: 4711', 'Invoice No: 17']))).toEqual([]);
  });

  it('doubts a page without any name', () => {
    expect(kindReasons(bill(['No: 17']))).toMatchObject([{ blocking: true }]);
  });
});
