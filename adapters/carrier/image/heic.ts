import { AppError } from '../../../contract/errors.ts';
import { asAppError } from '../faults.ts';
import type { Bitmap } from './bitmap.ts';

/**
 * HEIC, as telephones take it, by libheif in WebAssembly: libvips as sharp ships it decodes AV1 but not HEVC.
 * Only the first image counts; bursts and previews are not pages. Throws `image_damaged`, or what `check` throws of its size.
 */
export async function decodeHeic(bytes: Uint8Array, check: (size: { width: number; height: number }) => void): Promise<Bitmap> {
  const { default: heic } = await import('heic-decode');
  const images = await heic.all({ buffer: bytes }).catch((error: unknown) => { throw asAppError(error, 'image_damaged'); });
  try {
    const image = images[0];
    if (!image) throw new AppError('image_damaged');
    check(image);
    const { width, height, data } = await image.decode().catch((error: unknown) => { throw asAppError(error, 'image_damaged'); });
    return { width, height, channels: 3, data: withoutAlpha(data, width * height) };
  } finally {
    images.dispose();
  }
}

function withoutAlpha(rgba: Uint8ClampedArray, count: number): Uint8Array {
  const rgb = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++) {
    rgb[i * 3] = rgba[i * 4]!;
    rgb[i * 3 + 1] = rgba[i * 4 + 1]!;
    rgb[i * 3 + 2] = rgba[i * 4 + 2]!;
  }
  return rgb;
}
