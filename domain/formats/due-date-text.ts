import { isoDate } from './values.ts';

/** Words that go before the day by which to pay, in the languages of the payment terms seen in e-invoices. */
const BEFORE =
  '(?:bis(?: spätestens)?(?: zum| am)?|fällig(?: am| zum)?|zahlbar (?:bis|am|zum)|until|by|before|due(?: date)?(?: on)?|payable by|avant le|au plus tard le|échéance(?: le)?|jusqu\'au|le|entro il|scadenza|vóór|voor|uiterlijk|vervaldatum|antes del?|hasta el|vencimiento|vence(?: el)?|até)';
const DAY = '(\\d{1,2}[./-]\\d{1,2}[./-]\\d{4}|\\d{4}-\\d{2}-\\d{2})';
const PATTERN = new RegExp(`(?<![\\p{L}\\d])${BEFORE}\\s*:?\\s*${DAY}(?!\\d)`, 'giu');

/**
 * The day by which to pay that payment terms in words name; the latest of several, since discounts end before the net term does.
 * Days before the issue are dates of something else. Null where the words name none.
 */
export function dueDateInTerms(terms: string[], issueDate: string | undefined): string | null {
  const dates = terms.flatMap((text) => [...text.slice(0, 4_000).matchAll(PATTERN)].map((match) => isoDate(match[1])));
  const possible = dates.filter((date) => date !== null && (issueDate === undefined || date >= issueDate)).sort();
  return possible.at(-1) ?? null;
}
