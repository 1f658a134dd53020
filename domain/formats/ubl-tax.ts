import type { TaxLine } from '../../contract/extraction.ts';
import { attribute, type XmlElement } from './element.ts';
import { ubl } from './ubl-finder.ts';
import { decimal, oneLine, stated, sum } from './values.ts';
import type { Stated } from './reading.ts';

/**
 * Scheme codes that are VAT: UN/ECE 5153 `VAT` and `GST`; SUNAT catalogue 05: 1000 IGV, 1016 IVAP, and the zero-rated 9995–9998;
 * DIAN table 13.2.2: 01 IVA; Turkey: 0015 KDV. A scheme without a code, or one unknown code alone, is VAT too (EN 16931 knows no other tax).
 */
const VAT_CODES = new Set(['VAT', 'GST', 'IVA', 'IGV', 'BTW', 'MVA', 'TVA', 'KDV', 'PDV', 'PVN', '1000', '1016', '9995', '9996', '9997', '9998', '01', '0015']);
const VAT_NAMES = /^(vat|gst|iva|igv|ivap|kdv|gerçek usulde kdv|btw|mva|moms|tva|mwst|ust)\b/i;
const INTERNAL = /^(isc|2000|inc|04|iec|excise|ötv|ibua|icui|34|35)\b/i;

/** Whether a tax subtotal, category or tax total is of VAT; null where it names no scheme. */
function isVat(scheme: XmlElement | undefined): boolean | null {
  const id = (ubl.one(scheme, 'TaxTypeCode')?.text === '0015' ? '0015' : ubl.one(scheme, 'ID')?.text)?.trim().toUpperCase() ?? '';
  const name = ubl.one(scheme, 'Name')?.text ?? '';
  const type = ubl.one(scheme, 'TaxTypeCode')?.text ?? '';
  if (id === '' && name === '' && type === '') return null;
  return VAT_CODES.has(id) || VAT_NAMES.test(name) || type === 'VAT';
}

interface Subtotal {
  element: XmlElement;
  vat: boolean | null;
  line: TaxLine;
}

function subtotalsOf(total: XmlElement): Subtotal[] {
  return ubl.all(total, 'TaxSubtotal').map((element) => {
    const category = ubl.one(element, 'TaxCategory');
    const scheme = ubl.one(category, 'TaxScheme');
    const label = oneLine(ubl.one(scheme, 'Name')?.text) ?? oneLine(ubl.one(scheme, 'ID')?.text);
    const rate = decimal(ubl.one(category, 'Percent')?.text) ?? decimal(ubl.one(element, 'Percent')?.text);
    return {
      element,
      vat: isVat(scheme),
      line: {
        kind: INTERNAL.test(label ?? '') ? 'internal' : 'other',
        label,
        rate,
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
 * VAT apart from other taxes. EN 16931 allows a second `TaxTotal` in the accounting currency, without subtotals: only those in the
 * document's currency count. DIAN writes one `TaxTotal` per tax, SUNAT one with a subtotal per tax.
 */
export function ublTaxes(root: XmlElement, currency: string | undefined): UblTaxes {
  const inCurrency = (total: XmlElement): boolean => {
    const written = attribute(ubl.one(total, 'TaxAmount'), 'currencyID');
    return written === undefined || currency === undefined || written.toUpperCase() === currency;
  };
  const totals = ubl.all(root, 'TaxTotal').filter(inCurrency);
  const subtotals = totals.map((total) => ({ total, parts: subtotalsOf(total) }));
  const all = subtotals.flatMap(({ parts }) => parts);
  const namesVat = all.some((part) => part.vat === true);
  const isOfVat = (part: Subtotal): boolean => part.vat ?? true;
  const isVatPart = (part: Subtotal): boolean => (namesVat ? isOfVat(part) : part.vat === null || new Set(all.map((p) => p.line.label)).size === 1);

  const vatAmounts: (string | null)[] = [];
  const vatElements: XmlElement[] = [];
  for (const { total, parts } of subtotals) {
    const amount = ubl.one(total, 'TaxAmount');
    const isWhole = parts.every(isVatPart);
    if (isWhole && (parts.length > 0 || all.length === 0)) {
      vatAmounts.push(decimal(amount?.text));
      if (amount !== undefined) vatElements.push(amount);
    } else if (!isWhole) {
      for (const part of parts.filter(isVatPart)) {
        vatAmounts.push(part.line.amount);
        vatElements.push(ubl.one(part.element, 'TaxAmount') ?? part.element);
      }
    }
  }
  const value = sum(vatAmounts);
  const [first] = vatElements;
  const taxAmount = value === null || first === undefined ? undefined : vatElements.length === 1 ? stated(first, decimal) : { ...stated(first, decimal)!, value };

  const withholding = ubl.all(root, 'WithholdingTaxTotal').flatMap(subtotalsOf);
  const others = all.filter((part) => !isVatPart(part));
  return {
    taxAmount,
    lines: [
      ...all.map((part): TaxLine => (isVatPart(part) ? { ...part.line, kind: 'vat' } : part.line)),
      ...withholding.map((part): TaxLine => ({ ...part.line, kind: 'withholding' })),
    ],
    withheld: sum(withholding.map((part) => part.line.amount)),
    other: sum(others.map((part) => part.line.amount)),
  };
}
