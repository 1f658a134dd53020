import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Worker } from 'tesseract.js';
import { fromBitmap } from '../image/resize.ts';
import type { Bitmap } from '../image/bitmap.ts';
import { noTurn, turnedBitmap, type Turn } from '../image/turn.ts';
import type { OcrEngine, OcrResult } from './ocr-engine.ts';

/** Mean score of a page's words at which nobody doubts which way is up. */
const sureScore = 0.7;

/** tesseract.js with Spanish and English from node_modules: weaker on numbers, and always there. Of a page that reads badly the other three directions are tried. */
export async function createTesseractOcr(): Promise<OcrEngine> {
  const worker = await startWorker();
  const readTurned = async (image: Bitmap, quarters: Turn['quarters']): Promise<OcrResult> => {
    const upright = await turnedBitmap(image, { ...noTurn, quarters });
    const png = await fromBitmap(upright).png({ compressionLevel: 1 }).toBuffer();
    const { data } = await worker.recognize(png, {}, { blocks: true });
    const words = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines.flatMap((line) => line.words)))
      .filter((word) => word.text.trim())
      .map(({ text, bbox, confidence }) => ({
        text, ocr: Math.round(confidence) / 100,
        box: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
      }));
    return { words, turn: { ...noTurn, quarters }, width: upright.width, height: upright.height };
  };
  return {
    read: async (image, { mayTurn }) => {
      let best = await readTurned(image, 0);
      if (!mayTurn || scoreOf(best) >= sureScore) return best;
      for (const quarters of [1, 2, 3] as const) {
        const other = await readTurned(image, quarters);
        if (scoreOf(other) > scoreOf(best)) best = other;
        if (scoreOf(best) >= sureScore) break;
      }
      return best;
    },
  };
}

/** Mean score of the words, the long ones counting for more; 0 for none. */
function scoreOf({ words }: OcrResult): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return letters === 0 ? 0 : words.reduce((sum, { text, ocr = 0 }) => sum + ocr * text.length, 0) / letters;
}

async function startWorker(): Promise<Worker> {
  const { createWorker, OEM } = await import('tesseract.js');
  const folder = await languagesFolder();
  try {
    return await createWorker(languages.join('+'), OEM.LSTM_ONLY, { langPath: folder, cacheMethod: 'none', logger: () => {}, errorHandler: () => {} });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const languages = ['spa', 'eng'];

/**
 * One folder that shows the data of all languages, which come in a package each. (Data handed over in memory would be taken for the
 * language's name when the engine starts: tesseract.js 7.0.0, src/worker-script/index.js, `initialize`.)
 */
async function languagesFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ocr-languages-'));
  const { resolve } = createRequire(import.meta.url);
  for (const code of languages) {
    const name = `${code}.traineddata.gz`;
    await symlink(path.join(path.dirname(resolve(`@tesseract.js-data/${code}/package.json`)), '4.0.0', name), path.join(folder, name));
  }
  return folder;
}
