import type { Bitmap } from '../image/bitmap.ts';

/** A piece of an image along its long side, and the part of it whose lines are its own: what overlaps is seen whole by one of two neighbours. */
export interface Strip {
  from: number;
  to: number;
  ownFrom: number;
  ownTo: number;
}

/** Below this share of its size print is no longer found with certainty. */
const leastScale = 0.5;
/** Length of a strip by its breadth, and the part of it that its neighbour sees too. */
const shape = 2;
const overlap = 0.12;
const maxStrips = 14;

/** Strips in which a roll is searched for lines, so that its print need not be shrunk away; one for what is no roll. */
export function stripsOf({ width, height }: Pick<Bitmap, 'width' | 'height'>, longSide: number): Strip[] {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const whole = [{ from: 0, to: long, ownFrom: 0, ownTo: long }];
  if (longSide / long >= leastScale || long < short * shape * 1.4) return whole;
  const length = Math.max(short * shape, longSide / 2);
  const count = Math.min(maxStrips, Math.ceil((long / length) * (1 + overlap)));
  const own = long / count;
  const margin = (own * overlap) / 2;
  return Array.from({ length: count }, (_, i) => ({
    from: Math.max(0, Math.round(i * own - margin)), to: Math.min(long, Math.round((i + 1) * own + margin)),
    ownFrom: i === 0 ? 0 : i * own, ownTo: i === count - 1 ? long : (i + 1) * own,
  }));
}

/** The pixels of a strip. */
export function stripOf(image: Bitmap, { from, to }: Strip): Bitmap {
  const { width, height, channels, data } = image;
  if (height >= width) return { width, height: to - from, channels, data: data.subarray(from * width * channels, to * width * channels) };
  const cut = new Uint8Array((to - from) * height * channels);
  for (let y = 0; y < height; y++) cut.set(data.subarray((y * width + from) * channels, (y * width + to) * channels), y * (to - from) * channels);
  return { width: to - from, height, channels, data: cut };
}
