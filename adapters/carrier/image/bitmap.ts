/** Uncompressed pixels, rows packed, 8 bits a channel: gray (1) or RGB (3). */
export interface Bitmap {
  width: number;
  height: number;
  channels: 1 | 3;
  data: Uint8Array;
}
