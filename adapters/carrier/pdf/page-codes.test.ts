import { describe, expect, it } from 'vitest';
import { codePicture, grayOf } from '../../../tests/fixtures/carrier/pictures.ts';
import { aReading } from '../../../tests/fixtures/carrier/reading.ts';
import { flate, onePagePdf, show } from '../../../tests/fixtures/carrier/raw-pdf.ts';
import { readPdf } from './read-pdf.ts';

const text = 'https://www.afip.gob.ar/fe/qr/?p=eyJ2ZXIiOjF9';
const words = show('Comprobante autorizado por una entidad de prueba', 200, 60);

/** Rectangles, `side` points a module, for the dark modules of a code whose picture has one pixel a module. */
async function asShapes(format: 'QRCode' | 'ITF', content: string, side: number): Promise<string> {
  const { width, height, data } = await grayOf(await codePicture(content, format, 1));
  const bars = format === 'ITF' ? 1 : height;
  const shapes: string[] = [];
  for (let y = 0; y < bars; y++) {
    for (let x = 0; x < width; x++) {
      if (data[Math.floor(height / 2) * width * (bars === 1 ? 1 : 0) + y * width + x]! < 128) shapes.push(`${50 + x * side} ${200 - y * side} ${side} ${bars === 1 ? 30 : side} re f`);
    }
  }
  return shapes.join('\n');
}

describe('codes of a digital page', () => {
  it('reads an image at its own resolution', async () => {
    const { width, height, data } = await grayOf(await codePicture(text, 'QRCode', 1));
    const image = flate(Buffer.from(data), `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceGray`);
    const pdf = onePagePdf(`q 80 0 0 80 40 30 cm /I Do Q ${words}`, { resources: '/XObject<</I 5 0 R>>', objects: [image] });
    const { codes } = await readPdf(pdf, aReading());
    expect(codes).toMatchObject([{ format: 'QRCode', text, page: 1 }]);
    expect(codes[0]!.box!.x).toBeGreaterThan(40);
    expect(codes[0]!.box!.y).toBeGreaterThan(800 - 110);
  });

  it('reads an image again on each page, where it stands there', async () => {
    const { width, height, data } = await grayOf(await codePicture(text, 'QRCode', 1));
    const image = flate(Buffer.from(data), `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceGray`);
    const pdf = onePagePdf(`q 80 0 0 80 40 30 cm /I Do Q q 40 0 0 40 300 30 cm /I Do Q ${words}`, { resources: '/XObject<</I 5 0 R>>', objects: [image] });
    const { codes } = await readPdf(pdf, aReading());
    const [first, second] = codes.map(({ box }) => box!);
    expect(codes).toHaveLength(2);
    expect(second!.width).toBeCloseTo(first!.width / 2);
    expect(second!.x).toBeGreaterThan(300);
  });

  it.each([['QRCode', text, 1.4], ['ITF', '201234567860600007712345678901232026011291', 0.6]] as const)('reads %s drawn as shapes', async (format, content, side) => {
    const { codes } = await readPdf(onePagePdf(`${await asShapes(format, content, side)}\n${words}`), aReading());
    expect(codes).toMatchObject([{ format, text: content }]);
  });

  it('finds none where there is none', async () => {
    expect((await readPdf(onePagePdf(words), aReading())).codes).toEqual([]);
  });
});
