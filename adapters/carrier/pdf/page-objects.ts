import type { Box } from '../../../contract/page.ts';
import type { PdfiumPage } from './pdfium-document.ts';

export interface ImageObject {
  /** PDFium's handle, valid while the page is open. */
  handle: number;
  box: Box;
  /** Pixels of the image as stored. */
  pixelWidth: number;
  pixelHeight: number;
}

/** What a page is made of, besides its words. */
export interface PageObjects {
  images: ImageObject[];
  /** Paths other than single lines: a QR drawn as vectors shows as very many of them, or few with very many segments. */
  paths: { box: Box; segments: number }[];
  textObjects: number;
  invisibleTextObjects: number;
}

const text = 1;
const path = 2;
const image = 3;
const form = 5;
const invisible = 3;
/** Bounds on hostile pages: nested forms may refer to each other many times over. */
const maxObjects = 50_000;
const maxDepth = 6;

type Matrix = [number, number, number, number, number, number];

/** Walks the objects of a page, through forms, with boxes in points as displayed. */
export function pageObjects(page: PdfiumPage): PageObjects {
  const { module } = page;
  const { malloc, free } = module.wasmExports;
  const scratch = malloc(64);
  const found: PageObjects = { images: [], paths: [], textObjects: 0, invisibleTextObjects: 0 };
  let budget = maxObjects;
  const floats = (count: number) => new Float32Array(module.HEAPU8.buffer, scratch, count);

  const boxOf = (object: number, matrix: Matrix | null): Box | null => {
    if (!module._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)) return null;
    const [left = 0, bottom = 0, right = 0, top = 0] = floats(4);
    const corners = [[left, bottom], [right, bottom], [left, top], [right, top]].map(([x = 0, y = 0]) => onDisplay(...applied(matrix, x, y)));
    const xs = corners.map((corner) => corner[0]);
    const ys = corners.map((corner) => corner[1]);
    const x = Math.min(...xs);
    const y = Math.min(...ys);
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  };
  const onDisplay = (x: number, y: number): [number, number] => {
    // Device space is whole numbers, so points are asked for in hundredths.
    module._FPDF_PageToDevice(page.handle, 0, 0, Math.round(page.width * 100), Math.round(page.height * 100), 0, x, y, scratch + 32, scratch + 36);
    const [deviceX = 0, deviceY = 0] = new Int32Array(module.HEAPU8.buffer, scratch + 32, 2);
    return [deviceX / 100, deviceY / 100];
  };

  const visit = (object: number, matrix: Matrix | null, depth: number): void => {
    if (!object || budget-- <= 0) return;
    const type = module._FPDFPageObj_GetType(object);
    if (type === text) {
      found.textObjects++;
      if (module._FPDFTextObj_GetTextRenderMode(object) === invisible) found.invisibleTextObjects++;
    } else if (type === path) {
      const segments = module._FPDFPath_CountSegments(object);
      const box = segments > 2 ? boxOf(object, matrix) : null;
      if (box) found.paths.push({ box, segments });
    } else if (type === image) {
      const box = boxOf(object, matrix);
      module._FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4);
      const [pixelWidth = 0, pixelHeight = 0] = new Uint32Array(module.HEAPU8.buffer, scratch, 2);
      if (box) found.images.push({ handle: object, box, pixelWidth, pixelHeight });
    } else if (type === form && depth < maxDepth) {
      const own: Matrix = module._FPDFPageObj_GetMatrix(object, scratch) ? [...floats(6)] as Matrix : [1, 0, 0, 1, 0, 0];
      const inner = matrix ? multiplied(matrix, own) : own;
      const count = module._FPDFFormObj_CountObjects(object);
      for (let i = 0; i < count && budget > 0; i++) visit(module._FPDFFormObj_GetObject(object, i), inner, depth + 1);
    }
  };

  try {
    const count = module._FPDFPage_CountObjects(page.handle);
    for (let i = 0; i < count && budget > 0; i++) visit(module._FPDFPage_GetObject(page.handle, i), null, 0);
    return found;
  } finally {
    free(scratch);
  }
}

function applied(m: Matrix | null, x: number, y: number): [number, number] {
  return m ? [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]] : [x, y];
}

function multiplied(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}
