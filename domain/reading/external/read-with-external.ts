import type { Page } from '../../../contract/page.ts';
import type { Carrier } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import { readWords } from '../fields/read-words.ts';
import { dropUndiscriminated } from '../fields/undiscriminated.ts';
import type { PageRange, ReadingContext } from '../reading.ts';
import { reason } from '../reasons.ts';
import { scan } from '../scan/scan.ts';
import { splitPages } from '../split.ts';
import type { ExternalValues } from './external-values.ts';
import { mergeFields } from './merge-fields.ts';
import { mergeItems, mergeTaxes } from './merge-lists.ts';
import { recheck } from './recheck.ts';

/** Who gave the values, and what it was shown. */
export interface ExternalSource {
  model: string;
  kind: 'words' | 'images';
}

/** The pages of one invoice of a carrier, as the local reader saw them: without copies. */
export function pagesOfInvoice({ pages, codes }: Carrier, range: PageRange | null, context: ReadingContext): Page[] {
  if (range === null) return [];
  const group = splitPages(pages, codes, context).find((one) => one.range.first === range.first && one.range.last === range.last);
  return group?.pages ?? pages.filter((page) => page.number >= range.first && page.number <= range.last);
}

/**
 * Lays what an external reader says of an invoice beside the local reading of the same pages. The external reader's word about itself counts for
 * nothing: its values are aligned with the page, held to every rule that holds for anybody, and never overrule what a code or a structure proves.
 */
export function readWithExternal(draft: Draft, values: ExternalValues, pages: Page[], carrier: Carrier, context: ReadingContext, { model, kind }: ExternalSource): Draft {
  const numbers = new Set(pages.map((page) => page.number));
  const seen = scan(pages, carrier.codes.filter((code) => numbers.has(code.page)), context);
  const words = readWords(seen);
  const { fields, absent, reasons, agreed } = mergeFields(draft, values, seen);
  const doubts = values.isInvoice ? [] : [reason('ai_disagrees', null, { blocking: true, message: 'The AI holds that this is not an invoice.' })];
  const merged: Draft = {
    ...draft, fields, absent, reasons: [...reasons, ...doubts], taxes: mergeTaxes(draft, fields, values, seen), lineItems: mergeItems(draft, fields, values, seen), reader: `${draft.reader}+ai:${model}`,
  };
  return dropUndiscriminated({ ...merged, reasons: recheck({ merged, before: draft, agreed, seen, words, kind }) });
}
