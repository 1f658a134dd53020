import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOfText, rollOfText } from '../../tests/fixtures/carrier/pictures.ts';
import { flateBomb } from '../../tests/fixtures/carrier/raw-pdf.ts';
import { pdfOfPages } from '../../tests/fixtures/pdf-files.ts';
import type { PageDrawer, Sheet } from '../../domain/ports.ts';
import { createPageDrawer } from './page-drawer.ts';

const sheet = (page: number, turn: Partial<Sheet['turn']> = {}): Sheet => ({ page, turn: { quarters: 0, skew: 0, ...turn } });
const sizeOf = async (png: Buffer) => {
  const { format, width, height } = await sharp(png).metadata();
  return { format, width, height };
};
/** Share of the pixels that are not white. */
const inkOf = async (png: Buffer) => 1 - (await sharp(png).grayscale().stats()).channels[0]!.mean / 255;

describe('the page drawer', () => {
  let drawer: PageDrawer;
  beforeAll(() => { drawer = createPageDrawer(); });
  afterAll(() => drawer.close());

  it('is prepared without having drawn', async () => {
    const prepared = createPageDrawer();
    try {
      prepared.prepare();
      prepared.prepare();
      expect((await prepared.draw(Buffer.from(await pdfOfPages(1)), sheet(1))).length).toBeGreaterThan(0);
    } finally {
      await prepared.close();
    }
  });

  it('draws a page of a PDF at 150 dpi', async () => {
    const png = await drawer.draw(Buffer.from(await pdfOfPages(2)), sheet(2));
    const { format, width, height } = await sizeOf(png);
    expect([format, Math.max(width, height)]).toEqual(['png', 1754]);
    expect(await inkOf(png)).toBeGreaterThan(0);
  });

  it('draws a picture upright', async () => {
    const upright = await sharp(await pageOfText(['Factura A'])).resize(600, 900, { fit: 'fill' }).png().toBuffer();
    const lying = await sharp(upright).rotate(90).png().toBuffer();
    const drawn = await drawer.draw(lying, sheet(1, { quarters: 3 }));
    expect(await sizeOf(drawn)).toMatchObject({ width: 600, height: 900 });
    const [a, b] = await Promise.all([drawn, upright].map((png) => sharp(png).grayscale().raw().toBuffer()));
    expect(a!.equals(b!)).toBe(true);
  });

  it('keeps a till roll as wide as it came, so that people can read it', async () => {
    const roll = await rollOfText(Array.from({ length: 70 }, (_, i) => `Articulo ${1000 + i} 10,50`));
    expect((await sizeOf(await drawer.draw(roll, sheet(1)))).width).toBe((await sharp(roll).metadata()).width);
  });

  it.each([
    ['a page that is not there', async () => Buffer.from(await pdfOfPages(1)), 2, 'pdf_damaged'],
    ['a broken picture', async () => (await pageOfText(['x'])).subarray(0, 40), 1, 'image_damaged'],
    ['what is neither', async () => Buffer.from('<Invoice/>'), 1, 'file_type_unsupported'],
  ] as const)('refuses %s with a code, and draws on', async (_, bytes, page, code) => {
    await expect(drawer.draw(await bytes(), sheet(page))).rejects.toMatchObject({ name: 'AppError', code });
    expect((await drawer.draw(Buffer.from(await pdfOfPages(1)), sheet(1))).length).toBeGreaterThan(0);
  });

  it('ends a page that takes too long or too much memory', async () => {
    const hurried = createPageDrawer({ timeoutMs: 300 });
    try {
      await expect(hurried.draw(flateBomb(256 * 1024 ** 2), sheet(1))).rejects.toMatchObject({ name: 'AppError', code: expect.stringMatching(/^reading_(timeout|memory)$/) as string });
    } finally {
      await hurried.close();
    }
  });
});
