import { createHash } from 'node:crypto';
import type { Box, Page, Word } from '../../../contract/page.ts';
import { areaOf, overlapArea } from '../boxes.ts';
import type { Bitmap } from '../image/bitmap.ts';
import { intoLines } from '../lines.ts';
import { openOcr } from '../ocr/open-ocr.ts';
import type { Reading } from '../reading.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import type { Regions } from './regions.ts';
import { ocrDpi, ocrPixels, renderRegion, scaled } from './render.ts';

/** A page with text, and the words that stand on it as pixels alone. */
export async function withPictureWords(drawn: PdfiumPage, page: Page, regions: Regions, reading: Reading): Promise<Page> {
  const boxes = regions.background ? [{ x: 0, y: 0, width: drawn.width, height: drawn.height }] : regions.parts;
  const read: Word[] = [];
  for (const region of boxes) {
    const bitmap = renderRegion(drawn, { dpi: ocrDpi, gray: false, region, maxPixels: ocrPixels });
    const scale = region.width / bitmap.width;
    const known = page.words.filter((word) => overlapArea(word.box, region) > 0).map(({ box }) => scaled({ ...box, x: box.x - region.x, y: box.y - region.y }, 1 / scale));
    for (const word of await pictureWords(bitmap, known, reading)) {
      const box = scaled(word.box, scale);
      read.push({ ...word, box: { ...box, x: box.x + region.x, y: box.y + region.y } });
    }
  }
  if (regions.background) reading.ocrDone();
  const added = withoutRepeats(read, page.words);
  return added.length === 0 ? page : { ...page, origin: 'mixed', words: intoLines([...page.words, ...added]).flat() };
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
export function withoutRepeats(read: readonly Word[], own: readonly Word[]): Word[] {
  return read.filter((word) => !own.some((known) => overlapArea(word.box, known.box) > 0.3 * Math.min(areaOf(word.box), areaOf(known.box))));
}
