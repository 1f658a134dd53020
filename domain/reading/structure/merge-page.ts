import { fieldNames } from '../../../contract/extraction.ts';
import type { Page } from '../../../contract/page.ts';
import type { Code } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import { readWords } from '../fields/read-words.ts';
import { boxOf } from '../layout/layout.ts';
import type { ReadingContext } from '../reading.ts';
import { scan, type Scan } from '../scan/scan.ts';
import { compareWithPage } from './compare-with-page.ts';

/** Where on the pages a text stands as a whole word, for the review screen to mark. */
function locate(seen: Scan, value: string): { page: number; box: ReturnType<typeof boxOf> } | null {
  for (const line of seen.layout.lines) {
    const at = line.text.indexOf(value);
    if (value.length >= 3 && at >= 0) return { page: line.page, box: boxOf(line, at, at + value.length) };
  }
  return null;
}

/**
 * Sets a structure's draft beside the pages of its file: differences become reasons, places on the page are found for the review screen,
 * and what the structure leaves out is taken from the words.
 */
export function mergePage(draft: Draft, pages: Page[], codes: Code[], context: ReadingContext): Draft {
  if (!pages.some((page) => page.words.length > 0)) return draft;
  const seen = scan(pages, codes, context);
  const { seen: found, reasons } = compareWithPage(draft, seen);
  const words = readWords(seen);
  const fields: Draft['fields'] = {};
  for (const name of fieldNames) {
    const own = draft.fields[name];
    const read = words.fields[name];
    if (!own) {
      // Names, tax ids and amounts that the sender did not state belong to nobody; dates of payment are often on the page alone.
      if (read && name === 'dueDate') fields[name] = { ...read, evidence: { ...read.evidence, besideStructure: 1 } };
      continue;
    }
    const place = read?.value === own.value ? { page: read.page, box: read.box } : locate(seen, own.value);
    const stands = found[name];
    fields[name] = { ...own, page: place?.page ?? null, box: place?.box ?? null, evidence: { ...own.evidence, ...(stands === undefined ? {} : { onPage: stands ? 1 : 0 }) } };
  }
  return { ...draft, fields, reasons: [...draft.reasons, ...reasons], reader: `${draft.reader}+text` };
}
