import type { TaxLine } from '../../contract/extraction.ts';
import { attribute, type XmlElement } from './element.ts';
import type { Stated } from './reading.ts';
import { classifyScheme, type TaxClass } from './ubl-tax-scheme.ts';
import { ubl } from './ubl-finder.ts';
import { decimal, oneLine, stated, statedSum, sum } from './values.ts';

interface Part {
  element: XmlElement;
  tax: TaxClass;
  line: TaxLine;
}

function partsOf(total: XmlElement): Part[] {
  return ubl.all(total, 'TaxSubtotal').map((element) => {
    const category = ubl.one(element, 'TaxCategory');
    const scheme = ubl.one(category, 'TaxScheme');
    const tax = classifyScheme(scheme);
    return {
      element,
      tax,
      line: {
        kind: tax === 'internal' ? 'internal' : 'other',
        label: oneLine(ubl.one(scheme, 'Name')?.text) ?? oneLine(ubl.one(scheme, 'ID')?.text),
        rate: decimal(ubl.one(category, 'Percent')?.text) ?? decimal(ubl.one(element, 'Percent')?.text),
        base: decimal(ubl.one(element, 'TaxableAmount')?.text),
        amount: decimal(ubl.one(element, 'TaxAmount')?.text),
      },
    };
  });
}

export interface UblTaxes {
  taxAmount: Stated | undefined;
  lines: TaxLine[];
  withheld: string | null;
  other: string | null;
}

/**
 * VAT apart from other taxes. EN 16931 allows a second `TaxTotal` in the accounting currency: only those in the document's currency
 * count. DIAN writes one `TaxTotal` per tax, SUNAT one with a subtotal per tax. A scheme that nobody knows is VAT where no other is.
 */
export function ublTaxes(root: XmlElement, currency: string | undefined): UblTaxes {
  const totals = totalsIn(root, currency).map((total) => ({ total, parts: partsOf(total).filter(({ tax }) => tax !== 'free') }));
  const parts = totals.flatMap((each) => each.parts);
  const namesVat = parts.some(({ tax }) => tax === 'vat');
  const isVat = ({ tax }: Part): boolean => tax === 'vat' || (tax === 'unknown' && !namesVat);

  const amounts = totals.flatMap((each) => {
    if (each.parts.length > 0 && !each.parts.every(isVat)) return each.parts.filter(isVat).map(({ element }) => ubl.one(element, 'TaxAmount'));
    // A total without parts beside others with them repeats their sum (ZATCA).
    return each.parts.length > 0 || parts.length === 0 ? [ubl.one(each.total, 'TaxAmount')] : [];
  });
  const withholding = ubl.all(root, 'WithholdingTaxTotal').flatMap(partsOf);
  return {
    taxAmount: statedSum(amounts.map((amount) => stated(amount, decimal))),
    lines: [
      ...parts.map((part): TaxLine => (isVat(part) ? { ...part.line, kind: 'vat' } : part.line)),
      ...withholding.map(({ line }): TaxLine => ({ ...line, kind: 'withholding' })),
    ],
    withheld: sum(withholding.map(({ line }) => line.amount)),
    other: sum(parts.filter((part) => !isVat(part)).map(({ line }) => line.amount)),
  };
}

function totalsIn(root: XmlElement, currency: string | undefined): XmlElement[] {
  const totals = ubl.all(root, 'TaxTotal');
  const inCurrency = totals.filter((total) => {
    const written = attribute(ubl.one(total, 'TaxAmount'), 'currencyID');
    return written === undefined || currency === undefined || written.toUpperCase() === currency;
  });
  return inCurrency.length > 0 ? inCurrency : totals;
}
