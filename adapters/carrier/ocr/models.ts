import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { trimRecogniser } from './trim-recogniser.ts';

export interface OcrModels {
  detector: InferenceSession;
  recogniser: InferenceSession;
  characters: string[];
}

export const detectorFile = 'PP-OCRv6_det_small.onnx';
export const recogniserFile = 'PP-OCRv6_rec_small.onnx';

let loaded: Promise<OcrModels | null> | null = null;

/** Whether a folder holds both models, by their names alone. */
export const hasOcrModels = (folder: string): boolean => [detectorFile, recogniserFile].every((name) => existsSync(path.join(folder, name)));

/** The models of a folder, loaded once; null where they are not there, are broken, or ONNX Runtime does not run on this machine. */
export function loadOcrModels(folder: string): Promise<OcrModels | null> {
  loaded ??= load(folder).catch(() => null);
  return loaded;
}

async function load(folder: string): Promise<OcrModels | null> {
  const files = await Promise.all([detectorFile, recogniserFile].map((name) => readFile(path.join(folder, name)))).catch(() => null);
  if (!files?.[0] || !files[1]) return null;
  const { InferenceSession } = await import('onnxruntime-node');
  const options: InferenceSession.SessionOptions = {
    // Lines are read side by side instead: as many as there are threads to use just then.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // Reserving memory by pattern nearly doubles what a page-sized detection needs, for no gain in speed.
    enableMemPattern: false,
    logSeverityLevel: 3,
  };
  const { bytes, characters } = trimRecogniser(files[1]);
  return {
    detector: await InferenceSession.create(files[0], options),
    recogniser: await InferenceSession.create(bytes, options),
    characters,
  };
}
