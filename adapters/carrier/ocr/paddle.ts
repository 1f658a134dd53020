import type { Word } from '../../../contract/page.ts';
import type { Bitmap } from '../image/bitmap.ts';
import { noTurn, turnedSize } from '../image/turn.ts';
import type { Turn } from '../image/turn.ts';
import { intoLines } from '../lines.ts';
import { cutLine } from './cut-line.ts';
import { detectText } from './detect.ts';
import type { TextRect } from './geometry.ts';
import { isKnownLine } from './known-lines.ts';
import { lineWords } from './line-words.ts';
import type { OcrModels } from './models.ts';
import type { OcrEngine, OcrResult } from './ocr-engine.ts';
import { directed, runsVertically, skewOf, turnedRect } from './orientation.ts';
import type { DirectedRect } from './orientation.ts';
import { recogniseLine } from './recognise.ts';
import type { ReadChar } from './recognise.ts';

/** Longest side at which an image is searched for lines: small print of an A4 page is then some 9 pixels high. */
const detectionSide = 1280;
/** Lines read in both directions to tell whether a page stands on its head. */
const sampleLines = 5;
/** Mean score of the sample at which nobody doubts which way is up. */
const sureScore = 0.9;
/** Lines scored lower are specks, ornaments and handwriting. */
const leastScore = 0.35;

/** More lines than this are more than a page; so often at most is progress told, since noise has lines without end. */
const linesPerPage = 100;
const maxProgress = 5;

/** PP-OCRv6 by ONNX Runtime: lines found by the detector, each read by the recogniser, as many at a time as `threads` tells. */
export function createPaddleOcr(models: OcrModels, longSide = detectionSide): OcrEngine {
  return {
    read: async (image, { mayTurn, maxEnlarged, known = [], threads, progress }) => {
      const found = await detectText(models.detector, image, longSide, maxEnlarged);
      const rects = known.length > 0 ? found.filter((rect) => !isKnownLine(rect, known)) : found;
      if (rects.length === 0) return { words: [], turn: noTurn, ...turnedSize(image, noTurn) };
      const quarters = mayTurn ? await quartersOf(models, image, rects) : 0;
      const lines = rects.map((rect) => directed(rect, quarters));
      const turn: Turn = { quarters, skew: mayTurn ? skewOf(lines, quarters) : 0 };
      const words: Word[] = [];
      let read = 0;
      await each(lines, threads, async (line) => {
        if (++read % linesPerPage === 0 && read <= linesPerPage * maxProgress) progress?.();
        const chars = await recogniseLine(models, cutLine(image, line));
        if (meanScore(chars) >= leastScore) words.push(...lineWords(chars, turnedRect(line, image, turn)));
      });
      return { words: intoLines(words).flat(), turn, ...turnedSize(image, turn) } satisfies OcrResult;
    },
  };
}

async function quartersOf(models: OcrModels, image: Bitmap, rects: readonly TextRect[]): Promise<Turn['quarters']> {
  const [up, down] = runsVertically(rects) ? [1, 3] as const : [0, 2] as const;
  const sample = rects.map((rect) => directed(rect, up)).filter((rect) => rect.width > 2.5 * rect.height)
    .sort((p, q) => q.width - p.width).slice(0, sampleLines);
  const score = async (lines: DirectedRect[]) => {
    const scores: number[] = [];
    for (const line of lines) scores.push(meanScore(await recogniseLine(models, cutLine(image, line))));
    return scores.reduce((sum, each) => sum + each, 0) / Math.max(1, scores.length);
  };
  const upright = await score(sample);
  if (sample.length === 0 || upright >= sureScore) return up;
  const flipped = await score(sample.map((rect) => ({ ...rect, angle: rect.angle + Math.PI })));
  return flipped > upright ? down : up;
}

const meanScore = (chars: readonly ReadChar[]) => chars.reduce((sum, char) => sum + char.score, 0) / Math.max(1, chars.length);

async function each<T>(items: readonly T[], atOnce: () => number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  let running = 0;
  await new Promise<void>((resolve, reject) => {
    const fill = () => {
      if (next >= items.length && running === 0) return resolve();
      while (running < Math.max(1, atOnce()) && next < items.length) {
        running++;
        work(items[next++]!).then(() => {
          running--;
          fill();
        }, reject);
      }
    };
    fill();
  });
}
