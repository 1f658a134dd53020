import Big from 'big.js';
import { codeReading, type CodeReading } from './code-reading.ts';
import { codeAmount, codeDate } from './code-values.ts';

/**
 * GİB's QR of e-Fatura and e-Arşiv ("karekod standardı"): flat JSON of strings with `vkntckn` (issuer), `avkntckn` (recipient), `senaryo`,
 * `tip`, `tarih`, `no`, `ettn`, `parabirimi`, `hesaplanankdv(rate)` (VAT) and `vergidahil` (total with taxes). Read pair by pair, since
 * writers leave commas out and numbers bare. In exports (IHRACAT) the recipient is the customs office, which is not the buyer.
 */
export function readTurkishCode(text: string): CodeReading | null {
  if (!/^\s*\{/.test(text) || !/"vkntckn"/i.test(text)) return null;
  const entries = new Map([...text.matchAll(/"([^"]+)"\s*:\s*(?:"([^"]*)"|([^\s,}"]+))/g)].map((pair): [string, string] => [(pair[1] ?? '').toLowerCase(), (pair[2] ?? pair[3] ?? '').trim()]));
  const taxId = (name: string): string | null => entries.get(name)?.match(/^\d{10,11}$/)?.[0] ?? null;
  const vat = [...entries].filter(([name]) => name.startsWith('hesaplanankdv')).map(([, value]) => codeAmount(value));
  const currency = entries.get('parabirimi')?.toUpperCase();
  const values = {
    issuerTaxId: taxId('vkntckn'),
    invoiceNumber: entries.get('no')?.match(/^[A-Z0-9]{3}\d{13}$/i)?.[0] ?? null,
    issueDate: codeDate(entries.get('tarih')),
    totalAmount: codeAmount(entries.get('vergidahil')),
  };
  return codeReading(
    'tr-efatura',
    {
      ...values,
      recipientTaxId: entries.get('senaryo')?.toUpperCase() === 'IHRACAT' ? null : taxId('avkntckn'),
      invoiceTypeCode: entries.get('tip'),
      currency: currency === 'TL' ? 'TRY' : currency?.match(/^[A-Z]{3}$/)?.[0],
      taxAmount: vat.length === 0 || vat.includes(null) ? null : vat.reduce<Big>((sum, amount) => sum.plus(amount ?? 0), new Big(0)).toFixed(),
    },
    { uniqueId: entries.get('ettn') ?? null, isDamaged: Object.values(values).includes(null) },
  );
}
