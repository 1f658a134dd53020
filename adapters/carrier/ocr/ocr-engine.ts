import type { Word } from '../../../contract/page.ts';
import type { Bitmap } from '../image/bitmap.ts';
import type { Turn } from '../image/turn.ts';

export interface OcrResult {
  /** In reading order, boxes in pixels of the image after `turn`. */
  words: Word[];
  /** How the image must be turned to stand upright. */
  turn: Turn;
  /** Size after the turn. */
  width: number;
  height: number;
}

/** Reads text from pixels. */
export interface OcrEngine {
  /** `mayTurn` lets it find out which way is up; `threads` is asked again and again, as other files come and go. */
  read(image: Bitmap, options: { mayTurn: boolean; threads: () => number }): Promise<OcrResult>;
}
