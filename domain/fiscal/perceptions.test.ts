import { expect, it } from 'vitest';
import { classifyTaxLabel } from './perceptions.ts';

it.each([
  ['IVA 21%', 'vat', null, null],
  ['I.V.A. 10,5 %', 'vat', null, null],
  ['Percepción IVA RG 3337', 'perception', 6, null],
  ['Perc. IVA RG 2408', 'perception', 6, null],
  ['RG 3337', 'perception', 6, null],
  ['Percep. IVA No Categorizado', 'perception', 13, null],
  ['Perc. IIBB CABA', 'perception', 7, 'CABA'],
  ['Percepción Ingresos Brutos Capital Federal', 'perception', 7, 'CABA'],
  ['PERC. IIBB PCIA. BUENOS AIRES', 'perception', 7, 'Buenos Aires'],
  ['Perc IB ARBA 3%', 'perception', 7, 'Buenos Aires'],
  ['Per./Ret. de Ingresos Brutos Ciudad Autónoma de Buenos Aires', 'perception', 7, 'CABA'],
  ['Percepción IIBB Córdoba', 'perception', 7, 'Córdoba'],
  ['Perc. Ing. Brutos Sta. Fe', 'perception', 7, 'Santa Fe'],
  ['Ingr. Brutos Mendoza', 'perception', 7, 'Mendoza'],
  ['Percepción Tucumán', 'perception', 7, 'Tucumán'],
  ['Percepción Municipal Córdoba', 'perception', 8, 'Córdoba'],
  ['Percepción Ganancias RG 4815', 'perception', 9, null],
  ['Ret. Ganancias', 'withholding', 1, null],
  ['Retención IIBB', 'withholding', 5, null],
  ['Impuestos Internos', 'internal', 4, null],
  ['Imp. Int.', 'internal', 4, null],
  ['Imp. a los Combustibles Líquidos', 'other', 1, null],
  ['Impuesto PAIS', 'other', 1, null],
  ['Impuesto de Sellos', 'other', 2, null],
  ['Tasa Seguridad e Higiene', 'other', 3, null],
  ['Otros Tributos', 'other', 99, null],
])('%s is %s, tribute %s, of %s', (label, kind, tribute, jurisdiction) => {
  const found = classifyTaxLabel(label);
  expect([found?.kind, found?.tribute, found?.jurisdiction?.name ?? null]).toEqual([kind, tribute, jurisdiction]);
});

it.each(['Importe Neto Gravado', 'Neto no gravado', 'Operaciones exentas', 'Subtotal', 'Descripción', 'IVA contenido', 'Total', ''])('%s names no tax', (label) => {
  expect(classifyTaxLabel(label)).toBeNull();
});
