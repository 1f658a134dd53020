import { codeReading, type CodeReading } from './code-reading.ts';
import { codeAmount, codeDate, shortDate } from './code-values.ts';
import { parametersOf } from './parameters.ts';

/**
 * VeriFactu (Orden HAC/1177/2024, art. 21): the AEAT's verification URL with `nif`, `numserie`, `fecha` (DD-MM-AAAA) and `importe`,
 * for systems that send records (`ValidarQR`) and those that do not (`ValidarQRNoVerifactu`). The law knows euros only.
 */
export function readVerifactuCode(text: string): CodeReading | null {
  if (!/^(?:https?:\/\/)?[\w.-]*(?:agenciatributaria\.gob\.es|aeat\.es)\/wlpl\/TIKE-CONT\/ValidarQR(?:NoVerifactu)?\?/i.test(text.trim())) return null;
  const parameters = parametersOf(text.trim());
  const values = {
    issuerTaxId: parameters.get('nif')?.toUpperCase() ?? null,
    invoiceNumber: parameters.get('numserie') ?? null,
    issueDate: codeDate(parameters.get('fecha')),
    totalAmount: codeAmount(parameters.get('importe')),
  };
  return codeReading('es-verifactu', { ...values, currency: 'EUR' }, { isDamaged: Object.values(values).includes(null) });
}

/**
 * TicketBAI of the Basque treasuries: a URL with `id` = TBAI-NIF-ddmmyy-signature-crc, `s` series, `nf` number, `i` total. The id must
 * be whole to tell issuer and date.
 */
export function readTicketbaiCode(text: string): CodeReading | null {
  if (!/^(?:https?:\/\/)?[\w.-]*(?:batuz\.eus|gipuzkoa\.eus|araba\.eus)\//i.test(text.trim())) return null;
  const parameters = parametersOf(text.trim());
  const id = parameters.get('id') ?? '';
  const [, nif, date] = /^TBAI-([A-Z0-9]{9})-(\d{6})-.{13}-\d{3}$/i.exec(id) ?? [];
  const number = parameters.get('nf');
  if (nif === undefined && number === undefined) return null;
  return codeReading(
    'es-ticketbai',
    {
      issuerTaxId: nif?.toUpperCase(),
      invoiceNumber: [parameters.get('s'), number].filter(Boolean).join('-'),
      issueDate: date === undefined ? null : shortDate(date),
      currency: 'EUR',
      totalAmount: codeAmount(parameters.get('i')),
    },
    { uniqueId: id, isDamaged: nif === undefined },
  );
}
