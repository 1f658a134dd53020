import { createHash } from 'node:crypto';
import type { Box, Word } from '../../../contract/page.ts';
import type { Code } from '../../../domain/ports.ts';
import { expectsCode } from '../codes/expects-code.ts';
import { looksLikeCode } from '../codes/looks-like-code.ts';
import type { FoundCode } from '../codes/read-codes.ts';
import { searchCodes, searchPicture } from '../codes/search-codes.ts';
import type { Bitmap } from '../image/bitmap.ts';
import { imageDigest } from './image-digest.ts';
import { imagePixels } from './image-pixels.ts';
import type { ImageObject, PageObjects } from './page-objects.ts';
import type { PdfiumPage } from './pdfium-document.ts';
import { renderRegion } from './render.ts';
import { shapeClusters } from './shape-clusters.ts';

/** Images and clusters looked at for codes on one page: hostile pages have thousands. */
const maxCandidates = 30;
const maxImagePixels = 6_000_000;
/** Pixels that a module of a code drawn as vectors is rendered to. */
const modulePixels = 4;
const maxDpi = 600;
const pageDpi = 150;
const pagePixels = 4_000_000;

/** Codes of a picture, boxes in its pixels. */
interface SeenPicture { codes: FoundCode[]; width: number; height: number }

/** What pictures of one file were found to hold, by their digest: duplicado and triplicado repeat the code of the original. */
export type KnownPictures = Map<string, SeenPicture>;

/**
 * Codes on a page of a digital PDF, boxes in points. First in its images at their own resolution, then in clusters of small shapes, each
 * rendered alone; the page as a whole is rendered only where its words promise a code and neither showed one.
 */
export async function digitalPageCodes(page: PdfiumPage, objects: PageObjects, words: readonly Word[], number: number, known: KnownPictures): Promise<Code[]> {
  const promised = expectsCode(words);
  const codes = await codesInImages(page, objects.images.filter(isSquare), number, known);
  codes.push(...await codesInShapes(page, objects, number, known));
  if (codes.length > 0 || !promised) return codes;
  codes.push(...await codesInImages(page, objects.images.filter((image) => !isSquare(image)), number, known));
  if (codes.length > 0) return codes;
  const rendered = renderRegion(page, { dpi: pageDpi, gray: true, maxPixels: pagePixels });
  return (await searchCodes(rendered, false)).map((code) => placed(code, { x: 0, y: 0, width: page.width, height: page.height }, rendered, number));
}

async function codesInImages(page: PdfiumPage, images: readonly ImageObject[], number: number, known: KnownPictures): Promise<Code[]> {
  const codes: Code[] = [];
  const worth = images.filter(({ box, pixelWidth, pixelHeight }) =>
    box.width > 20 && box.height > 10 && pixelWidth >= 21 && pixelHeight >= 10 && pixelWidth * pixelHeight <= maxImagePixels);
  for (const image of worth.slice(0, maxCandidates)) {
    const seen = await remembered(known, imageDigest(page, image), () => imagePixels(page, image, looksLikeCode));
    for (const code of seen.codes) codes.push(placed(code, image.box, seen, number));
  }
  return codes;
}

async function remembered(known: KnownPictures, digest: string | null, pixelsOf: () => Bitmap | null): Promise<SeenPicture> {
  const before = digest === null ? undefined : known.get(digest);
  if (before) return before;
  const pixels = pixelsOf();
  const seen = pixels ? { codes: await searchPicture(pixels), width: pixels.width, height: pixels.height } : { codes: [], width: 1, height: 1 };
  if (digest !== null) known.set(digest, seen);
  return seen;
}

async function codesInShapes(page: PdfiumPage, objects: PageObjects, number: number, known: KnownPictures): Promise<Code[]> {
  const codes: Code[] = [];
  for (const { box, module } of shapeClusters(page, objects).slice(0, maxCandidates)) {
    const dpi = Math.min(maxDpi, Math.max(pageDpi, (72 * modulePixels) / module));
    const region = { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
    const pixels = renderRegion(page, { dpi, gray: true, region, maxPixels: pagePixels, sharp: true });
    const digest = createHash('sha1').update(`${pixels.width} ${pixels.height} `).update(pixels.data).digest('base64');
    const seen = await remembered(known, digest, () => pixels);
    for (const code of seen.codes) codes.push(placed(code, region, seen, number));
  }
  return codes;
}

function isSquare({ box }: ImageObject): boolean {
  const ratio = box.width / Math.max(1, box.height);
  return ratio > 0.7 && ratio < 1.4;
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
