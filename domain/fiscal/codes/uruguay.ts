import { codeReading, type CodeReading } from './code-reading.ts';
import { bareNumber, codeAmount, codeDate } from './code-values.ts';
import { decodeComponent } from './parameters.ts';

/** DGI's CFE (Formato de CFE, "sello digital"): a URL whose query is `RUC,type,series,number,total,date,hash`. */
export function readUruguayanCode(text: string): CodeReading | null {
  const query = /^(?:https?:\/\/)?[\w.-]*dgi\.gub\.uy\/consultaQR[\w/]*\?(.*)$/is.exec(text.trim())?.[1];
  const [ruc = '', type = '', series = '', number = '', total, date] = query?.split(',') ?? [];
  if (!/^\d{12}$/.test(ruc) || !/^\d{3}$/.test(type) || !/^\d{1,7}$/.test(number)) return null;
  return codeReading('uy-cfe', {
    issuerTaxId: ruc,
    invoiceTypeCode: type,
    invoiceNumber: `${series.toUpperCase()}-${bareNumber(number)}`,
    issueDate: codeDate(date === undefined ? undefined : decodeComponent(date)),
    totalAmount: codeAmount(total),
  });
}
