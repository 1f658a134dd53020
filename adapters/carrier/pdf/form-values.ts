import type { Fragment } from './fragments.ts';
import type { Attachment } from './attachments.ts';
import type { PdfPage } from './pdfjs.ts';

interface Annotation {
  subtype?: string;
  rect: [number, number, number, number];
  fieldType?: string;
  fieldValue?: unknown;
  hidden?: boolean;
  fileId?: string;
  file?: { filename?: string };
  contentsObj?: { str?: string };
}

/** What annotations add to a page: values of form fields and free text, which stand outside its content stream, and files pinned to it. */
export async function annotationContent(page: PdfPage): Promise<{ fragments: Fragment[]; attachments: Attachment[] }> {
  const viewport = page.getViewport({ scale: 1 });
  const fragments: Fragment[] = [];
  const attachments: Attachment[] = [];
  for (const annotation of await page.getAnnotations() as Annotation[]) {
    if (annotation.subtype === 'FileAttachment' && annotation.fileId) {
      attachments.push({ id: annotation.fileId, name: annotation.file?.filename ?? annotation.fileId });
    }
    const text = shownText(annotation);
    if (!text || annotation.hidden) continue;
    const [x1, y1] = viewport.convertToViewportPoint(annotation.rect[0], annotation.rect[1]) as [number, number];
    const [x2, y2] = viewport.convertToViewportPoint(annotation.rect[2], annotation.rect[3]) as [number, number];
    fragments.push(...spread(text, { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }));
  }
  return { fragments, attachments };
}

function shownText(annotation: Annotation): string {
  if (annotation.subtype === 'FreeText') return annotation.contentsObj?.str ?? '';
  if (annotation.subtype !== 'Widget' || !/^(Tx|Ch)$/.test(annotation.fieldType ?? '')) return '';
  const value = Array.isArray(annotation.fieldValue) ? annotation.fieldValue.join(' ') : annotation.fieldValue;
  return typeof value === 'string' ? value : '';
}

/** Lays the words of a value out over its field: one row per line of text, words in proportion to their length. */
function spread(text: string, box: { x: number; y: number; width: number; height: number }): Fragment[] {
  const rows = text.split(/\r\n?|\n/).filter((row) => row.trim());
  const height = box.height / Math.max(1, rows.length);
  const size = Math.min(height, 12);
  return rows.flatMap((row, index) => {
    const step = Math.min(box.width / Math.max(1, row.length), size * 0.55);
    return [...row.matchAll(/\S+/g)].map((match) => ({
      text: match[0], size, horizontal: true, spaced: true,
      box: { x: box.x + match.index * step, y: box.y + index * height, width: match[0].length * step, height },
    }));
  });
}
