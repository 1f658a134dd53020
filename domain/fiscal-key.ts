import type { Extraction } from '../contract/extraction.ts';
import { parseCuit } from './fiscal/cuit.ts';

const bare = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Leading zeros say nothing: 00002-00023625 is 2-23625. */
const number = (text: string) => text.toUpperCase().split(/[^A-Z0-9]+/).filter(Boolean).map((part) => part.replace(/^0+(?=.)/, '')).join('-');

/**
 * What makes two documents the same invoice: issuer, type and number (which holds the point of sale). Null where the issuer or the number is unknown.
 * An Argentine number is unique per issuer, type code and point of sale (RG 1415) for ever; elsewhere series often start anew each year
 * (Italy: art. 21 DPR 633/72; Spain: art. 6 RD 1619/2012), so the year of issue is part of the key.
 */
export function fiscalKey({ fields }: Extraction): string | null {
  const issuer = fields.issuerTaxId?.value;
  const invoiceNumber = fields.invoiceNumber?.value;
  if (!issuer || !invoiceNumber || !/[1-9]/.test(invoiceNumber)) return null;
  const type = fields.invoiceTypeCode?.value ?? fields.invoiceType?.value ?? '';
  const point = fields.pointOfSale?.value;
  const full = point && number(invoiceNumber).indexOf('-') < 0 ? `${number(point)}-${number(invoiceNumber)}` : number(invoiceNumber);
  const year = parseCuit(issuer) ? [] : [fields.issueDate?.value.slice(0, 4) ?? ''];
  return [bare(issuer).replace(/^0+/, ''), bare(type).replace(/^0+/, ''), full, ...year].join('|');
}
