import { loadOcrModels } from './models.ts';
import type { OcrEngine } from './ocr-engine.ts';
import { createPaddleOcr } from './paddle.ts';
import { createTesseractOcr } from './tesseract.ts';

let opened: Promise<OcrEngine> | null = null;

/** The OCR engine of this process, loaded when the first page needs it: PP-OCRv6, or tesseract.js where that cannot be had. */
export function openOcr(modelsDir: string): Promise<OcrEngine> {
  opened ??= loadOcrModels(modelsDir).then((models) => (models ? createPaddleOcr(models) : createTesseractOcr()));
  return opened;
}
