import { loadOcrModels } from './models.ts';
import type { OcrEngine } from './ocr-engine.ts';
import { createTesseractOcr } from './tesseract.ts';

let opened: Promise<OcrEngine> | null = null;

/** The OCR engine of this process, loaded when the first page needs it: PP-OCRv6, or tesseract.js where that cannot be had. */
export function openOcr(modelsDir: string): Promise<OcrEngine> {
  opened ??= open(modelsDir);
  return opened;
}

async function open(modelsDir: string): Promise<OcrEngine> {
  const models = await loadOcrModels(modelsDir);
  if (!models) return createTesseractOcr();
  // ONNX Runtime comes with this module, and is not there on every machine.
  const { createPaddleOcr } = await import('./paddle.ts');
  return createPaddleOcr(models);
}
