import type { Bitmap } from '../image/bitmap.ts';
import { toGray } from '../image/gray.ts';
import { fromBitmap } from '../image/resize.ts';
import { readCodes } from './read-codes.ts';
import type { FoundCode } from './read-codes.ts';

/** Pixels at which one pass over a page stays around a tenth of a second. */
const quickPixels = 4_000_000;

/**
 * Codes on a page seen as pixels, boxes in those pixels. One quick pass, and while that finds nothing and `insist` says that the page
 * should carry one, further passes at other scales and with the other binarisation.
 */
export async function searchCodes(page: Bitmap, insist: boolean): Promise<FoundCode[]> {
  const gray = toGray(page);
  const full = Math.min(1, Math.sqrt(quickPixels / (gray.width * gray.height)));
  const passes: { scale: number; binarizer: 'LocalAverage' | 'GlobalHistogram' }[] = [
    { scale: full, binarizer: 'LocalAverage' },
    ...insist ? [
      { scale: full, binarizer: 'GlobalHistogram' as const },
      { scale: full * 0.5, binarizer: 'LocalAverage' as const },
      { scale: Math.min(2, full * 1.6), binarizer: 'LocalAverage' as const },
    ] : [],
  ];
  for (const { scale, binarizer } of passes) {
    const found = await readCodes(await scaled(gray, scale), { thorough: true, binarizer });
    if (found.length > 0) return found.map((code) => ({ ...code, box: enlarged(code.box, 1 / scale) }));
  }
  return [];
}

async function scaled(gray: Bitmap, scale: number): Promise<Bitmap> {
  if (scale === 1) return gray;
  const width = Math.max(1, Math.round(gray.width * scale));
  const height = Math.max(1, Math.round(gray.height * scale));
  const data = await fromBitmap(gray).resize(width, height, { fit: 'fill', kernel: scale > 1 ? 'cubic' : 'linear' }).raw().toBuffer();
  return { width, height, channels: 1, data };
}

const enlarged = (box: FoundCode['box'], factor: number) =>
  ({ x: box.x * factor, y: box.y * factor, width: box.width * factor, height: box.height * factor });
