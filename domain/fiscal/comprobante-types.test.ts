import { describe, expect, it } from 'vitest';
import { comprobanteCode, comprobanteType, comprobanteTypes, discriminatesVat, hasWithholdingLegend, lettersOn, signOf } from './comprobante-types.ts';

const type = (code: number) => {
  const found = comprobanteType(code);
  if (found === null) throw new Error(`no type ${code}`);
  return found;
};

describe('comprobante types', () => {
  it.each([['1', 'Factura A'], ['001', 'Factura A'], [' 06 ', 'Factura B'], [11, 'Factura C'], ['19', 'Factura de exportación E'], ['051', 'Factura M'], [201, 'Factura de Crédito Electrónica MiPyME A'], ['83', 'Tique']])('%s is %s', (code, name) => {
    expect(comprobanteType(code)?.name).toBe(name);
  });

  it.each(['0', '42', '999', '', 'A', '1000', '-1', '1.0'])('knows no %s', (code) => {
    expect(comprobanteType(code)).toBeNull();
  });

  it('has every code once', () => {
    expect(new Set(comprobanteTypes.map(({ code }) => code)).size).toBe(comprobanteTypes.length);
    expect(comprobanteTypes.length).toBeGreaterThan(110);
  });

  it.each([['A', 'factura', false, 1], ['B', 'nota-credito', false, 8], ['C', 'nota-debito', false, 12], ['E', 'factura', false, 19], ['M', 'recibo', false, 54], ['A', 'factura', true, 201], ['C', 'nota-credito', true, 213], ['A', 'tique', false, 81], ['E', 'recibo', false, null]] as const)(
    '%s %s (FCE %s) has code %s',
    (letter, family, isFce, code) => {
      expect(comprobanteCode(letter, family, { isFce })).toBe(code);
    },
  );

  it('gives credit notes a negative sign', () => {
    const negative = comprobanteTypes.filter((each) => signOf(each) === -1).map(({ code }) => code);
    expect(negative).toEqual(expect.arrayContaining([3, 8, 13, 21, 43, 44, 48, 53, 90, 110, 112, 113, 114, 119, 203, 208, 213]));
    expect(negative).not.toContain(1);
  });

  it('tells where VAT stands apart', () => {
    expect([1, 2, 3, 51, 81, 201].map((code) => discriminatesVat(type(code)))).toEqual([true, true, true, true, true, true]);
    expect([6, 7, 8, 9, 10, 11, 12, 13, 15, 19, 82, 83, 206, 207, 208, 211, 212, 213].map((code) => discriminatesVat(type(code)))).not.toContain(true);
    expect(discriminatesVat(type(66))).toBeNull();
  });

  it.each([[51, '2025-11-30', ['M']], [51, '2025-12-01', ['A', 'M']], [53, null, ['M', 'A']], [54, '2026-01-01', ['M']], [1, '2026-01-01', ['A']], [83, null, []]])('code %s on %s shows %j', (code, date, letters) => {
    expect(lettersOn(type(code), date)).toEqual(letters);
  });

  it.each([['OPERACIÓN SUJETA A  RETENCIÓN', true], ['Pago en C.B.U. informada', true], ['Factura A', false]])('%s is a legend: %s', (text, expected) => {
    expect(hasWithholdingLegend(text)).toBe(expected);
  });
});
