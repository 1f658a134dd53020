import type { Bitmap } from './bitmap.ts';

/** One channel of luminance (Rec. 601 weights). */
export function toGray(bitmap: Bitmap): Bitmap {
  if (bitmap.channels === 1) return bitmap;
  const { data, width, height } = bitmap;
  const gray = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < gray.length; i++, j += 3) gray[i] = (data[j]! * 77 + data[j + 1]! * 150 + data[j + 2]! * 29) >> 8;
  return { width, height, channels: 1, data: gray };
}
