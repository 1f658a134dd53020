import { createHash } from 'node:crypto';
import type { Box, Page, Word } from '../../../contract/page.ts';
import type { Code } from '../../../domain/ports.ts';
import { areaOf, overlapArea } from '../boxes.ts';
import { expectsCode } from '../codes/expects-code.ts';
import { searchCodes } from '../codes/search-codes.ts';
import type { Bitmap } from '../image/bitmap.ts';
import { noTurn, turnedBox, turnedSize } from '../image/turn.ts';
import type { Turn } from '../image/turn.ts';
import { intoLines } from '../lines.ts';
import { openOcr } from '../ocr/open-ocr.ts';
import { timed } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { digitalPageCodes, placed } from './page-codes.ts';
import { pageObjects } from './page-objects.ts';
import type { PageObjects } from './page-objects.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import { imageOnlyRegions } from './regions.ts';
import { renderRegion } from './render.ts';
import { isGarbage, legibleCharacters } from './text-quality.ts';

export interface ReadPage {
  page: Page;
  codes: Code[];
  /** How the page as the file shows it must be turned to stand upright. */
  turn: Turn;
}

const ocrDpi = 200;
const ocrPixels = 12_000_000;
/** Letters and digits below which a page's own text is a stamp or a page number beside what its image shows. */
const fewCharacters = 20;

/** Everything that a page shows: its own words where it has them, and what only its pixels say. */
export async function readPage(page: PdfiumPage, text: Page, reading: Reading): Promise<ReadPage> {
  const objects = await timed(reading, 'objects', () => pageObjects(page));
  const garbage = isGarbage(text.words);
  const own = garbage ? [] : text.words;
  const shows = objects.images.length > 0 || objects.paths.length > 0 || (garbage && objects.textObjects > 0);
  if (legibleCharacters(own) < fewCharacters && shows) return scannedPage(page, { ...text, words: own }, reading);
  const codes = await timed(reading, 'codes', () => digitalPageCodes(page, objects, own, text.number));
  // A scanner's text layer lies unseen over the image it was read from.
  if (objects.invisibleTextObjects > objects.textObjects / 2) return { page: { ...text, origin: 'mixed' }, codes, turn: noTurn };
  const added = await timed(reading, 'regions', () => regionWords(page, objects, own, codes, reading));
  if (added.length === 0) return { page: text, codes, turn: noTurn };
  return { page: { ...text, origin: 'mixed', words: intoLines([...own, ...added]).flat() }, codes, turn: noTurn };
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
  return { page: { number: text.number, ...turnedSize(page, result.turn), origin, words }, codes, turn: result.turn };
}

async function regionWords(page: PdfiumPage, objects: PageObjects, own: readonly Word[], codes: readonly Code[], reading: Reading): Promise<Word[]> {
  const regions = imageOnlyRegions(page, objects, own, codes);
  const boxes = regions.background ? [{ x: 0, y: 0, width: page.width, height: page.height }] : regions.parts;
  const words: Word[] = [];
  for (const region of boxes) {
    const bitmap = renderRegion(page, { dpi: ocrDpi, gray: false, region, maxPixels: ocrPixels });
    const scale = region.width / bitmap.width;
    const known = own.filter((word) => overlapArea(word.box, region) > 0).map(({ box }) => scaled({ ...box, x: box.x - region.x, y: box.y - region.y }, 1 / scale));
    for (const word of await pictureWords(bitmap, known, reading)) {
      const box = scaled(word.box, scale);
      words.push({ ...word, box: { ...box, x: box.x + region.x, y: box.y + region.y } });
    }
  }
  if (regions.background) reading.ocrDone();
  return withoutRepeats(words, own);
}

/** Words of a picture on a page. The same letterhead stands on every page, and is read once. */
async function pictureWords(bitmap: Bitmap, own: readonly Box[], reading: Reading): Promise<Word[]> {
  const key = createHash('sha1').update(bitmap.data).update(JSON.stringify(own)).digest('base64');
  const known = reading.pictures.get(key);
  if (known) return known;
  const ocr = await openOcr(reading.modelsDir);
  const { words } = await ocr.read(bitmap, { mayTurn: false, maxEnlarged: 1, known: own, threads: () => reading.threads });
  reading.pictures.set(key, words);
  return words;
}

/** OCR of a region sees the page's own words in it too; theirs are better. */
function withoutRepeats(read: readonly Word[], own: readonly Word[]): Word[] {
  return read.filter((word) => !own.some((known) => overlapArea(word.box, known.box) > 0.3 * Math.min(areaOf(word.box), areaOf(known.box))));
}

function scaled(box: Word['box'], scale: number): Word['box'] {
  const at = (value: number) => Math.round(value * scale * 100) / 100;
  return { x: at(box.x), y: at(box.y), width: at(box.width), height: at(box.height) };
}
