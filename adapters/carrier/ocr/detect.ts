import { Tensor } from 'onnxruntime-node';
import type { InferenceSession } from 'onnxruntime-node';
import type { Bitmap } from '../image/bitmap.ts';
import { resized } from '../image/resize.ts';
import type { TextRect } from './geometry.ts';
import { textAreas } from './text-areas.ts';
import { stripOf, stripsOf } from './strips.ts';

/** The network halves five times, so its input is a multiple of this. */
const multiple = 32;

/** Finds lines of text, in pixels of the image; a roll is searched strip by strip, see `detectWhole`. */
export async function detectText(detector: InferenceSession, image: Bitmap, longSide: number, maxEnlarged: number): Promise<TextRect[]> {
  const strips = stripsOf(image, longSide);
  if (strips.length === 1) return detectWhole(detector, image, longSide, maxEnlarged);
  const isTall = image.height >= image.width;
  const found: TextRect[] = [];
  for (const strip of strips) {
    for (const rect of await detectWhole(detector, stripOf(image, strip), longSide, maxEnlarged)) {
      const placed = isTall ? { ...rect, cy: rect.cy + strip.from } : { ...rect, cx: rect.cx + strip.from };
      const at = isTall ? placed.cy : placed.cx;
      if (at >= strip.ownFrom && at < strip.ownTo) found.push(placed);
    }
  }
  return found;
}

/**
 * Finds lines of text, in pixels of the image. The network looks at it with its longest side at `longSide`, but never enlarged by more than
 * `maxEnlarged`.
 */
async function detectWhole(detector: InferenceSession, image: Bitmap, longSide: number, maxEnlarged: number): Promise<TextRect[]> {
  const scale = Math.min(longSide / Math.max(image.width, image.height), maxEnlarged);
  const width = Math.max(multiple, Math.round((image.width * scale) / multiple) * multiple);
  const height = Math.max(multiple, Math.round((image.height * scale) / multiple) * multiple);
  const input = new Tensor('float32', planes(await resized(image, width, height)), [1, 3, height, width]);
  const output = await detector.run({ [detector.inputNames[0]!]: input });
  const map = output[detector.outputNames[0]!]!;
  const sx = image.width / width;
  const sy = image.height / height;
  const areas = textAreas(map.data as Float32Array, width, height);
  map.dispose();
  return areas.map((rect) => ({ cx: rect.cx * sx, cy: rect.cy * sy, width: rect.width * sx, height: rect.height * sy, angle: rect.angle }));
}

/** Blue, green, red planes in -1 … 1, as the network was trained. */
function planes({ data, width, height, channels }: Bitmap): Float32Array {
  const size = width * height;
  const out = new Float32Array(size * 3);
  for (let i = 0; i < size; i++) {
    const at = i * channels;
    out[i] = data[channels === 3 ? at + 2 : at]! / 127.5 - 1;
    out[size + i] = data[channels === 3 ? at + 1 : at]! / 127.5 - 1;
    out[2 * size + i] = data[at]! / 127.5 - 1;
  }
  return out;
}
