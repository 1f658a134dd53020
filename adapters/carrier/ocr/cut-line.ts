import type { Bitmap } from '../image/bitmap.ts';
import type { TextRect } from './geometry.ts';

/** Height at which the recogniser reads. */
export const lineHeight = 48;
const maxWidth = 2400;
const minWidth = 48;

export interface LineInput {
  /** Blue, green, red planes of `lineHeight` rows, -1 … 1. */
  data: Float32Array;
  width: number;
  /** Share of the width that is line, the rest being padding. */
  used: number;
}

/** Cuts a line out of the image, turned level along its angle and scaled to the recogniser's height. */
export function cutLine(image: Bitmap, rect: TextRect): LineInput {
  const across = Math.max(1, rect.height);
  const natural = Math.max(1, Math.round((rect.width / across) * lineHeight));
  const inner = Math.min(maxWidth, natural);
  const width = Math.min(maxWidth, Math.max(minWidth, Math.ceil(inner / 8) * 8));
  const data = new Float32Array(3 * lineHeight * width);
  const stepU = rect.width / inner;
  const stepV = across / lineHeight;
  const ux = Math.cos(rect.angle);
  const uy = Math.sin(rect.angle);
  // Where the line is larger than the input, each value is the mean over the pixels that it stands for.
  const taps = Math.min(4, Math.max(1, Math.round(Math.max(stepU, stepV))));
  const weight = 1 / (taps * taps * 127.5);
  const plane = lineHeight * width;
  const { width: w, height: h, channels, data: pixels } = image;
  for (let row = 0; row < lineHeight; row++) {
    for (let col = 0; col < inner; col++) {
      let b = 0, g = 0, r = 0;
      for (let ty = 0; ty < taps; ty++) {
        const v = (row + (ty + 0.5) / taps) * stepV - across / 2;
        for (let tx = 0; tx < taps; tx++) {
          const u = (col + (tx + 0.5) / taps) * stepU - rect.width / 2;
          const x = rect.cx + u * ux - v * uy - 0.5;
          const y = rect.cy + u * uy + v * ux - 0.5;
          const x0 = x < 0 ? 0 : x >= w - 1 ? w - 1 : Math.floor(x);
          const y0 = y < 0 ? 0 : y >= h - 1 ? h - 1 : Math.floor(y);
          const x1 = x0 + 1 < w ? x0 + 1 : x0;
          const y1 = y0 + 1 < h ? y0 + 1 : y0;
          const fx = Math.min(1, Math.max(0, x - x0));
          const fy = Math.min(1, Math.max(0, y - y0));
          const w00 = (1 - fx) * (1 - fy), w10 = fx * (1 - fy), w01 = (1 - fx) * fy, w11 = fx * fy;
          const p00 = (y0 * w + x0) * channels, p10 = (y0 * w + x1) * channels, p01 = (y1 * w + x0) * channels, p11 = (y1 * w + x1) * channels;
          r += pixels[p00]! * w00 + pixels[p10]! * w10 + pixels[p01]! * w01 + pixels[p11]! * w11;
          if (channels === 3) {
            g += pixels[p00 + 1]! * w00 + pixels[p10 + 1]! * w10 + pixels[p01 + 1]! * w01 + pixels[p11 + 1]! * w11;
            b += pixels[p00 + 2]! * w00 + pixels[p10 + 2]! * w10 + pixels[p01 + 2]! * w01 + pixels[p11 + 2]! * w11;
          }
        }
      }
      const at = row * width + col;
      data[at] = (channels === 3 ? b : r) * weight - 1;
      data[plane + at] = (channels === 3 ? g : r) * weight - 1;
      data[2 * plane + at] = r * weight - 1;
    }
  }
  return { data, width, used: inner / width };
}
