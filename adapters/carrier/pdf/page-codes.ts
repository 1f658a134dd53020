import type { Box, Word } from '../../../contract/page.ts';
import type { Code } from '../../../domain/ports.ts';
import { expectsCode } from '../codes/expects-code.ts';
import { readCodes } from '../codes/read-codes.ts';
import type { FoundCode } from '../codes/read-codes.ts';
import { searchCodes } from '../codes/search-codes.ts';
import { imagePixels } from './image-pixels.ts';
import type { ImageObject, PageObjects } from './page-objects.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import { renderRegion } from './render.ts';

/** Filled shapes on a page from which they may be the modules of a code drawn as vectors. */
const manyShapes = 150;
const searchDpi = 150;
const searchPixels = 8_000_000;
/** Images looked at for codes on one page: hostile pages have thousands. */
const maxImages = 40;

/**
 * Codes on a page of a digital PDF: in its images at their own resolution, which is cheap; only where none shows, though the page's words or
 * shapes promise one, in the page rendered. Boxes are in points.
 */
export async function digitalPageCodes(page: PdfiumPage, objects: PageObjects, words: readonly Word[], number: number): Promise<Code[]> {
  const codes: Code[] = [];
  for (const image of objects.images.filter(mayBeCode).slice(0, maxImages)) {
    const pixels = imagePixels(page, image);
    if (!pixels) continue;
    for (const code of await readCodes(pixels, { thorough: true })) codes.push(placed(code, image.box, pixels, number));
  }
  if (codes.length > 0 || !(expectsCode(words) || objects.paths.length > manyShapes)) return codes;
  const rendered = renderRegion(page, { dpi: searchDpi, gray: true, maxPixels: searchPixels });
  const found = await searchCodes(rendered, expectsCode(words));
  return found.map((code) => placed(code, { x: 0, y: 0, width: page.width, height: page.height }, rendered, number));
}

function mayBeCode({ box, pixelWidth, pixelHeight }: ImageObject): boolean {
  const square = box.width / Math.max(1, box.height);
  return square > 0.7 && square < 1.4 && box.width > 20 && Math.min(pixelWidth, pixelHeight) >= 21 && pixelWidth * pixelHeight < 6_000_000;
}

/** A code found in pixels that show `region`, in the region's units. */
export function placed(code: FoundCode, region: Box, pixels: { width: number; height: number }, page: number): Code {
  const x = region.width / pixels.width;
  const y = region.height / pixels.height;
  return {
    format: code.format, text: code.text, page,
    box: { x: region.x + code.box.x * x, y: region.y + code.box.y * y, width: code.box.width * x, height: code.box.height * y },
  };
}
