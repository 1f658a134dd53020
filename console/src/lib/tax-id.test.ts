import { expect, it } from 'vitest';
import { formatTaxId, taxIdHint } from './tax-id.ts';

it.each([
  ['', 'empty'],
  ['30-5000', 'incomplete'],
  ['30-50001091-2', 'right'],
  ['30500010912', 'right'],
  ['30-50001091-3', 'wrong'],
  ['B12345678', 'foreign'],
  ['123456789012', 'foreign'],
])('%s is %s', (text, hint) => {
  expect(taxIdHint(text)).toBe(hint);
});

it('writes a CUIT with dashes and leaves others alone', () => {
  expect(formatTaxId('30500010912')).toBe('30-50001091-2');
  expect(formatTaxId('B12345678')).toBe('B12345678');
});
