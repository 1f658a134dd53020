import { pageImage } from '../image/page-image.ts';
import { noTurn } from '../image/turn.ts';
import type { Turn } from '../image/turn.ts';
import { fault, timed } from '../reading.ts';
import type { Reading } from '../reading.ts';
import type { OpenPdf } from './open-pdf.ts';
import { renderRegion } from './render.ts';

const dpi = 150;
const maxPixels = 4_000_000;

/** Hands out an image of each page for the review screen; a page that cannot be drawn goes without, and is named in the faults. */
export async function reviewImages(pdf: OpenPdf, turns: ReadonlyMap<number, Turn>, reading: Reading): Promise<void> {
  for (let number = 1; number <= pdf.pageCount; number++) {
    if (reading.skip.has(number)) continue;
    reading.pageStarted(number, pdf.pageCount);
    const image = await timed(reading, 'images', () => pdf.drawn(number, (page) =>
      pageImage(number, renderRegion(page, { dpi, gray: false, maxPixels }), turns.get(number) ?? noTurn))).catch((error: unknown) => {
      fault(reading, number, error, 'pdf_damaged');
      return null;
    });
    if (image) await reading.image?.(image);
  }
}
