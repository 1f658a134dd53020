import sharp from 'sharp';
import { expect, it, vi } from 'vitest';
import { pageOfText } from '../../../tests/fixtures/carrier/pictures.ts';
import { defaultModelsDir } from '../carrier-reader.ts';

vi.mock('onnxruntime-node', () => {
  throw new Error('no binding for this machine');
});

it('reads with tesseract.js where ONNX Runtime cannot be loaded at all', async () => {
  await expect(import('onnxruntime-node')).rejects.toThrow();
  const { openOcr } = await import('./open-ocr.ts');
  const { data, info } = await sharp(await pageOfText(['CUIT 20-12345678-6'])).grayscale().raw().toBuffer({ resolveWithObject: true });
  const engine = await openOcr(defaultModelsDir);
  const { words } = await engine.read({ width: info.width, height: info.height, channels: 1, data }, { mayTurn: false, maxEnlarged: 1, threads: () => 1 });
  expect(words.map(({ text }) => text).join(' ')).toContain('20-12345678-6');
}, 120_000);
