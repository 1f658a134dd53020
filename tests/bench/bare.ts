// The libraries alone, as baselines: what reading costs at least.
import { XMLParser } from 'fast-xml-parser';
import os from 'node:os';
import { openImage } from '../../adapters/carrier/image/decode.ts';
import { openOcr } from '../../adapters/carrier/ocr/open-ocr.ts';
import { openWithPdfjs } from '../../adapters/carrier/pdf/pdfjs.ts';

/** Text of every page by pdf.js; gives the number of pages. */
export async function barePdf(bytes: Uint8Array): Promise<number> {
  const { document, close } = await openWithPdfjs(new Uint8Array(bytes));
  try {
    for (let number = 1; number <= document.numPages; number++) await (await document.getPage(number)).getTextContent();
    return document.numPages;
  } finally {
    await close();
  }
}

/** One image decoded and read by the OCR engine. */
export async function bareOcr(bytes: Uint8Array, type: 'image/jpeg' | 'image/png', modelsDir: string): Promise<void> {
  const image = await (await openImage(bytes, type, { maxPixels: 100_000_000, maxPages: 1 })).decode(1);
  await (await openOcr(modelsDir)).read(image, { mayTurn: true, maxEnlarged: 2, threads: () => os.availableParallelism() });
}

const parser = new XMLParser({ ignoreAttributes: false });

export const bareXml = (bytes: Uint8Array): unknown => parser.parse(Buffer.from(bytes));
