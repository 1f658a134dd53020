import type { EmbeddedXml } from '../../../domain/ports.ts';
import { sniff } from '../sniff.ts';
import { decodeXml } from '../xml/decode-xml.ts';
import type { PdfDocument } from './pdfjs.ts';

/** A file embedded in a PDF, by the id under which pdf.js hands out its content. */
export interface Attachment {
  id: string;
  name: string;
}

/** More embedded files than this are not looked at: an invoice carries one or two. */
const maxFiles = 20;

/** The files that the document's catalogue lists; those pinned to pages come with the annotations. */
export async function listedAttachments(document: PdfDocument): Promise<Attachment[]> {
  const listed = await document.getAttachments() as Map<string, { filename: string }> | null;
  return [...listed ?? []].map(([id, { filename }]) => ({ id, name: filename }));
}

/** The XML among the attachments. One that cannot be had, is too large or declares a DOCTYPE is left out and told to `fault`. */
export async function embeddedXml(
  document: PdfDocument, attachments: readonly Attachment[], maxBytes: number, fault: (name: string, error: unknown) => void,
): Promise<EmbeddedXml[]> {
  const found: EmbeddedXml[] = [];
  for (const { id, name } of attachments.slice(0, maxFiles)) {
    try {
      const content = await document.getAttachmentContent(id) as Uint8Array | null;
      if (content && sniff(content).kind === 'xml') found.push({ name, xml: decodeXml(content, maxBytes) });
    } catch (error) {
      fault(name, error);
    }
  }
  return found;
}
