import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { codePicture, grayOf } from '../../../tests/fixtures/carrier/pictures.ts';
import { looksLikeCode } from './looks-like-code.ts';
import { searchCodes, searchPicture } from './search-codes.ts';

const url = `https://www.afip.gob.ar/fe/qr/?p=${Buffer.from(JSON.stringify({ ver: 1, fecha: '2026-01-02', cuit: 20123456786, ptoVta: 7, tipoCmp: 6, nroCmp: 31, importe: 121 })).toString('base64')}`;
const digits = '201234567860600007712345678901232026011291';

/** A code somewhere on a white page of 1200 by 1600 pixels. */
async function page(code: Buffer, change: (image: Sharp) => Sharp = (image) => image): Promise<Buffer> {
  const placed = await sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#fff' } }).composite([{ input: code, left: 150, top: 1100 }]).png().toBuffer();
  return change(sharp(placed)).png().toBuffer();
}

describe('searchCodes', () => {
  it.each([
    ['as it is', (image: Sharp) => image],
    ['on its side', (image: Sharp) => image.rotate(90)],
    ['on its head', (image: Sharp) => image.rotate(180)],
    ['askew', (image: Sharp) => image.rotate(17, { background: '#fff' })],
    ['light on dark', (image: Sharp) => image.negate()],
    ['blurred', (image: Sharp) => image.blur(1.2)],
    ['in low contrast', (image: Sharp) => image.linear(0.25, 120)],
  ])('finds a QR code %s', async (_name, change) => {
    const found = await searchCodes(await grayOf(await page(await codePicture(url), change)), true);
    expect(found).toMatchObject([{ format: 'QRCode', text: url }]);
  });

  it.each([['ITF', 'ITF', digits], ['Code128', 'Code128', digits], ['PDF417', 'PDF417', '<TED version="1.0"><DD><RE>1-9</RE></DD></TED>']] as const)('finds %s', async (_name, format, text) => {
    const found = await searchCodes(await grayOf(await page(await codePicture(text, format, 2))), true);
    expect(found).toMatchObject([{ format, text }]);
  });

  it('tells where on the page', async () => {
    const [found] = await searchCodes(await grayOf(await page(await codePicture('hola', 'QRCode', 8))), false);
    expect(found!.box.x).toBeGreaterThan(150);
    expect(found!.box.y).toBeGreaterThan(1100);
    expect(found!.box.width).toBeLessThan(300);
  });

  it('finds nothing on a page without any, nor on a flat sliver', async () => {
    expect(await searchCodes(await grayOf(await page(await sharp({ create: { width: 9, height: 9, channels: 3, background: '#000' } }).png().toBuffer())), true)).toEqual([]);
    expect(await searchCodes({ width: 5000, height: 25, channels: 1, data: new Uint8Array(125_000).fill(255) }, true)).toEqual([]);
  });
});

describe('searchPicture', () => {
  it.each([1, 2, 9])('reads a code cut to its edge, %s pixels a module', async (scale) => {
    const picture = await codePicture(url, 'QRCode', scale);
    const side = (await sharp(picture).metadata()).width - 8 * scale;
    const bare = await sharp(picture).extract({ left: 4 * scale, top: 4 * scale, width: side, height: side }).png().toBuffer();
    expect(await searchPicture(await grayOf(bare))).toMatchObject([{ text: url }]);
  });

  it('finds what stands beside a small code', async () => {
    const [qr, other] = [await sharp(await codePicture('hola', 'QRCode', 3)).toBuffer(), await codePicture('adios', 'DataMatrix', 6)];
    const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#fff' } })
      .composite([{ input: qr, left: 10, top: 10 }, { input: other, left: 200, top: 100 }]).png().toBuffer();
    expect((await searchPicture(await grayOf(picture))).map(({ text }) => text).toSorted()).toEqual(['adios', 'hola']);
  });
});

describe('looksLikeCode', () => {
  it('tells a code from a plain picture', async () => {
    expect(looksLikeCode(await grayOf(await codePicture('hola')))).toBe(true);
    expect(looksLikeCode({ width: 200, height: 200, channels: 1, data: new Uint8Array(40_000).map((_, i) => i % 200) })).toBe(false);
  });
});
