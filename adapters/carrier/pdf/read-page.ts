import type { Page } from '../../../contract/page.ts';
import type { Code } from '../../../domain/ports.ts';
import { expectsCode } from '../codes/expects-code.ts';
import { searchCodes } from '../codes/search-codes.ts';
import { noTurn, turnedBox, turnedSize } from '../image/turn.ts';
import type { Turn } from '../image/turn.ts';
import { intoLines } from '../lines.ts';
import { openOcr } from '../ocr/open-ocr.ts';
import { timed } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { digitalPageCodes, placed } from './page-codes.ts';
import { pageObjects } from './page-objects.ts';
import { withoutRepeats } from './page-pictures.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import { imageOnlyRegions } from './regions.ts';
import type { Regions } from './regions.ts';
import { ocrDpi, ocrPixels, renderRegion, scaled } from './render.ts';
import { isGarbage, legibleCharacters } from './text-quality.ts';

export interface ReadPage {
  page: Page;
  codes: Code[];
  /** How the page as the file shows it must be turned to stand upright. */
  turn: Turn;
  /** Pictures on a page with text that may hold words and were not read; null where there are none. */
  pictures: Regions | null;
}

/** Letters and digits below which a page's own text is a stamp or a page number beside what its image shows. */
const fewCharacters = 20;

/** Everything that a page shows but the words of pictures on a page with text: reading those costs more than all the rest, and they are not always needed. */
export async function readPage(page: PdfiumPage, text: Page, reading: Reading): Promise<ReadPage> {
  const objects = await timed(reading, 'objects', () => pageObjects(page));
  const garbage = isGarbage(text.words);
  const own = garbage ? [] : text.words;
  const shows = objects.images.length > 0 || objects.paths.length > 0 || (garbage && objects.textObjects > 0);
  if (legibleCharacters(own) < fewCharacters && shows) return scannedPage(page, { ...text, words: own }, reading);
  const codes = await timed(reading, 'codes', () => digitalPageCodes(page, objects, own, text.number, reading.codes));
  // A scanner's text layer lies unseen over the image it was read from.
  if (objects.invisibleTextObjects > objects.textObjects / 2) return { page: { ...text, origin: 'mixed' }, codes, turn: noTurn, pictures: null };
  const regions = imageOnlyRegions(page, objects, own, codes);
  return { page: text, codes, turn: noTurn, pictures: regions.parts.length > 0 ? regions : null };
}

async function scannedPage(page: PdfiumPage, text: Page, reading: Reading): Promise<ReadPage> {
  const ocr = await timed(reading, 'load', () => openOcr(reading.modelsDir));
  const bitmap = await timed(reading, 'render', () => renderRegion(page, { dpi: ocrDpi, gray: false, maxPixels: ocrPixels }));
  const result = await timed(reading, 'ocr', () => ocr.read(bitmap, { mayTurn: text.words.length === 0, maxEnlarged: 1, threads: () => reading.threads, progress: () => reading.ocrDone() }));
  reading.ocrDone();
  const scale = page.width / bitmap.width;
  const read = result.words.map((word) => ({ ...word, box: scaled(word.box, scale) }));
  const words = intoLines([...text.words, ...withoutRepeats(read, text.words)]).flat();
  const found = await timed(reading, 'codes', () => searchCodes(bitmap, expectsCode(words)));
  const codes = found.map((code) => placed({ ...code, box: turnedBox(code.box, bitmap, result.turn) },
    { x: 0, y: 0, ...turnedSize(page, result.turn) }, turnedSize(bitmap, result.turn), text.number));
  const origin = words.length === 0 ? 'none' : text.words.length > 0 ? 'mixed' : 'ocr';
  return { page: { number: text.number, ...turnedSize(page, result.turn), origin, words }, codes, turn: result.turn, pictures: null };
}
