import { codeReading, type CodeReading } from './code-reading.ts';
import { codeAmount, codeDate } from './code-values.ts';

/**
 * DIAN (Anexo técnico 1.9, 11.7): lines `NumFac: …`, `FecFac`, `NitFac`, `DocAdq`, `ValFac` (net), `ValIva`, `ValOtroIm`, `ValTolFac`
 * (total) and `CUFE`, with `:` or `=`, often run together in one line. Pesos, unless the document says otherwise elsewhere: no currency.
 */
export function readColombianCode(text: string): CodeReading | null {
  if (!/NumFac\s*[:=]/i.test(text)) return null;
  const entry = (name: string): string | undefined => new RegExp(`\\b${name}\\s*[:=][ \\t]*([^\\s|,;]+(?:,\\d{2}\\b)?)`, 'i').exec(text)?.[1];
  const cufe = /(?:CU[FD]E\s*[:=]|documentkey=)\s*([0-9a-f]{40,96})/i.exec(text)?.[1] ?? null;
  return codeReading(
    'co-dian',
    {
      issuerTaxId: entry('NitFac')?.replace(/[^\d-]/g, ''),
      recipientTaxId: entry('DocAdq')?.replace(/[^\w-]/g, ''),
      invoiceNumber: entry('NumFac'),
      issueDate: codeDate(entry('FecFac')),
      netAmount: codeAmount(entry('ValFac')),
      taxAmount: codeAmount(entry('ValIva')),
      totalAmount: codeAmount(entry('ValTolFac')),
    },
    { uniqueId: cufe, isDamaged: cufe === null },
  );
}
