import { describe, expect, it } from 'vitest';
import { aReading } from '../../../tests/fixtures/carrier/reading.ts';
import { flate, onePagePdf, rawPdf, show, stream } from '../../../tests/fixtures/carrier/raw-pdf.ts';
import { encryptedPdf, pdfOfPages } from '../../../tests/fixtures/pdf-files.ts';
import { intoLines } from '../lines.ts';
import { readPdf } from './read-pdf.ts';

const textOf = async (pdf: Buffer) => {
  const { pages } = await readPdf(pdf, aReading());
  return intoLines(pages[0]!.words).map((line) => line.map(({ text }) => text).join(' '));
};
const filler = show('Comprobante de una sola pagina con texto propio', 50, 40);

describe('words of a PDF', () => {
  it('splits runs at spaces and orders lines from the top', async () => {
    expect(await textOf(onePagePdf(show('abajo a la izquierda', 50, 100) + show('arriba a la derecha', 300, 700)))).toEqual(['arriba a la derecha', 'abajo a la izquierda']);
  });

  it('joins what is set glyph by glyph, and keeps columns apart', async () => {
    const glyphs = [...'30456'].map((digit, index) => show(digit, 50 + index * 5.56, 700)).join('');
    expect(await textOf(onePagePdf(glyphs + show('TOTAL', 120, 700) + filler))).toContain('30456 TOTAL');
  });

  it('takes text printed twice to look bold as one', async () => {
    expect(await textOf(onePagePdf(show('TOTAL', 50, 700) + show('TOTAL', 50.4, 700) + filler))).toContain('TOTAL');
  });

  it('gives boxes in points from the top left of the page as displayed', async () => {
    const [upright] = (await readPdf(onePagePdf(show('Factura', 100, 700, 20) + filler), aReading())).pages;
    const word = upright!.words.find(({ text }) => text === 'Factura')!;
    expect(word.box.x).toBeCloseTo(100, 0);
    expect(word.box.y).toBeCloseTo(800 - 700 - 0.78 * 20, 0);
    // Set sideways on a page that is shown turned, it reads level.
    const turned = await readPdf(onePagePdf(`BT /F 20 Tf 0 1 -1 0 300 100 Tm (Factura) Tj ET ${filler}`, { page: '/Rotate 90' }), aReading());
    const page = turned.pages[0]!;
    expect([page.width, page.height]).toEqual([800, 600]);
    const level = page.words.find(({ text }) => text === 'Factura')!;
    expect(level.box.width).toBeGreaterThan(2 * level.box.height);
    expect(level.box.x).toBeCloseTo(100, 0);
  });

  it('reads the values of form fields where they stand', async () => {
    const field = '<</Type/Annot/Subtype/Widget/FT/Tx/T(total)/V(1.234,56)/Rect[400 690 500 710]/F 4>>';
    const lines = await textOf(onePagePdf(show('Importe Total:', 300, 696) + filler, { page: '/Annots[5 0 R]', catalogue: '/AcroForm<</Fields[5 0 R]>>', objects: [field] }));
    expect(lines).toContain('Importe Total: 1.234,56');
  });

  it('calls the unseen text of a scanner mixed', async () => {
    const scan = `q 600 0 0 800 0 0 cm /I Do Q ${show('Factura A cero cero uno, leida por un escaner', 50, 700, 10, '3 Tr')}`;
    const image = flate(Buffer.alloc(64 * 64, 0xff), '/Type/XObject/Subtype/Image/Width 64/Height 64/BitsPerComponent 8/ColorSpace/DeviceGray');
    const { pages } = await readPdf(onePagePdf(scan, { resources: '/XObject<</I 5 0 R>>', objects: [image] }), aReading());
    expect(pages[0]).toMatchObject({ origin: 'mixed' });
    expect(pages[0]!.words[0]!.text).toBe('Factura');
  });

  it('bounds the text of one page', async () => {
    const { pages } = await readPdf(onePagePdf(Array.from({ length: 60_000 }, (_, i) => show(`w${i}`, (i * 13) % 600, (i * 7) % 800)).join('')), aReading());
    expect(pages[0]!.words.length).toBeLessThanOrEqual(50_000);
  }, 60_000);
});

