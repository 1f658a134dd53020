import { parseBarcode } from '../barcode.ts';
import { parseFiscalQr } from '../qr.ts';
import { codeReading, type CodeReading } from './code-reading.ts';

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** The QR of RG 4892. An `importe` of zero is left out: some issuers write 0.00 whatever the total is. */
export function readArgentineQr(text: string): CodeReading | null {
  const qr = parseFiscalQr(text);
  if (qr === null) return null;
  const isZero = qr.amount !== null && /^-?0*(\.0*)?$/.test(qr.amount);
  return codeReading(
    'ar-qr',
    {
      issuerTaxId: qr.issuerCuit,
      recipientTaxId: qr.recipientDocument !== null && /[1-9]/.test(qr.recipientDocument) ? qr.recipientDocument : null,
      invoiceTypeCode: qr.typeCode === null ? null : String(qr.typeCode),
      pointOfSale: qr.pointOfSale === null ? null : String(qr.pointOfSale),
      invoiceNumber: qr.pointOfSale === null || qr.number === null ? null : `${pad(qr.pointOfSale, 5)}-${pad(qr.number, 8)}`,
      issueDate: qr.issueDate,
      currency: qr.currency,
      totalAmount: isZero ? null : qr.amount,
      cae: qr.authorization,
    },
    { isDamaged: qr.isDamaged },
  );
}

/** The bar code of RG 1702; it states no number. */
export function readArgentineBarcode(text: string): CodeReading | null {
  const code = parseBarcode(text);
  if (code === null) return null;
  return codeReading(
    'ar-barcode',
    {
      issuerTaxId: code.issuerCuit,
      invoiceTypeCode: String(code.typeCode),
      pointOfSale: String(code.pointOfSale),
      cae: code.authorization,
      caeDueDate: code.authorizationDueDate,
    },
    { isDamaged: !code.isChecked },
  );
}
