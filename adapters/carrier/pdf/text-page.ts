import type { ReadableStreamDefaultReader } from 'node:stream/web';
import type { Page } from '../../../contract/page.ts';
import type { Attachment } from './attachments.ts';
import { annotationContent } from './form-values.ts';
import { fragmentsOf } from './fragments.ts';
import { pdfiumFragments } from './pdfium-fragments.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import type { PdfDocument, PdfPage } from './pdfjs.ts';
import { wordsOf } from './words.ts';

interface TextRun { str?: string; width: number; height: number; transform: number[] }

/** Runs taken of one page; a page of small print has some 3,000. */
const maxRuns = 50_000;

async function textRuns(page: PdfPage): Promise<(TextRun & { str: string })[]> {
  const reader = page.streamTextContent().getReader() as ReadableStreamDefaultReader<{ items: TextRun[] }>;
  const runs: (TextRun & { str: string })[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return runs;
    for (const run of value.items) if (run.str) runs.push(run as TextRun & { str: string });
    if (runs.length < maxRuns) continue;
    await reader.cancel(new Error('enough text for one page'));
    return runs;
  }
}

/** A page with the words of its own text and the files pinned to it. */
export async function textPage(document: PdfDocument, number: number): Promise<{ page: Page; attachments: Attachment[] }> {
  const source = await document.getPage(number);
  try {
    const viewport = source.getViewport({ scale: 1 });
    const view = viewport.transform as [number, number, number, number, number, number];
    const runs = await textRuns(source);
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
