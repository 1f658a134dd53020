import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Bitmap } from './bitmap.ts';

// One file at a time is read in a process, with as many threads as the pool allots; libvips would take all cores and keep a cache.
sharp.concurrency(1);
sharp.cache(false);

export async function resized(bitmap: Bitmap, width: number, height: number): Promise<Bitmap> {
  if (bitmap.width === width && bitmap.height === height) return bitmap;
  const { data } = await fromBitmap(bitmap).resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer({ resolveWithObject: true });
  return { width, height, channels: bitmap.channels, data };
}

export function fromBitmap({ data, width, height, channels }: Bitmap): Sharp {
  const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  return channels === 1 ? image.toColourspace('b-w') : image;
}
