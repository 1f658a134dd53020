import type { Bitmap } from '../image/bitmap.ts';

const sampleRows = 24;
/** Changes between dark and light along a row; even the smallest QR code, of 21 modules, has about ten in a usual row. */
const leastChanges = 8;

/** Whether an image alternates between dark and light often enough, in enough of its rows, to be worth searching for a code. */
export function looksLikeCode({ width, height, data }: Bitmap): boolean {
  let busy = 0;
  for (let i = 0; i < sampleRows; i++) {
    const row = Math.floor(((i + 0.5) / sampleRows) * height) * width;
    let low = 255;
    let high = 0;
    for (let x = 0; x < width; x++) {
      const value = data[row + x]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low < 60) continue;
    const middle = (low + high) / 2;
    let changes = 0;
    for (let x = 1; x < width; x++) if (data[row + x]! < middle !== data[row + x - 1]! < middle) changes++;
    if (changes >= leastChanges) busy++;
  }
  return busy >= sampleRows / 3;
}
