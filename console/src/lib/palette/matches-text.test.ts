import { expect, it } from 'vitest';
import { matchesText } from './matches-text.ts';

it.each([
  ['Revisar el más dudoso', 'mas rev', true],
  ['Documentos', 'DOC', true],
  ['Documentos', 'cumen', false],
  ['Clientes', '', true],
])('%s for %s: %s', (text, typed, holds) => {
  expect(matchesText(text, typed)).toBe(holds);
});
