import { codeReading, type CodeReading } from './code-reading.ts';
import { codeAmount } from './code-values.ts';
import { parametersOf } from './parameters.ts';

const RFC = /^[A-ZÑ&]{3,4}\d{6}[A-Z\d]{3}$/;

/**
 * CFDI 3.3 and 4.0: the SAT's verification URL with `id` (UUID), `re`, `rr`, `tt` and `fe` (Anexo 20, "código de barras bidimensional");
 * 3.2 printed the query alone. The total comes padded with zeros. No date, number or currency.
 */
export function readMexicanCode(text: string): CodeReading | null {
  if (!/verificacfdi\.facturaelectronica\.sat\.gob\.mx/i.test(text) && !/^\??(re|id)=/i.test(text)) return null;
  const parameters = parametersOf(text);
  const rfc = (name: string): string | null => parameters.get(name)?.toUpperCase().match(RFC)?.[0] ?? null;
  const uuid = parameters.get('id')?.toUpperCase().match(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)?.[0] ?? null;
  if (uuid === null && rfc('re') === null) return null;
  const values = { issuerTaxId: rfc('re'), recipientTaxId: rfc('rr'), totalAmount: codeAmount(parameters.get('tt')) };
  return codeReading('mx-cfdi', values, { uniqueId: uuid, isDamaged: Object.values(values).includes(null) || uuid === null });
}
