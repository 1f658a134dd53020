import { AppError } from '../../../contract/errors.ts';
import { isPdfiumLost, loadPdfium } from './pdfium.ts';
import type { Pdfium } from './pdfium.ts';

/** A PDF opened by PDFium, with its pages opened one at a time. `close` frees the copy of the file in WASM memory. */
export interface PdfiumDocument {
  pageCount: number;
  withPage<T>(number: number, use: (page: PdfiumPage) => T | Promise<T>): Promise<T>;
  close(): void;
}

export interface PdfiumPage {
  module: Pdfium;
  handle: number;
  /** Points, as displayed. */
  width: number;
  height: number;
}

const passwordError = 4;

/** Throws `pdf_encrypted` or `pdf_damaged`. */
export async function openWithPdfium(bytes: Uint8Array): Promise<PdfiumDocument> {
  const module = await loadPdfium();
  const { malloc, free } = module.wasmExports;
  const pointer = malloc(bytes.length);
  if (!pointer) throw new AppError('reading_memory');
  module.HEAPU8.set(bytes, pointer);
  const document = module._FPDF_LoadMemDocument(pointer, bytes.length, 0);
  if (!document) {
    const encrypted = module._FPDF_GetLastError() === passwordError;
    free(pointer);
    throw new AppError(encrypted ? 'pdf_encrypted' : 'pdf_damaged');
  }
  return {
    pageCount: module._FPDF_GetPageCount(document),
    withPage: async (number, use) => {
      const handle = module._FPDF_LoadPage(document, number - 1);
      if (!handle) throw new AppError('pdf_damaged', { details: { page: number } });
      let lost = false;
      try {
        return await use({ module, handle, width: module._FPDF_GetPageWidthF(handle), height: module._FPDF_GetPageHeightF(handle) });
      } catch (error) {
        lost = isPdfiumLost(error);
        throw error;
      } finally {
        if (!lost) module._FPDF_ClosePage(handle);
      }
    },
    close: () => {
      module._FPDF_CloseDocument(document);
      free(pointer);
    },
  };
}
