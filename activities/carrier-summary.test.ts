import { expect, it } from 'vitest';
import { carrierSummary } from './carrier-summary.ts';

const page = (number: number, origin: 'text' | 'ocr' | 'none') => ({ number, width: 595, height: 842, origin, words: [] });

it('names the pages that could not be read, and what each failed of', () => {
  const pages = [page(1, 'text'), page(2, 'none'), page(3, 'ocr')];
  expect(carrierSummary({ kind: 'pdf', pages, codes: [], faults: [] })).toBe('pdf+text+ocr');
  expect(carrierSummary({ kind: 'pdf', pages, codes: [{ format: 'QRCode', text: 'x', page: 1, box: null }], faults: [{ page: 2, code: 'reading_timeout', message: 'Took too long.' }] })).toBe('pdf+text+ocr+codes, p. 2: reading_timeout');
});
