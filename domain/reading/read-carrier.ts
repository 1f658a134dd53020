import { AppError } from '../../contract/errors.ts';
import { readStructure } from '../formats/read-structure.ts';
import type { Carrier, EmbeddedXml } from '../ports.ts';
import { factsOfQr } from './code/code-facts.ts';
import { scoreDraft } from './confidence/score-draft.ts';
import type { Draft, FieldDraft } from './draft.ts';
import type { Reading, ReadingContext } from './reading.ts';
import { reason } from './reasons.ts';
import { draftOfStructure } from './structure/draft-of-structure.ts';

/** The invoices that a structure states; what it is instead where it is none; null where it is no e-invoice XML at all. */
function draftsOfXml({ xml }: EmbeddedXml, isTheFile: boolean): Draft[] | null {
  try {
    const structure = readStructure(xml);
    if (structure.kind === 'invoices') return structure.invoices.map(draftOfStructure);
    const message = `This is not an invoice but: ${structure.document}.`;
    return [{ isInvoice: false, fields: {}, taxes: [], lineItems: [], reasons: [reason('not_invoice', null, { blocking: true, message })], reader: 'xml' }];
  } catch (error) {
    // An attachment that is no e-invoice, or is broken, leaves the page to be read; a file that is one must be refused by its code.
    if (isTheFile || !(error instanceof AppError)) throw error;
    return null;
  }
}

function draftOfCodes(carrier: Carrier): Draft {
  const fields: Draft['fields'] = {};
  for (const facts of carrier.codes.flatMap((code) => factsOfQr(code) ?? [])) {
    for (const [name, value] of Object.entries(facts.values)) {
      fields[name as keyof typeof fields] ??= { value, source: facts.source, page: facts.page, box: facts.box, evidence: { code: 1 } } satisfies FieldDraft;
    }
  }
  const isInvoice = Object.keys(fields).length > 0;
  return { isInvoice, fields, taxes: [], lineItems: [], reasons: isInvoice ? [] : [reason('not_invoice', null, { blocking: true })], reader: 'qr' };
}

/**
 * Reads every invoice that a carrier holds: structured sources first, then codes, then words.
 * Throws AppError with a file code where the carrier is an XML that is no e-invoice.
 */
export function readCarrier(carrier: Carrier, _context: ReadingContext): Reading[] {
  const pages = carrier.kind === 'xml' || carrier.pageCount === 0 ? null : { first: 1, last: carrier.pageCount };
  for (const structure of carrier.structures) {
    const drafts = draftsOfXml(structure, carrier.kind === 'xml');
    if (drafts) return drafts.map((draft) => ({ extraction: scoreDraft(draft), pages }));
  }
  return [{ extraction: scoreDraft(draftOfCodes(carrier)), pages }];
}
