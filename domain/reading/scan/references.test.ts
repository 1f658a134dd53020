import { expect, it } from 'vitest';
import { layoutOfText } from '../testing/layout-of-text.ts';
import { referenceIn } from './references.ts';
import { scan } from './scan.ts';
import { pageOfText } from '../testing/layout-of-text.ts';

const referred = (text: string): string | null => {
  const [line] = layoutOfText([text]).lines;
  const found = line && referenceIn(line);
  return found ? line.text.slice(found.from, found.to).trim().replace(/^[:\s]+/, '') : null;
};

it.each([
  ['Comprobante asociado: Factura A 0003-00000011 del 01/02/2026', 'Factura A 0003-00000011 del 01/02/2026'],
  ['Cbte. asoc. 0003-00000011', '0003-00000011'],
  ['Rectifica la factura F-11 de 01/02/2026', 'F-11 de 01/02/2026'],
  ['Original invoice F-11 dated 02/01/2026', 'F-11 dated 02/01/2026'],
  ['Orlglnal lnvolce F-11', 'F-11'],
  ['zu Rechnung 4711 vom 01.02.2026', '4711 vom 01.02.2026'],
  ['Avoir sur la facture 12 du 01/02/2026', '12 du 01/02/2026'],
  ['Rif. fattura 12 del 01/02/2026', '12 del 01/02/2026'],
  ['Betreft factuur 12 van 01-02-2026', '12 van 01-02-2026'],
  ['Referente à fatura 12 de 01/02/2026', '12 de 01/02/2026'],
  ['İadeye konu fatura: ABC12 01.02.2026', 'ABC12 01.02.2026'],
])('hears in "%s" what another invoice is called', (text, name) => {
  expect(referred(text)).toBe(name);
});

it.each(['Factura A 0003-00000011', 'Original', 'Rechnung Nr. 4711', 'Invoice 12', 'Facture du 01/02/2026', 'Condiciones: 30 días fecha factura'])('hears none in "%s"', (text) => {
  expect(referred(text)).toBeNull();
});

it('keeps number, day and sum of another invoice from being this one\'s', () => {
  const { numbers, dates, amounts } = scan([pageOfText(['NOTA DE CRÉDITO Nº 0003-00000042    Fecha: 02/03/2026', 'Comprobante asociado: Factura A 0003-00000011 del 01/02/2026 por $ 900,00', 'TOTAL $ 121,00'])], [], { today: '2026-06-01' });
  expect([numbers.filter(({ parts }) => parts).map(({ text }) => text), dates.map(({ readings }) => readings[0]?.iso), amounts.map(({ text }) => text)]).toEqual([['0003-00000042'], ['2026-03-02'], [expect.stringContaining('121,00')]]);
});