describe('files inside a PDF', () => {
  const file = (name: string, body: Buffer | string, number: number) => [`<</Type/Filespec/F(${name})/UF(${name})/EF<</F ${number} 0 R>>>>`, flate(body, '/Type/EmbeddedFile')];
  const named = (objects: (string | Buffer)[], names: string) => onePagePdf(filler, { catalogue: `/Names<</EmbeddedFiles<</Names[${names}]>>>>`, objects });

  it('takes XML by its content, and nothing else', async () => {
    const pdf = named([...file('factur-x.xml', '<?xml version="1.0"?><Invoice/>', 6), ...file('foto.xml', 'no XML at all', 8)], '(a) 5 0 R (b) 7 0 R');
    expect((await readPdf(pdf, aReading())).structures).toEqual([{ name: 'factur-x.xml', xml: '<?xml version="1.0"?><Invoice/>' }]);
  });

  it('finds what is pinned to a page', async () => {
    const [spec, body] = file('cfdi.xml', '<Comprobante/>', 6);
    const pdf = onePagePdf(filler, { page: '/Annots[7 0 R]', objects: [spec!, body!, '<</Type/Annot/Subtype/FileAttachment/Rect[0 0 10 10]/FS 5 0 R>>'] });
    expect((await readPdf(pdf, aReading())).structures).toEqual([{ name: 'cfdi.xml', xml: '<Comprobante/>' }]);
  });

  it('leaves out what declares a DOCTYPE or is too large, and names it', async () => {
    const reading = aReading();
    const pdf = named([...file('evil.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', 6), ...file('big.xml', `<a>${' '.repeat(11 * 1024 ** 2)}</a>`, 8)], '(a) 5 0 R (b) 7 0 R');
    const carrier = await readPdf(pdf, reading);
    expect(carrier.structures).toEqual([]);
    expect(carrier.faults.map(({ code }) => code)).toEqual(['xml_doctype_refused', 'file_too_large']);
    expect(carrier.pages).toHaveLength(1);
  });
});

describe('PDFs that cannot be read', () => {
  it.each([
    ['one with a password', () => encryptedPdf(), 'pdf_encrypted'],
    ['a header and nothing else', () => Promise.resolve(Buffer.from('%PDF-1.7\n%%EOF')), 'pdf_damaged'],
    ['a page tree that holds itself', () => Promise.resolve(rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>'])), 'pdf_damaged'],
    ['300 pages', () => pdfOfPages(300), 'too_many_pages'],
  ])('%s', async (_name, make, code) => {
    const bytes = await make();
    await expect(readPdf(bytes, aReading())).rejects.toMatchObject({ code });
  });

  it('tells how many pages are too many', async () => {
    await expect(readPdf(Buffer.from(await pdfOfPages(5)), aReading({ limits: { ...aReading().limits, maxPages: 4 } }))).rejects.toMatchObject({ details: { pages: 5, limit: 4 } });
  });

  it('does not lose the other pages over one that it was told to leave out', async () => {
    const carrier = await readPdf(Buffer.from(await pdfOfPages(3)), aReading({ skip: new Map([[2, 'reading_crashed']]) }));
    expect(carrier.pages.map(({ number }) => number)).toEqual([1, 3]);
    expect(carrier.faults).toMatchObject([{ page: 2, code: 'reading_crashed' }]);
  });

  it.each(['null', '42', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 99 0 R>>'])('reads the pages before and behind one that is %s, and names it where nothing of it can be read', async (broken) => {
    const page = (content: number) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${content} 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>`;
    const text = (words: string) => stream(show(words, 50, 700));
    const carrier = await readPdf(rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>', page(6), broken, page(7), text('Primera hoja con palabras propias'), text('Tercera hoja con palabras propias')]), aReading());
    const read = carrier.pages.filter(({ words }) => words.length > 0).map(({ number, words }) => [number, words[0]!.text]);
    expect([carrier.pageCount, read]).toEqual([3, [[1, 'Primera'], [3, 'Tercera']]]);
    expect(carrier.faults.map(({ page: number }) => number)).toEqual(broken.startsWith('<<') ? [] : [2]);
  });

  it('reads a file whose page content is broken off', async () => {
    const whole = onePagePdf('', { objects: [] });
    const broken = rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>', stream('BT /F 10 Tf (Fac', '/Filter/FlateDecode')]);
    expect((await readPdf(whole, aReading())).pages).toHaveLength(1);
    expect((await readPdf(broken, aReading())).pages).toHaveLength(1);
  });
});
