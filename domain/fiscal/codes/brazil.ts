import { codeReading, type CodeReading } from './code-reading.ts';
import { bareNumber, codeAmount, codeDate, modulo11 } from './code-values.ts';
import { parametersOf } from './parameters.ts';

/**
 * The access key of NF-e and NFC-e (Manual de Orientação do Contribuinte, 2.2.6.1): state (2), year and month (4), CNPJ (14), model (2),
 * series (3), number (9), emission (1), random (8) and check digit; printed as Code 128, or in the URL of an NFC-e's QR (`p=key|…`, or
 * `chNFe=key` with the total in `vNF` before 2018).
 */
export function readBrazilianCode(text: string): CodeReading | null {
  const trimmed = text.trim();
  const parameters = /^https?:\/\//i.test(trimmed) ? parametersOf(trimmed) : new Map<string, string>();
  const key = parameters.get('chnfe') ?? parameters.get('p')?.split('|')[0] ?? trimmed.replace(/\s/g, '');
  const match = /^\d{2}\d{2}(?:0[1-9]|1[0-2])(\d{14})(55|65)(\d{3})(\d{9})\d{9}(\d)$/.exec(key);
  if (match === null) return null;
  const [, cnpj = '', model, , number = '', check] = match;
  const expected = modulo11(key.slice(0, 43), 9);
  if (Number(check) !== (expected >= 10 ? 0 : expected)) return null;
  const emitted = parameters.get('dhemi');
  return codeReading(
    'br-nfe',
    {
      issuerTaxId: cnpj,
      invoiceTypeCode: model,
      invoiceNumber: bareNumber(number),
      issueDate: emitted === undefined ? null : codeDate(fromHex(emitted)),
      currency: 'BRL',
      totalAmount: codeAmount(parameters.get('vnf')),
    },
    { uniqueId: key },
  );
}

const fromHex = (hex: string): string => hex.replace(/[0-9a-f]{2}/gi, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
