import { describe, expect, it } from 'vitest';
import { onePagePdf, show } from '../../../tests/fixtures/carrier/raw-pdf.ts';
import { loadPdfjs, openWithPdfjs } from './pdfjs.ts';
import { PdfjsData } from './pdfjs-data.ts';

const fonts = ['Helvetica', 'Helvetica-Bold', 'Times-Roman', 'Courier', 'Symbol'];
const simple = fonts.map((name) => `/Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding`);
const composite = ['Identity-H', 'UniGB-UCS2-H'].map((encoding) => `/Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/${encoding}
  /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial/DW 600/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>
  /FontDescriptor<</Type/FontDescriptor/FontName/Arial/Flags 32/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>>>]`);
const resources = `/Font<<${[...simple, ...composite].map((font, i) => `/N${i}<<${font}>>`).join('')}>>`;
const content = [...simple, ...composite].map((_, i) => show('Se\\361al \\200 1.234,56 \\240\\255 \\001\\000A\\000B', 50, 100 + 20 * i).replace('/F ', `/N${i} `)).join('');

async function items(options: object): Promise<unknown> {
  const { pdfjs } = await loadPdfjs();
  const task = pdfjs.getDocument({ data: new Uint8Array(onePagePdf(content, { resources })), verbosity: 0, disableFontFace: true, useSystemFonts: false, ...options });
  try {
    const { items: runs } = await (await (await task.promise).getPage(1)).getTextContent();
    // Fonts are named after the document, of which this is one more.
    return runs.map((run) => ({ ...run, fontName: '' }));
  } finally {
    await task.destroy();
  }
}

describe('PdfjsData', () => {
  it('gives the same text as the fonts themselves', async () => {
    const standardFontDataUrl = new URL('.', import.meta.resolve('pdfjs-dist/standard_fonts/FoxitFixed.pfb')).pathname;
    const cMapUrl = new URL('.', import.meta.resolve('pdfjs-dist/cmaps/UniGB-UCS2-H.bcmap')).pathname;
    const own = await items({ standardFontDataUrl, cMapUrl });
    expect(JSON.stringify(own).match(/1\.234,56/g)).toHaveLength(5);
    expect(await items({ standardFontDataUrl, cMapUrl, BinaryDataFactory: PdfjsData })).toEqual(own);
  });

  it('refuses a file that is not there', async () => {
    await expect(new PdfjsData({ cMapUrl: '/nowhere/' }).fetch({ kind: 'cMapUrl', filename: 'none.bcmap' })).rejects.toThrow('ENOENT');
  });

  it('is what PDFs are opened with', async () => {
    const { document, close } = await openWithPdfjs(onePagePdf(content, { resources }));
    const { items: [first] } = await (await document.getPage(1)).getTextContent();
    expect(first).toMatchObject({ str: expect.stringContaining('1.234,56') as string });
    await close();
  });
});
