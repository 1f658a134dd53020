import { codeReading, type CodeReading } from './code-reading.ts';
import { codeDate, modulo11 } from './code-values.ts';

/**
 * The SRI's access key (Ficha técnica, "clave de acceso"), printed as Code 128 or QR: date (8, day first), document (2), RUC (13),
 * environment (1), establishment and point of issue (6), sequence (9), code (8), emission (1), check digit modulo 11 with 11 → 0 and 10 → 1.
 */
export function readEcuadorianKey(text: string): CodeReading | null {
  const key = text.replace(/\s/g, '');
  const match = /^(\d{2})(\d{2})(\d{4})(\d{2})(\d{13})[12](\d{3})(\d{3})(\d{9})\d{9}(\d)$/.exec(key);
  if (match === null) return null;
  const [, day, month, year, document, ruc, establishment, point, sequence, check] = match;
  const expected = modulo11(key.slice(0, 48), 7);
  if (Number(check) !== (expected === 11 ? 0 : expected === 10 ? 1 : expected)) return null;
  const issueDate = codeDate(`${year}-${month}-${day}`);
  if (issueDate === null) return null;
  return codeReading('ec-access-key', { issuerTaxId: ruc, invoiceTypeCode: document, invoiceNumber: `${establishment}-${point}-${sequence}`, issueDate }, { uniqueId: key });
}
