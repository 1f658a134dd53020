import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.mjs';
import { say } from '../terminal.mjs';
import { cached } from './cache.mjs';
import { unpackWheel } from './wheel.mjs';

const version = '3.10.0';
const models = ['PP-OCRv6_det_small.onnx', 'PP-OCRv6_rec_small.onnx'];

/**
 * The folder with the two models (text detection and recognition) that read scans. Without them the slower and less exact
 * fallback reads, so their absence is told and not thrown.
 * @param {string} cache
 * @returns {Promise<string | undefined>}
 */
export async function obtainOcrModels(cache) {
  try {
    return await cached(cache, 'ocr-models', async (folder) => {
      say('OCR models: downloading (27 MB)');
      await unpackWheel({ package: 'rapidocr', version, folder, what: 'OCR models' });
      for (const model of models) await rename(join(folder, 'rapidocr/models', model), join(folder, model));
      for (const left of await readdir(folder)) {
        if (!models.includes(left)) await rm(join(folder, left), { recursive: true, force: true });
      }
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    say(`Scans will be read by the simpler OCR (tesseract.js): ${error.message} ${error.remedy}`);
    return undefined;
  }
}
