import { AppError } from '../../../contract/errors.ts';
import type { Box } from '../../../contract/page.ts';
import type { Bitmap } from '../image/bitmap.ts';
import type { PdfiumPage } from './pdfium-document.ts';

/** Resolution at which OCR sees a page, and the pixels it sees at most. */
export const ocrDpi = 200;
export const ocrPixels = 12_000_000;

const bgrx = 3;
const drawAnnotations = 0x01;
const reverseByteOrder = 0x10;
const grayscale = 0x08;
const noSmoothImages = 0x2000;
const noSmoothPaths = 0x4000;

/**
 * Renders a region of a page (the whole page by default) at `dpi`, lowered where the result would pass `maxPixels`.
 * Gray has one channel, colour three (RGB). `sharp` draws shapes without smoothed edges, which leave seams between a code's modules.
 */
export function renderRegion(page: PdfiumPage, options: { dpi: number; gray: boolean; region?: Box; maxPixels: number; sharp?: boolean }): Bitmap & { dpi: number } {
  const region = options.region ?? { x: 0, y: 0, width: page.width, height: page.height };
  const area = Math.max(1, region.width * region.height);
  const scale = Math.min(options.dpi / 72, Math.sqrt(options.maxPixels / area));
  const width = Math.max(1, Math.round(region.width * scale));
  const height = Math.max(1, Math.round(region.height * scale));
  const { module } = page;
  const bitmap = module._FPDFBitmap_CreateEx(width, height, bgrx, 0, 0);
  if (!bitmap) throw new AppError('reading_memory');
  try {
    module._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    const flags = drawAnnotations | reverseByteOrder | (options.gray ? grayscale : 0) | (options.sharp ? noSmoothImages | noSmoothPaths : 0);
    module._FPDF_RenderPageBitmap(bitmap, page.handle, -Math.round(region.x * scale), -Math.round(region.y * scale),
      Math.round(page.width * scale), Math.round(page.height * scale), 0, flags);
    const at = module._FPDFBitmap_GetBuffer(bitmap);
    const pixels = module.HEAPU8.subarray(at, at + width * height * 4);
    return { width, height, channels: options.gray ? 1 : 3, data: packed(pixels, width * height, options.gray ? 1 : 3), dpi: scale * 72 };
  } finally {
    module._FPDFBitmap_Destroy(bitmap);
  }
}

function packed(rgbx: Uint8Array, count: number, channels: 1 | 3): Uint8Array {
  const out = new Uint8Array(count * channels);
  if (channels === 1) {
    for (let i = 0, j = 0; i < count; i++, j += 4) out[i] = rgbx[j]!;
    return out;
  }
  for (let i = 0, j = 0, k = 0; i < count; i++, j += 4, k += 3) {
    out[k] = rgbx[j]!;
    out[k + 1] = rgbx[j + 1]!;
    out[k + 2] = rgbx[j + 2]!;
  }
  return out;
}

/** A box in other units, `scale` of which make one of its own. */
export function scaled(box: Box, scale: number): Box {
  const at = (value: number) => Math.round(value * scale * 100) / 100;
  return { x: at(box.x), y: at(box.y), width: at(box.width), height: at(box.height) };
}
