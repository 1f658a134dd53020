import sharp from 'sharp';
import type { Metadata } from 'sharp';
import { AppError } from '../../../contract/errors.ts';
import { asAppError } from '../faults.ts';
import type { ImageType } from '../sniff.ts';
import type { Bitmap } from './bitmap.ts';
import { decodeHeic } from './heic.ts';
import { legibleScale } from './legible-size.ts';

export interface DecodedPage extends Bitmap {
  /** The file is damaged here, and only some of the pixels are the picture's. */
  isPartial?: boolean;
}

export interface ImagePages {
  count: number;
  /** Pixels of one page, upright by its EXIF orientation, transparency over white. Throws `image_damaged` or `image_too_large`. */
  decode(page: number): Promise<DecodedPage>;
}

/** Longest side of a page that is kept: a full A4 page at 430 dpi, above anything that reading gains from. */
const maxSide = 5000;
const maxKeptPixels = maxSide * maxSide;

// Of all that libvips can open, only what is sniffed as an image is ever handed to it.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['Jpeg', 'Png', 'Tiff', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`) });

/** Opens an image by its header alone; nothing is decoded before its size is known to be within `maxPixels`. */
export async function openImage(bytes: Uint8Array, type: ImageType, limits: { maxPixels: number; maxPages: number }): Promise<ImagePages> {
  if (type === 'image/bmp') throw new AppError('file_type_unsupported', { details: { mediaType: type } });
  const check = ({ width, height }: { width: number; height: number }) => {
    if (width * height > limits.maxPixels) throw new AppError('image_too_large', { details: { width, height, limit: limits.maxPixels } });
  };
  if (type === 'image/heic') return { count: 1, decode: () => decodeHeic(bytes, check) };
  const header = await metadata(bytes, 0);
  const count = type === 'image/tiff' ? header.pages ?? 1 : 1;
  if (count > limits.maxPages) throw new AppError('too_many_pages', { details: { pages: count, limit: limits.maxPages } });
  check(header);
  return {
    count,
    decode: async (page) => {
      const size = page === 1 ? header : await metadata(bytes, page - 1);
      check(size);
      return pixels(bytes, page, limits.maxPixels, legibleScale(size, maxSide, maxKeptPixels) * Math.max(size.width, size.height));
    },
  };
}

/** What can be had of a damaged page is better than nothing; that it is not all must be said. */
async function pixels(bytes: Uint8Array, page: number, maxPixels: number, side: number): Promise<DecodedPage> {
  return await decoded(bytes, page, maxPixels, side, 'error').catch(async () => ({ ...await decoded(bytes, page, maxPixels, side, 'none'), isPartial: true }));
}

async function decoded(bytes: Uint8Array, page: number, maxPixels: number, side: number, failOn: 'error' | 'none'): Promise<Bitmap> {
  try {
    const { data, info } = await sharp(bytes, { page: page - 1, failOn, limitInputPixels: maxPixels })
      .autoOrient().flatten({ background: '#fff' }).resize(Math.round(side), Math.round(side), { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb').removeAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    if (info.channels !== 1 && info.channels !== 3) throw new AppError('image_damaged', { details: { channels: info.channels } });
    return { width: info.width, height: info.height, channels: info.channels, data };
  } catch (error) {
    throw asAppError(error, 'image_damaged');
  }
}

async function metadata(bytes: Uint8Array, page: number): Promise<Metadata> {
  try {
    return await sharp(bytes, { page, failOn: 'none', limitInputPixels: false }).metadata();
  } catch (error) {
    throw asAppError(error, 'image_damaged');
  }
}
