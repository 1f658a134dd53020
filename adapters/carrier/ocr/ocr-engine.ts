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

export interface OcrOptions {
  /** A whole page, which may lie any way round and is looked at as closely as need be; else a part of a page that stands upright. */
  wholePage: boolean;
  /** Asked again and again, as other files come and go. */
  threads: () => number;
}

/** Reads text from pixels. */
export interface OcrEngine {
  read(image: Bitmap, options: OcrOptions): Promise<OcrResult>;
}
