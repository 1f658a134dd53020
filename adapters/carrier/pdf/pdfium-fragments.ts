import type { Fragment } from './fragments.ts';
import type { PdfiumPage } from './pdfium-document.ts';

/** Characters looked at on one page; a page of small print has some 10,000. */
const maxChars = 200_000;

/** Text of a page by PDFium, for pages on which pdf.js fails. Each fragment is one character's; words come of joining them. */
export function pdfiumFragments(page: PdfiumPage): Fragment[] {
  const { module } = page;
  const { malloc, free } = module.wasmExports;
  const text = module._FPDFText_LoadPage(page.handle);
  if (!text) return [];
  const scratch = malloc(32);
  const fragments: Fragment[] = [];
  let spaced = false;
  try {
    const count = Math.min(module._FPDFText_CountChars(text), maxChars);
    for (let i = 0; i < count; i++) {
      const code = module._FPDFText_GetUnicode(text, i);
      const char = code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
      if (code < 33 || code === 0xfffe || /\s/.test(char)) {
        spaced = true;
        continue;
      }
      const box = displayBox(page, text, i, scratch);
      if (!box) continue;
      fragments.push({ text: char, box, size: module._FPDFText_GetFontSize(text, i) || box.height, horizontal: true, spaced });
      spaced = false;
    }
  } finally {
    free(scratch);
    module._FPDFText_ClosePage(text);
  }
  return fragments;
}

function displayBox({ module, handle, width, height }: PdfiumPage, text: number, index: number, scratch: number) {
  if (!module._FPDFText_GetLooseCharBox(text, index, scratch)) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = new Float32Array(module.HEAPU8.buffer, scratch, 4);
  const corner = (x: number, y: number) => {
    module._FPDF_PageToDevice(handle, 0, 0, Math.round(width * 100), Math.round(height * 100), 0, x, y, scratch + 16, scratch + 20);
    return [...new Int32Array(module.HEAPU8.buffer, scratch + 16, 2)] as [number, number];
  };
  const [x1, y1] = corner(left, top);
  const [x2, y2] = corner(right, bottom);
  return { x: Math.min(x1, x2) / 100, y: Math.min(y1, y2) / 100, width: Math.abs(x2 - x1) / 100, height: Math.abs(y2 - y1) / 100 };
}
