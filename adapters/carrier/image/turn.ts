import type { Box } from '../../../contract/page.ts';
import type { Sheet } from '../../../domain/ports.ts';
import type { Bitmap } from './bitmap.ts';
import { fromBitmap } from './resize.ts';

export type Turn = Sheet['turn'];

export const noTurn: Turn = { quarters: 0, skew: 0 };

/** Below this a page looks straight to people, and lines do not run into each other. */
const leastSkew = (0.4 * Math.PI) / 180;

export const isTurned = (turn: Turn) => turn.quarters !== 0 || Math.abs(turn.skew) >= leastSkew;

/** Size of a page after turning; skew keeps the size, what it pushes over the edge is lost. */
export function turnedSize(size: { width: number; height: number }, turn: Turn): { width: number; height: number } {
  return turn.quarters % 2 === 0 ? { width: size.width, height: size.height } : { width: size.height, height: size.width };
}

/** Where a point of the page before turning lies after it. */
export function turnedPoint(x: number, y: number, size: { width: number; height: number }, turn: Turn): [number, number] {
  const { width: w, height: h } = size;
  const [qx, qy] = ([[x, y], [h - y, x], [w - x, h - y], [y, w - x]] as const)[turn.quarters];
  if (Math.abs(turn.skew) < leastSkew) return [qx, qy];
  const { width, height } = turnedSize(size, turn);
  const cos = Math.cos(turn.skew);
  const sin = Math.sin(turn.skew);
  const dx = qx - width / 2;
  const dy = qy - height / 2;
  return [width / 2 + dx * cos - dy * sin, height / 2 + dx * sin + dy * cos];
}

export function turnedBox(box: Box, size: { width: number; height: number }, turn: Turn): Box {
  const corners = [[box.x, box.y], [box.x + box.width, box.y], [box.x, box.y + box.height], [box.x + box.width, box.y + box.height]] as const;
  const points = corners.map(([x, y]) => turnedPoint(x, y, size, turn));
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The pixels of the page turned upright. */
export async function turnedBitmap(bitmap: Bitmap, turn: Turn): Promise<Bitmap> {
  let current = bitmap;
  if (turn.quarters !== 0) {
    const { data, info } = await fromBitmap(current).rotate(turn.quarters * 90).raw().toBuffer({ resolveWithObject: true });
    current = { width: info.width, height: info.height, channels: bitmap.channels, data };
  }
  if (Math.abs(turn.skew) < leastSkew) return current;
  const { width, height, channels } = current;
  const { data, info } = await fromBitmap(current).rotate((turn.skew * 180) / Math.PI, { background: '#fff' }).raw().toBuffer({ resolveWithObject: true });
  return cropped({ width: info.width, height: info.height, channels, data }, Math.round((info.width - width) / 2), Math.round((info.height - height) / 2), width, height);
}

function cropped(bitmap: Bitmap, left: number, top: number, width: number, height: number): Bitmap {
  const { channels } = bitmap;
  const data = new Uint8Array(width * height * channels).fill(255);
  for (let y = 0; y < height; y++) {
    const from = y + top;
    if (from < 0 || from >= bitmap.height) continue;
    const start = Math.max(0, left);
    const count = Math.min(bitmap.width - start, width);
    data.set(bitmap.data.subarray((from * bitmap.width + start) * channels, (from * bitmap.width + start + count) * channels), y * width * channels);
  }
  return { width, height, channels, data };
}
