import { expect, it } from 'vitest';
import { pageOfText } from '../testing/layout-of-text.ts';
import { invoiceLines } from '../testing/printed-invoice.ts';
import { pageText, selectPages } from './page-text.ts';

it('keeps lines and columns', () => {
  const text = pageText(pageOfText(invoiceLines)).split('\n');
  expect(text[0]).toBe('FERRETERIA EL YUNQUE S.R.L.            A            FACTURA');
  expect(text.find((line) => line.startsWith('Producto'))).toBe('Producto / Servicio        Cantidad    Precio Unit.     Subtotal');
  expect(text.filter((line) => line === '')).toHaveLength(3);
});

it('an empty page is empty', () => {
  expect(pageText(pageOfText([]))).toBe('');
});

it('takes control characters out', () => {
  expect(pageText(pageOfText(['Total\u0000:\u200b 1,00']))).toBe('Total: 1,00');
});

it.each([[[1, 2, 3], 3, [1, 2, 3]], [[1, 2, 3, 4, 5], 3, [1, 2, 5]], [[1, 2], 1, [2]]])('of pages %j at most %i are %j', (pages, most, chosen) => {
  expect(selectPages(pages, most)).toEqual(chosen);
});
