import { expect, it } from 'vitest';
import type { Draft } from '../draft.ts';
import { carrierOf, draftOf, invoiceLines } from '../testing/printed-invoice.ts';
import { isWorthAsking } from './is-worth-asking.ts';

const { pages } = carrierOf(invoiceLines);
const draft = draftOf(invoiceLines);
const withEvidence = (evidence: Record<string, number>): Draft => ({ ...draft, fields: Object.fromEntries(Object.entries(draft.fields).map(([name, field]) => [name, { ...field, evidence }])) });

it.each<[string, Draft, typeof pages, boolean]>([
  ['an invoice read from words', draft, pages, true],
  ['what is no invoice', { ...draft, isInvoice: false }, pages, false],
  ['an invoice whose key fields a code proves', withEvidence({ code: 1 }), pages, false],
  ['an e-invoice', withEvidence({ structured: 1 }), pages, false],
  ['pages without a word', draft, [{ ...pages[0], words: [] } as never], false],
  ['no pages', draft, [], false],
])('%s: %s', (_, reading, shown, isWorth) => {
  expect(isWorthAsking(reading, shown)).toBe(isWorth);
});
