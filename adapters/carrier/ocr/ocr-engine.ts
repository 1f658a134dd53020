import type { Box, Word } from '../../../contract/page.ts';
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

export interface OcrOptions {
  /** Whether to find out which way the image lies; words are then placed as after `turn`. */
  mayTurn: boolean;
  /** How much a small image may be enlarged to find its lines: photos gain from it, what is drawn at reading size does not. */
  maxEnlarged: number;
  /** Boxes of words on the image that are known already, in its pixels: lines that they cover need not be read. */
  known?: readonly Box[];
  /** Told now and then while one image takes long because there is much to read on it. */
  progress?: () => void;
  /** Asked again and again, as other files come and go. */
  threads: () => number;
}

/** Reads text from pixels. */
export interface OcrEngine {
  read(image: Bitmap, options: OcrOptions): Promise<OcrResult>;
}
