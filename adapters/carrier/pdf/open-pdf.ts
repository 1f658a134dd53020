import { AppError } from '../../../contract/errors.ts';
import { asAppError } from '../faults.ts';
import type { Attachment } from './attachments.ts';
import { dropPdfium, isPdfiumLost } from './pdfium.ts';
import { openWithPdfium } from './pdfium-document.ts';
import type { PdfiumDocument, PdfiumPage } from './pdfium-document.ts';
import { openWithPdfjs } from './pdfjs.ts';
import type { PdfDocument } from './pdfjs.ts';

/** A PDF opened by both libraries: pdf.js for text and embedded files, PDFium for everything drawn. Either alone will do. */
export interface OpenPdf {
  pageCount: number;
  /** Null where only PDFium could open the file. */
  document: PdfDocument | null;
  /** Files pinned to pages, as they are come across. */
  pinned: Attachment[];
  /** Runs `use` on a page as PDFium sees it; null where PDFium could not open the file, lacks the page, or gave up earlier. */
  drawn<T>(number: number, use: (page: PdfiumPage) => T | Promise<T>): Promise<T | null>;
  close(): Promise<void>;
}

/** A page tree is followed this far beyond what pdf.js counts; more pages than that are refused anyway. */
const furthest = 300;

/** pdf.js stops counting at a page that is broken; PDFium may show those behind it. A count that nothing stands behind is not believed. */
async function pagesOf(document: PdfDocument | null, pdfium: PdfiumDocument | null): Promise<number> {
  if (!document) return pdfium?.pageCount ?? 0;
  const counted = document.numPages;
  for (let last = Math.min(pdfium?.pageCount ?? 0, counted + furthest); pdfium && last > counted; last--) {
    if (await pdfium.withPage(last, () => true).catch(() => false)) return last;
  }
  return counted;
}

/** Throws `pdf_encrypted` or `pdf_damaged`. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const pdfjs = await openWithPdfjs(bytes).catch((error: unknown) => asAppError(error, 'pdf_damaged'));
  if (pdfjs instanceof AppError && pdfjs.code === 'pdf_encrypted') throw pdfjs;
  let pdfium = await openWithPdfium(bytes).catch((error: unknown) => {
    if (isPdfiumLost(error)) dropPdfium();
    return null;
  });
  if (pdfjs instanceof AppError && !pdfium) throw pdfjs;
  const document = pdfjs instanceof AppError ? null : pdfjs.document;
  return {
    pageCount: await pagesOf(document, pdfium),
    document,
    pinned: [],
    drawn: async (number, use) => {
      if (!pdfium || number > pdfium.pageCount) return null;
      try {
        return await pdfium.withPage(number, use);
      } catch (error) {
        if (isPdfiumLost(error)) {
          pdfium = null;
          dropPdfium();
        }
        throw error;
      }
    },
    close: async () => {
      pdfium?.close();
      if (!(pdfjs instanceof AppError)) await pdfjs.close();
    },
  };
}
