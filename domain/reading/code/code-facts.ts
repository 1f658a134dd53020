import type { FieldName } from '../../../contract/extraction.ts';
import { parseFiscalQr } from '../../fiscal/qr.ts';
import type { Code } from '../../ports.ts';

/** What one code on a page states of the invoice's fields. */
export interface CodeFacts {
  page: number;
  box: Code['box'];
  source: 'qr' | 'barcode';
  values: Partial<Record<FieldName, string>>;
  isDamaged: boolean;
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** The facts of an Argentine fiscal QR; null where the code is none. */
export function factsOfQr(code: Code): CodeFacts | null {
  const qr = parseFiscalQr(code.text);
  if (!qr) return null;
  const values: CodeFacts['values'] = {};
  if (qr.issuerCuit) values.issuerTaxId = qr.issuerCuit;
  if (qr.pointOfSale !== null && qr.number !== null) values.invoiceNumber = `${pad(qr.pointOfSale, 5)}-${pad(qr.number, 8)}`;
  if (qr.pointOfSale !== null) values.pointOfSale = String(qr.pointOfSale);
  if (qr.typeCode !== null) values.invoiceTypeCode = String(qr.typeCode);
  if (qr.issueDate) values.issueDate = qr.issueDate;
  if (qr.currency) values.currency = qr.currency;
  // Some issuers write 0.00 whatever the total is.
  if (qr.amount && Number(qr.amount) !== 0) values.totalAmount = qr.amount;
  if (qr.recipientDocument && /[1-9]/.test(qr.recipientDocument)) values.recipientTaxId = qr.recipientDocument;
  if (qr.authorization) values.cae = qr.authorization;
  return { page: code.page, box: code.box, source: 'qr', values, isDamaged: qr.isDamaged };
}
