import { amountFields, dateFields, type FieldName } from '../../../contract/extraction.ts';
import { dateOrderOf, readDate } from '../fields/date-order.ts';
import { canBeName, cleanName } from '../fields/name-text.ts';
import { buildLayout } from '../layout/build-layout.ts';
import { fold } from '../layout/fold.ts';
import { countryCurrency, currencyNames, currencySigns } from '../lexicon/currencies.ts';
import type { Scan } from '../scan/scan.ts';
import { formatDecimal, parseDecimal } from '../values/amount.ts';
import { isoDate } from '../values/calendar.ts';
import { readNumber } from '../values/number-text.ts';
import { scanDates } from '../values/scan-dates.ts';

const isOneOf = (names: readonly FieldName[], name: FieldName): boolean => names.includes(name);
const unique = (values: string[]): string[] => [...new Set(values)];

/** "12100.00" as asked for, or as the page prints it: "12.100,00". What the page's own decimal mark makes of it comes second. */
export function amountReadings(text: string, seen: Pick<Scan, 'mark'>): string[] {
  const bare = text.replace(/[^\d.,()\s'’−–-]/g, '').trim();
  const isNegative = /^[-−–(]|[-−–]$/.test(bare);
  const digits = bare.replace(/[()−–-]/g, '').trim();
  // The contract's decimals have fifteen digits before the point.
  if (digits.replace(/\D/g, '').length > 15) return [];
  const sign = (value: bigint): bigint => (isNegative ? -value : value);
  const asked = parseDecimal(digits);
  const printed = readNumber(digits, seen.mark);
  return unique([...(asked === null ? [] : [formatDecimal(sign(asked))]), ...(printed === null ? [] : [formatDecimal(sign(printed.value))])]);
}

function dateReadings(text: string, seen: Scan): string[] {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text);
  if (iso) return [isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]), seen.context.today)].filter((date) => date !== null);
  const words = text.split(/\s+/).map((word, i) => ({ text: word, box: { x: i * 100, y: 0, width: 90, height: 10 } }));
  const [token] = scanDates(buildLayout([{ number: 1, width: 1000, height: 100, origin: 'text', words }]), seen.context.today);
  if (!token) return [];
  return unique([readDate(token, dateOrderOf(seen).order), ...token.readings.map((reading) => reading.iso)]);
}

function currencyReadings(text: string, seen: Scan): string[] {
  const written = fold(text);
  if (/^[a-z]{3}$/.test(written) && Intl.supportedValuesOf('currency').includes(written.toUpperCase())) return [written.toUpperCase()];
  const codes = currencySigns[written] ?? (currencyNames[written] ? [currencyNames[written]] : []);
  const home = seen.country ? countryCurrency[seen.country] : undefined;
  return home && codes.includes(home) ? unique([home, ...codes]) : codes;
}

/** What some write before a tax id: its name. */
const taxIdName = /^(?:c\.?u\.?i\.?[tl]|cif|nif|rut|rfc|ruc|cnpj|vat|ust-?id(?:nr)?|p\.? ?iva|btw|tva|siret|siren|tax id)[\s.:#nº°o]*(?=[\dA-Z])/i;

/**
 * The values, in the contract's form, that a field's text from an external reader can mean, the likeliest first.
 * None where the text is nothing that this field can hold: whatever else the reader writes goes no further than here.
 */
export function readingsOf(name: FieldName, written: string, seen: Scan): string[] {
  const text = written.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (text === '' || text.length > 200) return [];
  if (isOneOf(amountFields, name)) return amountReadings(text, seen);
  if (isOneOf(dateFields, name)) return dateReadings(text, seen);
  switch (name) {
    case 'currency': return currencyReadings(text, seen);
    case 'issuerTaxId': case 'recipientTaxId': {
      const id = text.replace(taxIdName, '').toUpperCase().replace(/[^A-Z0-9]/g, '');
      return (id.match(/\d/g) ?? []).length >= 6 && id.length <= 20 ? [id] : [];
    }
    case 'cae': return /^\d{10,14}$/.test(text.replace(/\s/g, '')) ? [text.replace(/\s/g, '')] : [];
    case 'invoiceType': return /^[ABCEMT]$/i.test(text) ? [text.toUpperCase()] : [];
    case 'invoiceTypeCode': return /^\d{1,3}$/.test(text) ? [String(Number(text))] : [];
    case 'pointOfSale': return /^\d{1,5}$/.test(text) ? [String(Number(text))] : [];
    case 'invoiceNumber': return /\d/.test(text) && text.length <= 60 ? [text.replace(/\s*([-–/])\s*/g, '$1').replace('–', '-')] : [];
    default: {
      const cleaned = cleanName(text);
      return canBeName(cleaned) ? [cleaned] : [];
    }
  }
}
