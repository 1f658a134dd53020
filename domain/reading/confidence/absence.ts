import type { FieldName } from '../../../contract/extraction.ts';
import type { Draft } from '../draft.ts';
import { means } from '../labels/find-labels.ts';
import type { Scan } from '../scan/scan.ts';

/** Countries whose invoices need not show a tax id of the issuer. */
const withoutTaxId = ['US', 'CA', 'HK', 'GB', 'AU', 'ID'];

/** How sure it is that a field which was not found does not stand on the pages either. */
export function absenceOf(scan: Scan): Draft['absent'] {
  const isText = scan.layout.pages.every((page) => !page.isOcr);
  const hasLabel = (concept: 'taxId' | 'invoiceNumber'): boolean => scan.labels.some((label) => means(label, concept) && label.meanings.some((meaning) => meaning.concept === concept && meaning.strength >= 2));
  const home = scan.country === null || withoutTaxId.includes(scan.country);
  const looksLikeId = scan.taxIds.some((id) => id.shape >= 2);
  const absent: Partial<Record<FieldName, number>> = {
    issuerTaxId: scan.country === 'AR' ? 0.05 : (hasLabel('taxId') || looksLikeId ? 0.6 : home ? 0.97 : 0.9) * (isText ? 1 : 0.97),
    invoiceNumber: scan.country === 'AR' ? 0.05 : (hasLabel('invoiceNumber') ? 0.4 : 0.85) * (isText ? 1 : 0.97),
    currency: 0.4, issueDate: 0.2, totalAmount: 0.05,
  };
  return absent;
}

/** A structure leaves out what its sender left out. */
export const structureAbsence: Draft['absent'] = { issuerTaxId: 0.9, invoiceNumber: 0.5, issueDate: 0.5, currency: 0.7, totalAmount: 0.4 };
