/** Sides of an A4 page: what is longer than that is a roll or a strip, on which the short side tells the size of print. */
const longestPage = Math.SQRT2 * 2;

/**
 * How much an image may be shrunk and stay legible: pages to `side` pixels on their longest side, rolls (till receipts, panoramas) until their
 * short side is what it would be on the longest page of that size, within `maxPixels` in any case. Never above 1.
 */
export function legibleScale({ width, height }: { width: number; height: number }, side: number, maxPixels: number): number {
  const long = Math.max(width, height);
  const short = Math.max(1, Math.min(width, height));
  const wanted = Math.max(side / long, side / longestPage / short);
  return Math.min(1, wanted, Math.sqrt(maxPixels / (long * short)));
}
