import { AppError } from '../../contract/errors.ts';
import { keyFields, type Reason } from '../../contract/extraction.ts';
import { readStructure } from '../formats/read-structure.ts';
import { isSameValue } from './code/merge-codes.ts';
import type { Carrier, EmbeddedXml } from '../ports.ts';
import type { Draft } from './draft.ts';
import { readPages } from './read-pages.ts';
import type { PageRange, ReadingContext } from './reading.ts';
import { reason } from './reasons.ts';
import { scan } from './scan/scan.ts';
import { codesWithin, splitPages } from './split.ts';
import { mergePage } from './structure/merge-page.ts';
import { draftOfStructure } from './structure/draft-of-structure.ts';

/** The invoices that a structure states; what it is instead where it is none; null where it is no e-invoice XML at all. */
function draftsOfXml({ xml }: EmbeddedXml, isTheFile: boolean): Draft[] | null {
  try {
    const structure = readStructure(xml);
    if (structure.kind === 'invoices') return structure.invoices.map(draftOfStructure);
    const message = `This is not an invoice but: ${structure.document}.`;
    return [{ isInvoice: false, fields: {}, taxes: [], lineItems: [], reasons: [reason('not_invoice', null, { blocking: true, message })], absent: {}, reader: 'xml' }];
  } catch (error) {
    // An attachment that is no e-invoice, or is broken, leaves the page to be read; a file that is one must be refused by its code.
    if (isTheFile || !(error instanceof AppError)) throw error;
    return null;
  }
}

/** Key fields in which the structures of one file differ; and that there are several, which Factur-X forbids: nobody can say which of them counts. */
function disagreements(draft: Draft, others: Draft[]): Reason[] {
  if (others.length === 0) return [];
  const several = reason('structure_mismatch', null, { blocking: true, message: 'The file holds several e-invoices.' });
  const differences = keyFields.flatMap((name) => {
    const own = draft.fields[name]?.value;
    const other = others.map((one) => one.fields[name]?.value).find((value) => own !== undefined && value !== undefined && !isSameValue(name, own, value));
    return other === undefined ? [] : [reason('structure_mismatch', name, { blocking: true, message: `Two e-invoices inside the file say ${own} and ${other}.` })];
  });
  return [several, ...differences];
}

/** A page that could not be read may hold another total: somebody must look. */
function withFaults(draft: Draft, carrier: Carrier): Draft {
  const faults = carrier.faults.map((fault) => reason('page_unreadable', null, { blocking: true, message: `Page ${fault.page} could not be read: ${fault.message}` }));
  return faults.length > 0 ? { ...draft, reasons: [...draft.reasons, ...faults] } : draft;
}

/** A draft with the pages that it was read from; null for XML. */
export interface PlacedDraft {
  draft: Draft;
  pages: PageRange | null;
}

/**
 * Reads every invoice that a carrier holds, before confidences are worked out.
 * Throws AppError with a file code where the carrier is an XML that is no e-invoice.
 */
export function readDrafts(carrier: Carrier, context: ReadingContext): PlacedDraft[] {
  const pages = carrier.kind === 'xml' || carrier.pageCount === 0 ? null : { first: 1, last: carrier.pageCount };
  const structured = carrier.structures.flatMap((structure) => {
    const drafts = draftsOfXml(structure, carrier.kind === 'xml');
    return drafts ? [drafts] : [];
  });
  // Of several structures the first that holds an invoice speaks for the file; where the others say otherwise, somebody must look.
  const drafts = structured.find((own) => own.some((draft) => draft.isInvoice)) ?? structured[0];
  if (drafts) {
    const others = structured.filter((own) => own !== drafts && own.some((draft) => draft.isInvoice)).flat();
    return drafts.map((draft) => {
      const compared = { ...draft, reasons: [...draft.reasons, ...disagreements(draft, others)] };
      return { draft: withFaults(drafts.length === 1 ? mergePage(compared, carrier.pages, carrier.codes, context) : compared, carrier), pages };
    });
  }
  const groups = splitPages(carrier.pages, carrier.codes, context);
  if (groups.length === 0) groups.push({ pages: [], range: { first: 1, last: Math.max(1, carrier.pageCount) }, seen: null });
  return groups.map(({ pages: own, range, seen }) => {
    const draft = withFaults(readPages(own, seen?.() ?? scan(own, codesWithin(carrier.codes, range), context)), carrier);
    const several = groups.length > 1 ? [reason('several_invoices', null, { message: `The file holds ${groups.length} invoices; this is the one of pages ${range.first} to ${range.last}.` })] : [];
    return { draft: { ...draft, reasons: [...draft.reasons, ...several] }, pages: range };
  });
}
