import { codeReading, type CodeReading } from './code-reading.ts';
import { bareNumber, codeAmount, codeDate } from './code-values.ts';

/**
 * SUNAT (R.S. 117-2017, annex): `RUC|type|series|number|IGV|total|date|recipient document type|recipient document|hash|`, in a QR or a PDF417.
 * Catalogue 01 gives the type. No currency.
 */
export function readPeruvianCode(text: string): CodeReading | null {
  const parts = text.trim().split('|').map((part) => part.trim());
  const [ruc = '', type = '', series = '', number = '', igv, total, date, , recipient = ''] = parts;
  if (parts.length < 7 || !/^[12]\d{10}$/.test(ruc) || !/^\d{2}$/.test(type) || !/^[A-Z0-9]{3,4}$/i.test(series) || !/^\d{1,8}$/.test(number)) return null;
  return codeReading(
    'pe-sunat',
    {
      issuerTaxId: ruc,
      recipientTaxId: /^[A-Z0-9]{6,15}$/i.test(recipient) && /[1-9]/.test(recipient) ? recipient : null,
      invoiceTypeCode: type,
      invoiceNumber: `${series.toUpperCase()}-${bareNumber(number)}`,
      issueDate: codeDate(date),
      taxAmount: codeAmount(igv),
      totalAmount: codeAmount(total),
    },
    { isDamaged: codeDate(date) === null || codeAmount(total) === null },
  );
}
