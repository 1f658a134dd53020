import { keyFields } from '../../../contract/extraction.ts';
import type { Page } from '../../../contract/page.ts';
import type { Draft } from '../draft.ts';
import { isProven } from './merge-fields.ts';

/**
 * Whether an external reader could better a reading at all: of an invoice, with legible pages, some key field of which is not proven already.
 * What the file states as XML is never asked about.
 */
export function isWorthAsking(draft: Draft, pages: Page[]): boolean {
  const isStructured = Object.values(draft.fields).some((field) => field.evidence['structured'] !== undefined);
  return draft.isInvoice && !isStructured && keyFields.some((name) => !isProven(draft.fields[name])) && pages.some((page) => page.words.length > 0);
}
