import type { Page } from '../../contract/page.ts';
import type { Code } from '../ports.ts';
import { factsOfCode } from './code/code-facts.ts';
import { invoiceScore } from './classify.ts';
import { chooseNumber } from './fields/choose-number.ts';
import { readWords } from './fields/read-words.ts';
import { isTitle } from './kind/is-title.ts';
import { means } from './labels/find-labels.ts';
import { foldedWords } from './layout/fold.ts';
import { once } from './once.ts';
import type { PageRange, ReadingContext } from './reading.ts';
import { scan, type Scan } from './scan/scan.ts';

/** Pages of one invoice. `pages` leaves out those that only repeat another (duplicado, triplicado, copies). */
export interface InvoicePages {
  pages: Page[];
  range: PageRange;
  /** The scan of `pages` with the codes of `range`, where it may be made already. */
  seen: (() => Scan) | null;
}

interface PageIdentity {
  page: Page;
  /** The scan of the page alone, with its own codes. Made when first asked. */
  seen: () => Scan;
  /** What a code or a well-labelled number says of which invoice the page belongs to; null where neither does. */
  number: string | null;
  isCode: boolean;
  words: Set<string>;
  /** "1/2", "Page 1 of 2": the page's own count, and of how many; null where it prints none. */
  count: number | null;
  of: number | null;
  /** Whether the page is an invoice by itself, with title and total, and whose; null where it is not. Worked out when first asked. */
  whole: () => { issuer: string | undefined } | null;
}

const plain = (text: string): string => text.split(/\D+/).filter(Boolean).map((part) => part.replace(/^0+(?=.)/, '')).join('-') || text;

function countOf(text: string): Pick<PageIdentity, 'count' | 'of'> {
  const match = /(?:p[aá]g(?:ina|e|\.)?|page|seite|hoja|sayfa|pagina|blad)\s*(?:n[º°o.]*)?\s*[:.]?\s*(\d{1,3})(?:\s*(?:\/|de|of|von|di|sur|van)\s*(\d{1,3}))?(?!\d)/i.exec(text);
  return { count: match?.[1] ? Number(match[1]) : null, of: match?.[2] ? Number(match[2]) : null };
}

/** Pages that look less like an invoice than this are annexes, whatever they count. */
const wholeScore = 2.4;

function wholeInvoice(seen: Scan): ReturnType<PageIdentity['whole']> {
  const words = readWords(seen);
  const isTitled = seen.labels.some((label) => (means(label, 'titleInvoice') || means(label, 'titleCredit') || means(label, 'titleDebit') || means(label, 'titleReceipt')) && isTitle(seen, label));
  if (!isTitled || (words.fields.totalAmount?.evidence['label'] ?? 0) < 0.5 || invoiceScore(seen, words) < wholeScore) return null;
  const { issuerTaxId } = words.fields;
  return { issuer: (issuerTaxId?.evidence['check'] ?? 0) > 0 ? issuerTaxId?.value : undefined };
}

/** The number that the page's words surely say; null where they say none. */
function printedNumber(seen: Scan): string | null {
  const printed = chooseNumber(seen).invoiceNumber;
  const { label = 0, ocr = 0, shape = 0, margin = 0 } = printed?.evidence ?? {};
  const isSure = ocr > 0.9 && (label > 0.6 || (shape === 1 && margin > 0.3));
  return isSure && printed ? plain(printed.value) : null;
}

function identify(page: Page, codes: Code[], context: ReadingContext): PageIdentity {
  const own = codes.filter((code) => code.page === page.number);
  // Most pages tell by their code alone which invoice they belong to: their words are not read for it.
  const seen = once(() => scan([page], own, context));
  const coded = own.flatMap((code) => factsOfCode(code) ?? []).map((fact) => fact.values.invoiceNumber).find(Boolean);
  const text = page.words.map((word) => word.text).join(' ');
  return { page, seen, number: coded ? plain(coded) : printedNumber(seen()), isCode: coded !== undefined, words: new Set(foldedWords(text)), ...countOf(text), whole: once(() => wholeInvoice(seen())) };
}

/** Shared words of two pages, 1 for the same. */
function likeness(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, a.size, b.size);
}

const figures = ({ words }: PageIdentity): Set<string> => new Set([...words].filter((word) => /^\d{3,}$/.test(word)));

/** Two invoices for the same service differ in a few figures alone; OCR may misread one of them, a file's own text does not. */
const sameFigures = (a: PageIdentity, b: PageIdentity): boolean => a.page.origin === 'ocr' || b.page.origin === 'ocr' || likeness(figures(a), figures(b)) > 0.9;

const isCopy = (group: PageIdentity[], candidate: PageIdentity): boolean =>
  candidate.words.size > 15 && group.some((other) => (other.number === candidate.number || other.number === null || candidate.number === null) && likeness(other.words, candidate.words) > 0.93 && sameFigures(other, candidate));

/** Where numbers say nothing: the count begins again after a whole invoice, or another issuer's does, and the page is no copy. */
function beginsAnew(group: PageIdentity[], next: PageIdentity): boolean {
  const last = group.at(-1);
  if (!last || isCopy(group, next)) return false;
  const restarts = next.count === 1 && last.count !== null && (last.of === null || last.of === last.count);
  const own = next.count === null || next.count === 1 ? next.whole() : null;
  if (!own || !group.some((member) => member.whole() !== null || member.count !== null)) return false;
  const issuer = group.map((member) => member.whole()?.issuer).find((id) => id !== undefined);
  return restarts || (issuer !== undefined && own.issuer !== undefined && issuer !== own.issuer);
}

/** Whether a page begins another invoice than its predecessors'. */
function startsAnother(group: PageIdentity[], next: PageIdentity): boolean {
  const known = group.map((member) => member.number).find((number) => number !== null) ?? null;
  if (known === null || next.number === null) return beginsAnew(group, next);
  if (known === next.number) return false;
  const isCoded = next.isCode || group.some((member) => member.isCode);
  // A number alone may be an annex's or an order's; the page's own count beginning again, or a code, makes it another invoice.
  return isCoded || next.count === 1 || (next.count === null && group.every((member) => member.count === null));
}

/** The codes on an invoice's pages, copies too. */
export const codesWithin = (codes: Code[], range: PageRange): Code[] => codes.filter((code) => code.page >= range.first && code.page <= range.last);

/** Splits a file's pages into invoices, and leaves out copies of a page. */
export function splitPages(pages: Page[], codes: Code[], context: ReadingContext): InvoicePages[] {
  if (pages.length <= 1) return pages.map((page) => ({ pages: [page], range: { first: page.number, last: page.number }, seen: null }));
  const groups: { members: PageIdentity[]; kept: PageIdentity[] }[] = [];
  for (const identity of pages.map((page) => identify(page, codes, context))) {
    const group = groups.at(-1);
    if (!group || startsAnother(group.members, identity)) groups.push({ members: [identity], kept: [identity] });
    else {
      if (!isCopy(group.kept, identity)) group.kept.push(identity);
      group.members.push(identity);
    }
  }
  return groups.map(({ members, kept }) => {
    const range = { first: members[0]?.page.number ?? 1, last: members.at(-1)?.page.number ?? 1 };
    const [only] = kept.length === 1 ? kept : [];
    const hasAllCodes = only !== undefined && codesWithin(codes, range).every((code) => code.page === only.page.number);
    return { pages: kept.map((member) => member.page), range, seen: hasAllCodes ? only.seen : null };
  });
}
