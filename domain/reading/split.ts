import type { Page } from '../../contract/page.ts';
import type { Code } from '../ports.ts';
import { factsOfCode } from './code/code-facts.ts';
import { chooseNumber } from './fields/choose-number.ts';
import { foldedWords } from './layout/fold.ts';
import type { PageRange, ReadingContext } from './reading.ts';
import { scan } from './scan/scan.ts';

/** Pages of one invoice. `pages` leaves out those that only repeat another (duplicado, triplicado, copies). */
export interface InvoicePages {
  pages: Page[];
  range: PageRange;
}

interface PageIdentity {
  page: Page;
  /** What a code or a well-labelled number says of which invoice the page belongs to; null where neither does. */
  number: string | null;
  isCode: boolean;
  words: Set<string>;
  /** "1/2", "Page 1 of 2": the page's own count; null where it prints none. */
  count: number | null;
}

const plain = (text: string): string => text.split(/\D+/).filter(Boolean).map((part) => part.replace(/^0+(?=.)/, '')).join('-') || text;

function countOf(text: string): number | null {
  const match = /(?:p[aá]g(?:ina|e|\.)?|page|seite|hoja|sayfa|pagina|blad)\s*(?:n[º°o.]*)?\s*[:.]?\s*(\d{1,3})(?:\s*(?:\/|de|of|von|di|sur|van)\s*\d{1,3})?(?!\d)/i.exec(text);
  return match?.[1] ? Number(match[1]) : null;
}

function identify(page: Page, codes: Code[], context: ReadingContext): PageIdentity {
  const seen = scan([page], codes.filter((code) => code.page === page.number), context);
  const facts = codes.filter((code) => code.page === page.number).flatMap((code) => factsOfCode(code) ?? []);
  const coded = facts.map((fact) => fact.values.invoiceNumber).find(Boolean);
  const printed = chooseNumber(seen).invoiceNumber;
  const text = page.words.map((word) => word.text).join(' ');
  const { label = 0, ocr = 0, shape = 0, margin = 0 } = printed?.evidence ?? {};
  const isSure = ocr > 0.9 && (label > 0.6 || (shape === 1 && margin > 0.3));
  return { page, number: coded ? plain(coded) : isSure && printed ? plain(printed.value) : null, isCode: coded !== undefined, words: new Set(foldedWords(text)), count: countOf(text) };
}

/** Shared words of two pages, 1 for the same. */
function likeness(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, a.size, b.size);
}

const isCopy = (group: PageIdentity[], candidate: PageIdentity): boolean =>
  candidate.words.size > 15 && group.some((other) => (other.number === candidate.number || other.number === null || candidate.number === null) && likeness(other.words, candidate.words) > 0.93);

/** Whether a page begins another invoice than its predecessors'. */
function startsAnother(group: PageIdentity[], next: PageIdentity): boolean {
  const known = group.map((member) => member.number).find((number) => number !== null) ?? null;
  if (known === null || next.number === null || known === next.number) return false;
  const isCoded = next.isCode || group.some((member) => member.isCode);
  // A number alone may be an annex's or an order's; the page's own count beginning again, or a code, makes it another invoice.
  return isCoded || next.count === 1 || (next.count === null && group.every((member) => member.count === null));
}

/** Splits a file's pages into invoices, and leaves out copies of a page. */
export function splitPages(pages: Page[], codes: Code[], context: ReadingContext): InvoicePages[] {
  if (pages.length <= 1) return pages.map((page) => ({ pages: [page], range: { first: page.number, last: page.number } }));
  const groups: { members: PageIdentity[]; kept: PageIdentity[] }[] = [];
  for (const identity of pages.map((page) => identify(page, codes, context))) {
    const group = groups.at(-1);
    if (!group || startsAnother(group.members, identity)) groups.push({ members: [identity], kept: [identity] });
    else {
      if (!isCopy(group.kept, identity)) group.kept.push(identity);
      group.members.push(identity);
    }
  }
  return groups.map(({ members, kept }) => ({
    pages: kept.map((member) => member.page),
    range: { first: members[0]?.page.number ?? 1, last: members.at(-1)?.page.number ?? 1 },
  }));
}
