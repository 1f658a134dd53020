import { createHash } from 'node:crypto';
import type { ImageObject } from './page-objects.ts';
import type { PdfiumPage } from './pdfium-document.ts';

/** Tells an image as the file stores it, without decoding it; null where PDFium does not give its bytes. The same bytes in the same size show the same. */
export function imageDigest({ module }: PdfiumPage, { handle, pixelWidth, pixelHeight }: ImageObject): string | null {
  const size = module._FPDFImageObj_GetImageDataRaw(handle, 0, 0);
  const at = size > 0 ? module.wasmExports.malloc(size) : 0;
  if (!at) return null;
  try {
    module._FPDFImageObj_GetImageDataRaw(handle, at, size);
    return createHash('sha1').update(`${pixelWidth} ${pixelHeight} `).update(module.HEAPU8.subarray(at, at + size)).digest('base64');
  } finally {
    module.wasmExports.free(at);
  }
}
