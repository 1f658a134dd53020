import { codeReading, type CodeReading } from './code-reading.ts';
import { bareNumber, codeAmount, codeDate } from './code-values.ts';

/**
 * The TED, the SII's signed stamp printed as PDF417 ("Formato DTE", 5): XML of its own in which `DD` states issuer, type, folio, date,
 * recipient and total, and the folio authorisation (`CAF`) names the issuer. Read by tags, since a scan may lose the end; the tags of the
 * CAF come after those of the document and would hide them. No currency.
 */
export function readChileanStamp(text: string): CodeReading | null {
  const stamp = /<TED[\s>][\s\S]*?<DD>([\s\S]*)/.exec(text)?.[1];
  if (stamp === undefined) return null;
  const [document = '', authorization = ''] = stamp.split(/<CAF[\s>]/, 2);
  const tag = (from: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(from)?.[1]?.trim();
  const rut = (text: string | undefined): string | null => text?.toUpperCase().match(/^\d{1,8}-[\dK]$/)?.[0] ?? null;
  const folio = tag(document, 'F');
  return codeReading(
    'cl-ted',
    {
      issuerTaxId: rut(tag(document, 'RE')),
      issuerName: unescape(tag(authorization, 'RS')),
      recipientTaxId: rut(tag(document, 'RR')),
      recipientName: unescape(tag(document, 'RSR')),
      invoiceTypeCode: tag(document, 'TD'),
      invoiceNumber: folio === undefined ? null : bareNumber(folio),
      issueDate: codeDate(tag(document, 'FE')),
      totalAmount: codeAmount(tag(document, 'MNT')),
    },
    { isDamaged: !/<\/TED>\s*$/.test(text) },
  );
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (text: string | undefined): string | null => text?.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '') ?? null;
