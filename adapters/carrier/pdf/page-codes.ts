import type { Box } from '../../../contract/page.ts';
import type { Code } from '../../../domain/ports.ts';
import { readCodes } from '../codes/read-codes.ts';
import type { FoundCode } from '../codes/read-codes.ts';
import { imagePixels } from './image-pixels.ts';
import type { ImageObject, PageObjects } from './page-objects.ts';
import type { PdfiumPage } from './pdfium-document.ts';

/** Codes in the images of a page, at their own resolution. */
export async function codesInImages(page: PdfiumPage, objects: PageObjects, number: number): Promise<Code[]> {
  const codes: Code[] = [];
  for (const image of objects.images.filter(mayBeCode)) {
    const pixels = imagePixels(page, image);
    if (!pixels) continue;
    for (const code of await readCodes(pixels, { thorough: true })) codes.push(placed(code, image.box, pixels, number));
  }
  return codes;
}

function mayBeCode({ box, pixelWidth, pixelHeight }: ImageObject): boolean {
  const square = box.width / Math.max(1, box.height);
  return square > 0.8 && square < 1.25 && box.width > 25 && pixelWidth >= 21 && pixelHeight >= 21 && pixelWidth * pixelHeight < 6_000_000;
}

export function placed(code: FoundCode, region: Box, pixels: { width: number; height: number }, page: number): Code {
  const x = region.width / pixels.width;
  const y = region.height / pixels.height;
  return {
    format: code.format, text: code.text, page,
    box: { x: region.x + code.box.x * x, y: region.y + code.box.y * y, width: code.box.width * x, height: code.box.height * y },
  };
}

