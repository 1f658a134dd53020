import type { Bitmap } from '../image/bitmap.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import type { ImageObject } from './page-objects.ts';

/** Bytes a pixel takes, by PDFium's bitmap format: 1 gray, 2 BGR, 3 BGRx, 4 BGRA, 5 BGRA premultiplied. */
const bytesOf = [0, 1, 3, 4, 4, 4];

/** Rows by which an image is judged before all of it is converted. */
const sampledRows = 24;

/**
 * An image of a page at its own resolution, in gray; null where PDFium cannot decode it, as for stencil masks, and where `isWorth` says so of some of its rows:
 * most images are photos and logos of millions of pixels.
 */
export function imagePixels(page: PdfiumPage, image: ImageObject, isWorth: (rows: Bitmap) => boolean): Bitmap | null {
  const { module } = page;
  const bitmap = module._FPDFImageObj_GetBitmap(image.handle);
  if (!bitmap) return null;
  try {
    const bytes = bytesOf[module._FPDFBitmap_GetFormat(bitmap)];
    if (!bytes) return null;
    const width = module._FPDFBitmap_GetWidth(bitmap);
    const height = module._FPDFBitmap_GetHeight(bitmap);
    const stride = module._FPDFBitmap_GetStride(bitmap);
    const at = module._FPDFBitmap_GetBuffer(bitmap);
    const pixels = module.HEAPU8.subarray(at, at + stride * height);
    const rows = (count: number): Bitmap => {
      const data = new Uint8Array(width * count);
      for (let i = 0; i < count; i++) grayRow(pixels, Math.floor(((i + 0.5) / count) * height) * stride, bytes, data.subarray(i * width, (i + 1) * width));
      return { width, height: count, channels: 1, data };
    };
    return isWorth(rows(Math.min(height, sampledRows))) ? rows(height) : null;
  } finally {
    module._FPDFBitmap_Destroy(bitmap);
  }
}

function grayRow(pixels: Uint8Array, from: number, bytes: number, row: Uint8Array): void {
  if (bytes === 1) row.set(pixels.subarray(from, from + row.length));
  else for (let x = 0, j = from; x < row.length; x++, j += bytes) row[x] = (pixels[j]! * 29 + pixels[j + 1]! * 150 + pixels[j + 2]! * 77) >> 8;
}
