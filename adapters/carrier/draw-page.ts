import { AppError } from '../../contract/errors.ts';
import { openImage } from './image/decode.ts';
import { pageImage } from './image/page-image.ts';
import type { DrawRequest } from './messages.ts';
import { openWithPdfium } from './pdf/pdfium-document.ts';
import { renderRegion } from './pdf/render.ts';
import { sniff } from './sniff.ts';

/** Of a PDF's page; what a picture has beyond that is kept by its own measure. */
const dpi = 150;
const maxPixels = 4_000_000;

/** Draws one page, in this process, as PNG. Throws AppError with a file code. */
export async function drawPage({ bytes, sheet: { page, turn }, limits }: Pick<DrawRequest, 'bytes' | 'sheet' | 'limits'>): Promise<Buffer> {
  const content = sniff(bytes);
  if (content.kind === 'image') {
    const image = await openImage(bytes, content.mediaType, limits);
    return pageImage(await image.decode(page), turn);
  }
  if (content.kind !== 'pdf') throw new AppError('file_type_unsupported');
  const pdf = await openWithPdfium(bytes.subarray(content.offset));
  // Left open where it fails: that may have broken the library, and a child that failed is ended.
  const png = await pdf.withPage(page, (drawn) => pageImage(renderRegion(drawn, { dpi, gray: false, maxPixels }), turn));
  pdf.close();
  return png;
}
