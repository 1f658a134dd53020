import { AppError } from '../../../contract/errors.ts';
import type { Page } from '../../../contract/page.ts';
import type { Carrier, Code } from '../../../domain/ports.ts';
import { asAppError, pageFault } from '../faults.ts';
import { pageImage } from '../image/page-image.ts';
import { noTurn } from '../image/turn.ts';
import type { Turn } from '../image/turn.ts';
import { timed } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { embeddedXml, listedAttachments } from './attachments.ts';
import type { Attachment } from './attachments.ts';
import { openWithPdfium } from './pdfium-document.ts';
import type { PdfiumDocument } from './pdfium-document.ts';
import { openWithPdfjs } from './pdfjs.ts';
import type { PdfDocument } from './pdfjs.ts';
import { readPage } from './read-page.ts';
import type { ReadPage } from './read-page.ts';
import { renderRegion } from './render.ts';
import { textPage, textPageByPdfium } from './text-page.ts';

const reviewDpi = 150;
const reviewPixels = 4_000_000;

/** Reads a PDF. Throws `pdf_encrypted`, `pdf_damaged`, `pdf_without_pages` or `too_many_pages`. */
export async function readPdf(bytes: Uint8Array, reading: Reading): Promise<Carrier> {
  const pdfjs = await timed(reading, 'open', () => openWithPdfjs(bytes)).catch((error: unknown) => asAppError(error, 'pdf_damaged'));
  if (pdfjs instanceof AppError && pdfjs.code === 'pdf_encrypted') throw pdfjs;
  const pdfium = await timed(reading, 'open', () => openWithPdfium(bytes)).catch(() => null);
  const document = pdfjs instanceof AppError ? null : pdfjs.document;
  try {
    if (!document && !pdfium) throw pdfjs;
    const pageCount = document?.numPages ?? pdfium?.pageCount ?? 0;
    if (pageCount === 0) throw new AppError('pdf_without_pages');
    if (pageCount > reading.limits.maxPages) throw new AppError('too_many_pages', { details: { pages: pageCount, limit: reading.limits.maxPages } });
    const attachments = document ? await listedAttachments(document).catch(() => []) : [];
    const pages: Page[] = [];
    const codes: Code[] = [];
    const turns = new Map<number, Turn>();
    for (let number = 1; number <= pageCount; number++) {
      const read = await onePage(number, document, pdfium, attachments, reading);
      if (!read) continue;
      pages.push(read.page);
      codes.push(...read.codes);
      turns.set(number, read.turn);
    }
    const structures = document ? await timed(reading, 'attachments', () => embeddedXml(document, attachments, reading.limits.maxEmbeddedBytes,
      (_name, error) => reading.faults.push(pageFault(1, error, 'xml_damaged')))) : [];
    if (pages.length === 0 && structures.length === 0) throw new AppError('pdf_damaged');
    if (pdfium && reading.image) await pageImages(pdfium, pageCount, turns, reading);
    return { kind: 'pdf', mediaType: 'application/pdf', pageCount, pages, codes, structures, faults: reading.faults, info: await info(document) };
  } finally {
    pdfium?.close();
    if (!(pdfjs instanceof AppError)) await pdfjs.close();
  }
}

/** One page, or null with a fault recorded where it cannot be read. */
async function onePage(number: number, document: PdfDocument | null, pdfium: PdfiumDocument | null, attachments: Attachment[], reading: Reading): Promise<ReadPage | null> {
  const skipped = reading.skip.get(number);
  if (skipped) {
    reading.faults.push({ page: number, code: skipped, message: 'The reader was lost on this page.' });
    return null;
  }
  reading.pageStarted(number);
  try {
    const text = await timed(reading, 'text', async () => document ? await textPage(document, number) : null).catch((error: unknown) => {
      if (!pdfium) throw error;
      return null;
    });
    attachments.push(...text?.attachments ?? []);
    if (!pdfium || number > pdfium.pageCount) return text && { page: text.page, codes: [], turn: noTurn };
    return await pdfium.withPage(number, (page) => readPage(page, text?.page ?? textPageByPdfium(page, number), reading));
  } catch (error) {
    reading.faults.push(pageFault(number, error, 'pdf_damaged'));
    return null;
  }
}

/** Images for the review screen; a page that cannot be drawn goes without. */
async function pageImages(pdfium: PdfiumDocument, pageCount: number, turns: ReadonlyMap<number, Turn>, reading: Reading): Promise<void> {
  for (let number = 1; number <= Math.min(pageCount, pdfium.pageCount); number++) {
    if (reading.skip.has(number)) continue;
    reading.pageStarted(number);
    const image = await timed(reading, 'images', () => pdfium.withPage(number, (page) =>
      pageImage(number, renderRegion(page, { dpi: reviewDpi, gray: false, maxPixels: reviewPixels }), turns.get(number) ?? noTurn))).catch((error: unknown) => {
      reading.faults.push(pageFault(number, error, 'pdf_damaged'));
      return null;
    });
    if (image) await reading.image?.(image);
  }
}

async function info(document: PdfDocument | null): Promise<Carrier['info']> {
  const fields = await document?.getMetadata().then((metadata) => metadata.info as { Producer?: string; Title?: string }, () => null);
  return { ...(fields?.Producer ? { producer: fields.Producer } : {}), ...(fields?.Title ? { title: fields.Title } : {}) };
}
