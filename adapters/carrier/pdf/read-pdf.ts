import { AppError } from '../../../contract/errors.ts';
import type { Page } from '../../../contract/page.ts';
import type { Carrier, Sheet } from '../../../domain/ports.ts';
import { wholeFault } from '../faults.ts';
import { fault, timed } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { embeddedXml, listedAttachments } from './attachments.ts';
import { openPdf } from './open-pdf.ts';
import type { OpenPdf } from './open-pdf.ts';
import { withPictureWords } from './page-pictures.ts';
import { readPage } from './read-page.ts';
import type { ReadPage } from './read-page.ts';
import type { Regions } from './regions.ts';
import { textPage, textPageByPdfium } from './text-page.ts';

/** Reads a PDF. Throws `pdf_encrypted`, `pdf_damaged`, `pdf_without_pages` or `too_many_pages`. */
export async function readPdf(bytes: Uint8Array, reading: Reading): Promise<Carrier> {
  const pdf = await timed(reading, 'open', () => openPdf(bytes));
  try {
    const { pageCount } = pdf;
    if (pageCount === 0) throw new AppError('pdf_without_pages');
    if (pageCount > reading.limits.maxPages) throw new AppError('too_many_pages', { details: { pages: pageCount, limit: reading.limits.maxPages } });
    const opened: OpenedPage[] = [];
    for (let number = 1; number <= pageCount; number++) {
      const page = await onePage(pdf, number, reading);
      if (page) opened.push(page);
    }
    const structures = await timed(reading, 'attachments', () => embedded(pdf, reading));
    if (opened.length === 0 && structures.length === 0) throw wholeFault(reading.faults, 'pdf_damaged');
    const carrier: Carrier = {
      kind: 'pdf', mediaType: 'application/pdf', pageCount, pages: opened.map(({ page }) => page), codes: opened.flatMap(({ codes }) => codes), structures, faults: reading.faults, info: await info(pdf),
      sheets: opened.flatMap(({ page: { number }, turn }) => (turn ? [{ page: number, turn }] : [])),
    };
    return await needsPictures(carrier, opened, reading) ? { ...carrier, pages: await timed(reading, 'pictures', () => pagesWithPictures(pdf, opened, reading)) } : carrier;
  } finally {
    await pdf.close();
  }
}

/** A page whose `turn` is null cannot be drawn. */
type OpenedPage = Omit<ReadPage, 'turn'> & { turn: Sheet['turn'] | null };

/** One page, or null with a fault recorded where nothing of it can be read. */
async function onePage(pdf: OpenPdf, number: number, reading: Reading): Promise<OpenedPage | null> {
  const skipped = reading.skip.get(number);
  if (skipped) {
    reading.faults.push({ page: number, code: skipped, message: 'The reader was lost on this page.' });
    return null;
  }
  reading.pageStarted(number, pdf.pageCount);
  const text = await timed(reading, 'text', () => ownText(pdf, number)).catch((error: unknown) => ({ error }));
  const page = 'error' in text ? null : text;
  try {
    const read = await pdf.drawn(number, (drawn) => readPage(drawn, page ?? textPageByPdfium(drawn, number), reading));
    if (read) return read;
    if ('error' in text) fault(reading, number, text.error, 'pdf_damaged');
  } catch (error) {
    fault(reading, number, error, 'pdf_damaged');
  }
  return page && { page, codes: [], turn: null, pictures: null };
}

/** Whether pictures can tell more: always where one lies under a whole page, as a printed form does, else unless all is settled without them. */
async function needsPictures(carrier: Carrier, opened: readonly OpenedPage[], reading: Reading): Promise<boolean> {
  const pictures = opened.flatMap((page) => page.pictures ?? []);
  if (pictures.length === 0) return false;
  return pictures.some(({ background }) => background) || !(await timed(reading, 'settled', () => settled(carrier)));
}

async function settled(carrier: Carrier): Promise<boolean> {
  // Loaded when it is first needed: the rules of reading take as long to load as PDF.js.
  const { isSettled } = await import('../../../domain/reading/is-settled.ts');
  return isSettled(carrier, { today: new Date().toISOString().slice(0, 10) });
}

async function pagesWithPictures(pdf: OpenPdf, opened: readonly OpenedPage[], reading: Reading): Promise<Page[]> {
  const pages: Page[] = [];
  for (const { page, pictures } of opened) pages.push(pictures ? await withPictures(pdf, page, pictures, reading) : page);
  return pages;
}

async function withPictures(pdf: OpenPdf, page: Page, pictures: Regions, reading: Reading): Promise<Page> {
  reading.pageStarted(page.number, pdf.pageCount);
  try {
    return await pdf.drawn(page.number, (drawn) => withPictureWords(drawn, page, pictures, reading)) ?? page;
  } catch (error) {
    fault(reading, page.number, error, 'pdf_damaged');
    return page;
  }
}

async function ownText(pdf: OpenPdf, number: number): Promise<Page> {
  if (!pdf.document) throw new AppError('pdf_damaged');
  const { page, attachments } = await textPage(pdf.document, number);
  pdf.pinned.push(...attachments);
  return page;
}

async function embedded({ document, pinned }: OpenPdf, reading: Reading): Promise<Carrier['structures']> {
  if (!document) return [];
  const listed = await listedAttachments(document).catch(() => []);
  const known = new Set(listed.map(({ id }) => id));
  return embeddedXml(document, [...listed, ...pinned.filter(({ id }) => !known.has(id))], reading.limits.maxEmbeddedBytes,
    (_name, error) => fault(reading, 1, error, 'xml_damaged'));
}

async function info({ document }: OpenPdf): Promise<Carrier['info']> {
  const fields = await document?.getMetadata().then((metadata) => metadata.info as { Producer?: string; Title?: string }, () => null);
  return { ...(fields?.Producer ? { producer: fields.Producer } : {}), ...(fields?.Title ? { title: fields.Title } : {}) };
}
