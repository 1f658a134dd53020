import { AppError } from '../../../contract/errors.ts';
import type { Page } from '../../../contract/page.ts';
import type { Carrier, Code } from '../../../domain/ports.ts';
import { asAppError, pageFault } from '../faults.ts';
import { timed } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { embeddedXml, listedAttachments } from './attachments.ts';
import { codesInImages } from './page-codes.ts';
import { pageObjects } from './page-objects.ts';
import { openWithPdfium } from './pdfium-document.ts';
import { openWithPdfjs } from './pdfjs.ts';
import { textPage } from './text-page.ts';

/** Reads a PDF. Throws `pdf_encrypted`, `pdf_damaged`, `pdf_without_pages` or `too_many_pages`. */
export async function readPdf(bytes: Uint8Array, reading: Reading): Promise<Carrier> {
  const { document, close } = await timed(reading, 'open', () => openWithPdfjs(bytes))
    .catch((error: unknown) => { throw asAppError(error, 'pdf_damaged'); });
  try {
    const pageCount = document.numPages;
    if (pageCount === 0) throw new AppError('pdf_without_pages');
    if (pageCount > reading.limits.maxPages) throw new AppError('too_many_pages', { details: { pages: pageCount, limit: reading.limits.maxPages } });
    const pdfium = await openWithPdfium(bytes).catch(() => null);
    const pages: Page[] = [];
    const codes: Code[] = [];
    const attachments = await listedAttachments(document).catch(() => []);
    for (let number = 1; number <= pageCount; number++) {
      reading.pageStarted(number);
      try {
        const text = await timed(reading, 'text', () => textPage(document, number));
        pages.push(text.page);
        attachments.push(...text.attachments);
      } catch (error) {
        reading.faults.push(pageFault(number, error, 'pdf_damaged'));
      }
      try {
        if (pdfium) codes.push(...await timed(reading, 'codes', () => pdfium.withPage(number, (page) => codesInImages(page, pageObjects(page), number))));
      } catch (error) {
        reading.faults.push(pageFault(number, error, 'pdf_damaged'));
      }
    }
    const structures = await timed(reading, 'attachments', () => embeddedXml(document, attachments, reading.limits.maxEmbeddedBytes,
      (_name, error) => reading.faults.push(pageFault(1, error, 'xml_damaged'))));
    pdfium?.close();
    const info = await document.getMetadata().then(({ info: fields }) => fields as { Producer?: string; Title?: string }, () => ({}) as { Producer?: string; Title?: string });
    return {
      kind: 'pdf', mediaType: 'application/pdf', pageCount, pages, codes, structures, faults: reading.faults,
      info: { ...(info.Producer ? { producer: info.Producer } : {}), ...(info.Title ? { title: info.Title } : {}) },
    };
  } finally {
    await close();
  }
}
