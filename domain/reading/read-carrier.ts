import type { Carrier } from '../ports.ts';
import { scoreDraft } from './confidence/score-draft.ts';
import { readDrafts } from './read-drafts.ts';
import type { Reading, ReadingContext } from './reading.ts';

/**
 * Reads every invoice that a carrier holds: structured sources first, then codes, then words.
 * Throws AppError with a file code where the carrier is an XML that is no e-invoice.
 */
export function readCarrier(carrier: Carrier, context: ReadingContext): Reading[] {
  return readDrafts(carrier, context).map(({ draft, pages }) => ({ extraction: scoreDraft(draft), pages }));
}
