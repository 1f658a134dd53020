import { areaOf } from '../boxes.ts';
import type { Bitmap } from '../image/bitmap.ts';
import { toGray } from '../image/gray.ts';
import { fromBitmap } from '../image/resize.ts';
import { readCodes } from './read-codes.ts';
import type { CodeSearch, FoundCode } from './read-codes.ts';

/** Pixels at which a plain pass over a page takes some 30 ms, and a thorough one four times that. */
const fullPixels = 4_000_000;
/** Pictures up to this size are searched enlarged as well, and larger ones thoroughly only when reduced to it. */
const smallPixels = 100_000;

interface Pass extends CodeSearch {
  /** Of the size at which a page has `fullPixels`, or of its own where that is smaller. */
  scale: number;
}

const always: readonly Pass[] = [
  { scale: 1, thorough: false },
  { scale: 0.5, thorough: false },
  { scale: 0.5, thorough: true },
];
/** Only where the page says that it carries a code: fine bars need enlarging, uneven light the other binarisation. */
const insistent: readonly Pass[] = [
  { scale: 1.6, thorough: false },
  { scale: 1, thorough: false, binarizer: 'GlobalHistogram' },
  { scale: 1, thorough: true },
];

/** Codes on a page seen as pixels, boxes in those pixels: passes from the cheapest on, until one finds any. */
export async function searchCodes(page: Bitmap, insist: boolean): Promise<FoundCode[]> {
  const gray = toGray(page);
  const full = Math.min(1, Math.sqrt(fullPixels / (gray.width * gray.height)));
  for (const { scale, ...search } of insist ? [...always, ...insistent] : always) {
    const factor = full * scale;
    const found = await readCodes(await scaled(gray, factor), search);
    if (found.length > 0) return found.map((code) => ({ ...code, box: enlarged(code.box, 1 / factor) }));
  }
  return [];
}

/** Share of a picture from which a QR code fills it: no other code has room beside it. */
const fillingShare = 0.5;

const fills = (codes: readonly FoundCode[], { width, height }: Bitmap): boolean =>
  codes.reduce((sum, { box }) => sum + areaOf(box), 0) > fillingShare * width * height;

/** A picture that is expected to hold one code and little else, such as an image of a PDF; boxes in its pixels. */
export async function searchPicture(picture: Bitmap): Promise<FoundCode[]> {
  const gray = withMargin(toGray(picture));
  // A QR code of 97 modules, the largest that invoices carry, still has four pixels a module.
  const shrink = Math.max(1, Math.floor(Math.min(gray.width, gray.height) / 400));
  const area = gray.width * gray.height;
  const passes: readonly Pass[] = [
    { scale: 1 / shrink, thorough: false, onlyQr: true },
    { scale: 1 / shrink, thorough: false },
    ...shrink > 1 ? [{ scale: 1, thorough: false }] : [],
    ...area < smallPixels ? [{ scale: 3, thorough: true }] : [],
    { scale: Math.min(1, Math.sqrt(smallPixels / area)), thorough: true, binarizer: 'GlobalHistogram' },
  ];
  for (const { scale, ...search } of passes) {
    // Enlarged by whole pixels: a code stored at one pixel a module would be blurred away otherwise.
    const pixels = await scaled(gray, scale, 'nearest');
    const found = await readCodes(pixels, search);
    if (search.onlyQr ? fills(found, pixels) : found.length > 0) return found.map((code) => shifted(enlarged(code.box, 1 / scale), code, -gray.margin));
  }
  return [];
}

function shifted(box: FoundCode['box'], code: FoundCode, by: number): FoundCode {
  return { ...code, box: { ...box, x: box.x + by, y: box.y + by } };
}

/** Codes need a quiet zone, which images cut to the code lack. */
function withMargin(gray: Bitmap): Bitmap & { margin: number } {
  const margin = Math.max(8, Math.round(Math.min(gray.width, gray.height) * 0.08));
  const width = gray.width + 2 * margin;
  const height = gray.height + 2 * margin;
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < gray.height; y++) data.set(gray.data.subarray(y * gray.width, (y + 1) * gray.width), (y + margin) * width + margin);
  return { width, height, channels: 1, data, margin };
}

async function scaled(gray: Bitmap, scale: number, enlarging: 'nearest' | 'cubic' = 'cubic'): Promise<Bitmap> {
  if (scale === 1) return gray;
  const width = Math.max(1, Math.round(gray.width * scale));
  const height = Math.max(1, Math.round(gray.height * scale));
  const data = await fromBitmap(gray).resize(width, height, { fit: 'fill', kernel: scale > 1 ? enlarging : 'linear' }).raw().toBuffer();
  return { width, height, channels: 1, data };
}

const enlarged = (box: FoundCode['box'], factor: number) =>
  ({ x: box.x * factor, y: box.y * factor, width: box.width * factor, height: box.height * factor });
