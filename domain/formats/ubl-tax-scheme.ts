import type { XmlElement } from './element.ts';
import { ubl } from './ubl-finder.ts';

/** `free`: SUNAT's tax of goods given away, stated for reference and charged to nobody. */
export type TaxClass = 'vat' | 'internal' | 'other' | 'free' | 'unknown';

/** Codes by their lists: UN/ECE 5153, SUNAT catalogue 05 (four digits), DIAN table 13.2.2 (two digits), GİB's tax types (0015 KDV, 0071 … ÖTV). */
const CLASSES: Record<string, TaxClass> = {
  VAT: 'vat', GST: 'vat', IVA: 'vat', IGV: 'vat', EXC: 'internal', OTH: 'other',
  1000: 'vat', 1016: 'vat', 9995: 'vat', 9997: 'vat', 9998: 'vat', 9996: 'free', 2000: 'internal', 7152: 'other', 9999: 'other',
  '01': 'vat', '02': 'internal', '03': 'other', '04': 'internal', '08': 'internal', 20: 'other', 21: 'other', 22: 'internal', 23: 'other', 24: 'internal',
  25: 'other', 26: 'other', 30: 'internal', 32: 'internal', 33: 'other', 34: 'internal', 35: 'internal', 36: 'other',
  '0015': 'vat', '0071': 'internal', '0073': 'internal', '0074': 'internal', '0075': 'internal', '0076': 'internal', '0077': 'internal', '1047': 'other', '1048': 'other', '4080': 'other', '4071': 'other', '4171': 'other', '8001': 'other', '8002': 'other', '8004': 'other', '8005': 'other', '8006': 'other', '8007': 'other', '8008': 'other', '9040': 'other', '9077': 'internal', '0059': 'other', '0061': 'other',
};

const NAMES: [RegExp, TaxClass][] = [
  [/^(vat|gst|iva|igv|ivap|kdv|gerçek usulde (katma değer|kdv)|btw|mva|moms|tva|mwst|ust|value added|impuesto al valor agregado|katma değer)\b/i, 'vat'],
  [/^(isc|inc|ibua|icui|excise|ötv|özel tüketim|impuesto (selectivo|al consumo|nacional al consumo))\b/i, 'internal'],
  [/^(icbper|ica|otros|konaklama|damga|stopaj)\b/i, 'other'],
];

/** What tax a `TaxScheme` names, by its type code, its id or its name. */
export function classifyScheme(scheme: XmlElement | undefined): TaxClass {
  const text = (name: string): string => ubl.one(scheme, name)?.text.trim() ?? '';
  const id = text('ID').toUpperCase();
  if (id === '9996') return 'free';
  const byName = NAMES.find(([pattern]) => pattern.test(text('Name')))?.[1];
  return CLASSES[text('TaxTypeCode').toUpperCase()] ?? CLASSES[id] ?? byName ?? 'unknown';
}
