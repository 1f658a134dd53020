import type { Bitmap } from './bitmap.ts';
import { legibleScale } from './legible-size.ts';
import { fromBitmap } from './resize.ts';
import { turnedBitmap } from './turn.ts';
import type { Turn } from './turn.ts';

/** Longest side of a page's image for the review screen: A4 at 150 dpi. Rolls are longer, or nobody could read them. */
const reviewSide = 1754;
const maxReviewPixels = 12_000_000;

/** A page for the review screen, upright, as PNG; at this level it is a twentieth larger than at the usual one, in two thirds of the time. */
export async function pageImage(bitmap: Bitmap, turn: Turn): Promise<Buffer> {
  const upright = await turnedBitmap(bitmap, turn);
  const side = Math.round(legibleScale(upright, reviewSide, maxReviewPixels) * Math.max(upright.width, upright.height));
  return fromBitmap(upright).resize(side, side, { fit: 'inside', withoutEnlargement: true }).png({ compressionLevel: 2, adaptiveFiltering: false }).toBuffer();
}
