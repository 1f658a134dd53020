import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { heicPhoto } from '../../../tests/fixtures/carrier/heic-photo.ts';
import { sniff, type ImageType } from '../sniff.ts';
import { openImage } from './decode.ts';

const limits = { maxPixels: 1_000_000, maxPages: 5 };
const blank = (width: number, height: number, background = '#fff') => sharp({ create: { width, height, channels: 3, background } });

describe('openImage', () => {
  it.each([
    ['image/jpeg', () => blank(60, 40).jpeg().toBuffer()], ['image/png', () => blank(60, 40).png().toBuffer()], ['image/webp', () => blank(60, 40).webp().toBuffer()],
    ['image/tiff', () => blank(60, 40).tiff().toBuffer()], ['image/gif', () => blank(60, 40).gif().toBuffer()], ['image/avif', () => blank(60, 40).avif().toBuffer()],
  ] as [ImageType, () => Promise<Buffer>][])('decodes %s', async (type, make) => {
    const image = await openImage(await make(), type, limits);
    expect(image.count).toBe(1);
    const { width, height, channels, data } = await image.decode(1);
    expect([width, height, data.length]).toEqual([60, 40, 60 * 40 * channels]);
  });

  it('decodes a photo in HEIC', async () => {
    const photo = heicPhoto();
    expect(sniff(photo)).toMatchObject({ kind: 'image', mediaType: 'image/heic' });
    const image = await openImage(photo, 'image/heic', limits);
    const { width, height, channels, data } = await image.decode(1);
    expect([width, height, channels, data.length]).toEqual([120, 64, 3, 120 * 64 * 3]);
    expect(data[(30 * 120 + 20) * 3]).toBeLessThan(60);
    expect(data[(30 * 120 + 100) * 3]).toBeGreaterThan(200);
    await expect((await openImage(photo, 'image/heic', { ...limits, maxPixels: 1000 })).decode(1)).rejects.toMatchObject({ code: 'image_too_large' });
  });

  it('stands a photo up by its EXIF orientation', async () => {
    const image = await openImage(await blank(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer(), 'image/jpeg', limits);
    expect(await image.decode(1)).toMatchObject({ width: 40, height: 60 });
  });

  it('shows what is transparent as white', async () => {
    const clear = await sharp({ create: { width: 10, height: 10, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
    expect((await (await openImage(clear, 'image/png', limits)).decode(1)).data[0]).toBe(255);
  });

  it('reads every page of a TIFF', async () => {
    const pages = await Promise.all(['#fff', '#000', '#888'].map((background) => blank(30, 20, background).png().toBuffer()));
    const tiff = await sharp(pages, { join: { animated: true } }).tiff().toBuffer();
    const image = await openImage(tiff, 'image/tiff', limits);
    expect(image.count).toBe(3);
    expect((await image.decode(2)).data[0]).toBe(0);
    await expect(openImage(tiff, 'image/tiff', { ...limits, maxPages: 2 })).rejects.toMatchObject({ code: 'too_many_pages' });
  });

  it('says of a photo cut short that it is not all there', async () => {
    const photo = await sharp(Buffer.from(Uint8Array.from({ length: 300 * 200 * 3 }, (_, i) => (i * 2_654_435_761) % 251)), { raw: { width: 300, height: 200, channels: 3 } }).jpeg().toBuffer();
    const [whole, cut] = await Promise.all([photo, photo.subarray(0, photo.length / 2)].map(async (bytes) => (await openImage(bytes, 'image/jpeg', limits)).decode(1)));
    expect([whole?.isPartial, cut?.isPartial, cut?.width]).toEqual([undefined, true, 300]);
  });

  it('refuses by the declared size, before decoding', async () => {
    await expect(openImage(await blank(2000, 1000).png().toBuffer(), 'image/png', limits)).rejects.toMatchObject({ code: 'image_too_large', details: { width: 2000, height: 1000 } });
  });

  it.each([['image/png', '89504e470d0a1a0a00'], ['image/heic', '0000001866747970686569630000000068656963']] as const)('calls a broken %s damaged', async (type, hex) => {
    const opened = openImage(Buffer.from(hex, 'hex'), type, limits).then((image) => image.decode(1));
    await expect(opened).rejects.toMatchObject({ code: 'image_damaged' });
  });

  it('does not take a bitmap of Windows', async () => {
    await expect(openImage(Buffer.from('BM'), 'image/bmp', limits)).rejects.toMatchObject({ code: 'file_type_unsupported' });
  });
});
