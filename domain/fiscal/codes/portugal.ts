import { codeReading, type CodeReading } from './code-reading.ts';
import { codeAmount, codeDate } from './code-values.ts';

/**
 * AT (Portaria 195/2020, technical specification): `*`-separated entries, of which A issuer, B buyer (999999990: final consumer), D type
 * (FT, FR, NC …), F date, G number, N total of VAT and stamp duty, O total. Euros by law.
 */
export function readPortugueseCode(text: string): CodeReading | null {
  const entries = new Map(text.trim().split('*').map((part): [string, string] => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1).trim()]));
  const issuer = entries.get('A') ?? '';
  if (!/^\d{9}$/.test(issuer) || !entries.has('G') || !entries.has('D')) return null;
  const buyer = entries.get('B');
  return codeReading(
    'pt-at',
    {
      issuerTaxId: issuer,
      recipientTaxId: buyer === '999999990' ? null : buyer,
      invoiceTypeCode: entries.get('D'),
      invoiceNumber: entries.get('G'),
      issueDate: codeDate(entries.get('F')),
      currency: 'EUR',
      taxAmount: codeAmount(entries.get('N')),
      totalAmount: codeAmount(entries.get('O')),
    },
    { uniqueId: entries.get('H') ?? null, isDamaged: !entries.has('R') },
  );
}
