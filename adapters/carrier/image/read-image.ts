import type { Page } from '../../../contract/page.ts';
import type { Carrier, Code, Sheet } from '../../../domain/ports.ts';
import { expectsCode } from '../codes/expects-code.ts';
import { searchCodes } from '../codes/search-codes.ts';
import { wholeFault } from '../faults.ts';
import { openOcr } from '../ocr/open-ocr.ts';
import { fault, timed } from '../reading.ts';
import type { Reading } from '../reading.ts';
import type { ImageType } from '../sniff.ts';
import { openImage } from './decode.ts';
import { turnedBox } from './turn.ts';

/** Reads an image file page by page. Throws `image_damaged` where not one page can be read, `image_too_large`, `too_many_pages`. */
export async function readImage(bytes: Uint8Array, type: ImageType, reading: Reading): Promise<Carrier> {
  const image = await openImage(bytes, type, reading.limits);
  const ocr = await timed(reading, 'load', () => openOcr(reading.modelsDir));
  const pages: Page[] = [];
  const codes: Code[] = [];
  const sheets: Sheet[] = [];
  for (let number = 1; number <= image.count; number++) {
    const skipped = reading.skip.get(number);
    if (skipped) {
      reading.faults.push({ page: number, code: skipped, message: 'The reader was lost on this page.' });
      continue;
    }
    reading.pageStarted(number, image.count);
    try {
      const bitmap = await timed(reading, 'decode', () => image.decode(number));
      if (bitmap.isPartial) reading.faults.push({ page: number, code: 'image_damaged', message: 'Only a part of the page could be decoded.' });
      const { words, turn, width, height } = await timed(reading, 'ocr', () => ocr.read(bitmap, { mayTurn: true, maxEnlarged: 2, threads: () => reading.threads, progress: () => reading.ocrDone() }));
      reading.ocrDone();
      pages.push({ number, width, height, origin: words.length > 0 ? 'ocr' : 'none', words });
      const found = await timed(reading, 'codes', () => searchCodes(bitmap, expectsCode(words)));
      codes.push(...found.map((code) => ({ format: code.format, text: code.text, page: number, box: turnedBox(code.box, bitmap, turn) })));
      sheets.push({ page: number, turn });
    } catch (error) {
      if (image.count === 1) throw error;
      fault(reading, number, error, 'image_damaged');
    }
  }
  if (pages.length === 0) throw wholeFault(reading.faults, 'image_damaged');
  return { kind: 'image', mediaType: type, pageCount: image.count, pages, codes, structures: [], faults: reading.faults, info: {}, sheets };
}
