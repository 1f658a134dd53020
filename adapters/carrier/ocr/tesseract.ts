import { createRequire } from 'node:module';
import path from 'node:path';
import type { Worker } from 'tesseract.js';
import { fromBitmap } from '../image/resize.ts';
import { noTurn } from '../image/turn.ts';
import type { OcrEngine } from './ocr-engine.ts';

/** tesseract.js with Spanish and English from node_modules: weaker on numbers, and always there. */
export async function createTesseractOcr(): Promise<OcrEngine> {
  const worker = await startWorker();
  return {
    read: async (image) => {
      const png = await fromBitmap(image).png({ compressionLevel: 1 }).toBuffer();
      const { data } = await worker.recognize(png, {}, { blocks: true });
      const words = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines.flatMap((line) => line.words)))
        .filter((word) => word.text.trim())
        .map(({ text, bbox, confidence }) => ({
          text, ocr: Math.round(confidence) / 100,
          box: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
        }));
      return { words, turn: noTurn, width: image.width, height: image.height };
    },
  };
}

async function startWorker(): Promise<Worker> {
  const { createWorker, OEM } = await import('tesseract.js');
  const require = createRequire(import.meta.url);
  const folder = (name: string) => path.join(path.dirname(require.resolve(`${name}/package.json`)), '4.0.0');
  const language = async (code: 'spa' | 'eng') => {
    const { readFile } = await import('node:fs/promises');
    const { gunzipSync } = await import('node:zlib');
    return { code, data: gunzipSync(await readFile(path.join(folder(`@tesseract.js-data/${code}`), `${code}.traineddata.gz`))) };
  };
  const languages = await Promise.all([language('spa'), language('eng')]);
  return createWorker(languages as never, OEM.LSTM_ONLY, { cacheMethod: 'none', logger: () => {}, errorHandler: () => {} });
}
