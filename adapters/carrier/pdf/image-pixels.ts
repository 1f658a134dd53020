import type { Bitmap } from '../image/bitmap.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import type { ImageObject } from './page-objects.ts';

/** Bytes a pixel takes, by PDFium's bitmap format: 1 gray, 2 BGR, 3 BGRx, 4 BGRA, 5 BGRA premultiplied. */
const bytesOf = [0, 1, 3, 4, 4, 4];

/** An image of a page at its own resolution, in gray; null where PDFium cannot decode it, as for stencil masks. */
export function imagePixels(page: PdfiumPage, image: ImageObject): Bitmap | null {
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
    const data = new Uint8Array(width * height);
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0, j = y * stride; x < width; x++, i++, j += bytes) {
        data[i] = bytes === 1 ? pixels[j]! : (pixels[j]! * 29 + pixels[j + 1]! * 150 + pixels[j + 2]! * 77) >> 8;
      }
    }
    return { width, height, channels: 1, data };
  } finally {
    module._FPDFBitmap_Destroy(bitmap);
  }
}
