import type { Page } from '../../../contract/page.ts';
import type { Code } from '../../ports.ts';
import { factsOfCode, factsOfPrintedDigits, type CodeFacts } from '../code/code-facts.ts';
import { findLabels, means, type Label } from '../labels/find-labels.ts';
import { buildLayout } from '../layout/build-layout.ts';
import { bottom, right, type Layout, type Line } from '../layout/layout.ts';
import type { Language } from '../lexicon/concepts.ts';
import type { ReadingContext } from '../reading.ts';
import type { DecimalMark } from '../values/number-text.ts';
import { scanAmounts, type AmountToken } from '../values/scan-amounts.ts';
import { scanDates, type DateToken } from '../values/scan-dates.ts';
import { scanNumbers, type NumberToken } from '../values/scan-numbers.ts';
import { scanTaxIds, type TaxIdToken } from '../values/scan-tax-ids.ts';
import { countriesOf, languagesOf, mainCountry, mainLanguage } from './country.ts';

/** Everything that can be seen on the pages of one invoice, before anything is chosen. */
export interface Scan {
  layout: Layout;
  labels: Label[];
  dates: DateToken[];
  amounts: AmountToken[];
  numbers: NumberToken[];
  taxIds: TaxIdToken[];
  facts: CodeFacts[];
  mark: DecimalMark | null;
  languages: Map<Language, number>;
  language: Language | null;
  countries: Map<string, number>;
  country: string | null;
  context: ReadingContext;
}

/** "Vto." means the authorisation's day where it stands beside or under a CAE. */
function refineDueLabels(labels: Label[], layout: Layout): Label[] {
  const authorizations = labels.filter((label) => means(label, 'cae'));
  return labels.map((label) => {
    if (!means(label, 'dueDate')) return label;
    const unit = layout.pages.find((page) => page.number === label.page)?.unit ?? 10;
    const isNearCae = authorizations.some((cae) => cae.page === label.page && label.box.y > cae.box.y - unit * 2 && label.box.y - bottom(cae.box) < unit * 4
      && label.box.x < right(cae.box) + unit * 24 && right(label.box) > cae.box.x - unit * 8);
    return isNearCae ? { ...label, meanings: [{ concept: 'caeDueDate' as const, strength: 2.5 }] } : label;
  });
}

const commaLanguages: Language[] = ['es', 'pt', 'it', 'fr', 'de', 'tr', 'nl'];

/** Sees everything on the pages. Pure; a page of 500 words takes a few milliseconds. */
export function scan(pages: Page[], codes: Code[], context: ReadingContext): Scan {
  const layout = buildLayout(pages);
  const labels = refineDueLabels(findLabels(layout), layout);
  const dates = scanDates(layout, context.today);
  const taxIds = scanTaxIds(layout);
  const isTaken = (line: Line, from: number, to: number): boolean =>
    [...dates, ...taxIds.filter((id) => id.shape >= 2)].some((token) => token.line === line.index && token.from < to && token.to > from);
  const languages = languagesOf(labels);
  const language = mainLanguage(languages);
  const fallback: DecimalMark | null = language === null ? null : commaLanguages.includes(language) ? ',' : '.';
  const { amounts, mark } = scanAmounts(layout, fallback, isTaken);
  const facts = [...codes.flatMap((code) => factsOfCode(code) ?? []), ...factsOfPrintedDigits(layout)];
  const countries = countriesOf(layout, labels, taxIds, amounts, facts.map((fact) => fact.kind.slice(0, 2).toUpperCase()));
  return { layout, labels, dates, amounts, numbers: scanNumbers(layout), taxIds, facts, mark, languages, language, countries, country: mainCountry(countries), context };
}
