import type { Page } from '../../../contract/page.ts';
import type { Attachment } from './attachments.ts';
import { annotationContent } from './form-values.ts';
import { fragmentsOf } from './fragments.ts';
import { pdfiumFragments } from './pdfium-fragments.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import type { PdfDocument } from './pdfjs.ts';
import { wordsOf } from './words.ts';

interface TextRun { str?: string; width: number; height: number; transform: number[] }

/** A page with the words of its own text and the files pinned to it. */
export async function textPage(document: PdfDocument, number: number): Promise<{ page: Page; attachments: Attachment[] }> {
  const source = await document.getPage(number);
  try {
    const viewport = source.getViewport({ scale: 1 });
    const content = await source.getTextContent();
    const view = viewport.transform as [number, number, number, number, number, number];
    const runs = (content.items as TextRun[]).filter((run): run is TextRun & { str: string } => Boolean(run.str));
    const annotations = await annotationContent(source).catch(() => ({ fragments: [], attachments: [] }));
    const fragments = [...runs.flatMap((run) => fragmentsOf(run, view)), ...annotations.fragments];
    const words = wordsOf(fragments).filter(({ box }) => box.x < viewport.width && box.y < viewport.height && box.x + box.width > 0 && box.y + box.height > 0);
    return {
      page: { number, width: viewport.width, height: viewport.height, origin: words.length > 0 ? 'text' : 'none', words },
      attachments: annotations.attachments,
    };
  } finally {
    source.cleanup();
  }
}

/** The same by PDFium, for pages on which pdf.js fails. */
export function textPageByPdfium(page: PdfiumPage, number: number): Page {
  const words = wordsOf(pdfiumFragments(page));
  return { number, width: page.width, height: page.height, origin: words.length > 0 ? 'text' : 'none', words };
}
