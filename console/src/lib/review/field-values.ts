import type { FieldName } from '../contract.ts';
import { formatDecimal, type Locale } from '../format.ts';
import { formatTaxId } from '../tax-id.ts';
import { type DecimalSign, readAmount } from './amount-text.ts';
import { readDay } from './date-text.ts';

export type ValueKind = 'amount' | 'date' | 'currency' | 'tax-id' | 'digits' | 'text';
export type ValueFault = Exclude<ValueKind, 'text'>;
export type ReadResult = { value: string } | { fault: ValueFault };

const kinds: Partial<Record<FieldName, ValueKind>> = {
  issuerTaxId: 'tax-id', recipientTaxId: 'tax-id',
  issueDate: 'date', dueDate: 'date', caeDueDate: 'date',
  netAmount: 'amount', taxAmount: 'amount', totalAmount: 'amount',
  currency: 'currency', cae: 'digits', pointOfSale: 'digits',
};

export const kindOf = (name: FieldName): ValueKind => kinds[name] ?? 'text';

const symbols: Record<string, string> = { $: 'ARS', PESOS: 'ARS', 'AR$': 'ARS', 'U$S': 'USD', 'US$': 'USD', 'U$D': 'USD', DOLARES: 'USD', '€': 'EUR', 'R$': 'BRL', '£': 'GBP' };

/** The stored value as a person edits it: amounts with the locale's signs, dates day first in Spanish, tax ids with dashes. */
export function showValue(kind: ValueKind, value: string, locale: Locale): string {
  if (kind === 'amount') return /^-?\d+(\.\d+)?$/.test(value) ? formatDecimal(value, locale, 2) : value;
  if (kind === 'date') return locale === 'es' ? value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1') : value;
  return kind === 'tax-id' ? formatTaxId(value) : value;
}

/** The value to store for what was typed or captured, or which kind of value it fails to be. `text` is not empty. */
export function readValue(kind: ValueKind, text: string, decimalSign: DecimalSign): ReadResult {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const read = (value: string | null): ReadResult => (value === null ? { fault: kind as ValueFault } : { value });
  switch (kind) {
    case 'amount': return read(readAmount(trimmed, decimalSign));
    case 'date': return read(readDay(trimmed));
    case 'currency': return read(readCurrency(trimmed));
    case 'tax-id': return read(/\d/.test(trimmed) ? trimmed.replace(/^(?:cuit|nif|rut|rfc|vat)\W*/i, '').replace(/^(\d{2})\D?(\d{8})\D?(\d)$/, '$1$2$3') : null);
    case 'digits': return read(/^\d[\d -]*$/.test(trimmed) ? trimmed.replace(/[ -]/g, '') : null);
    case 'text': return { value: trimmed };
  }
}

function readCurrency(text: string): string | null {
  const upper = text.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '');
  return symbols[upper] ?? (/^[A-Z]{3}$/.test(upper) ? upper : null);
}
