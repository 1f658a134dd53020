import { describe, expect, it } from 'vitest';
import { containedVat, isContainedVat, totalBehindContainedVat } from './vat-contained.ts';
import { isVatRate, rateOf, vatOf } from './vat-rates.ts';

describe('VAT rates', () => {
  it.each(['0', '2.5', '5', '10.5', '10.50', '21', '21.00', '27.000'])('%s is legal', (rate) => expect(isVatRate(rate)).toBe(true));
  it.each(['19', '10', '22', '', '-21', '2.1', 'x'])('%s is not', (rate) => expect(isVatRate(rate)).toBe(false));
  it.each([['100', '21', '21.00'], ['0.05', '10.5', '0.01'], ['-100', '21', '-21.00']])('%s at %s is %s', (net, rate, vat) => expect(vatOf(net, rate)).toBe(vat));
  it.each([['10000', '2100', '21'], ['10000', '1050.01', '10.5'], ['1000000', '210020', '21'], ['100', '19', null], ['100', '0', '0'], ['-100', '-21', '21']])('%s and %s are of %s', (net, vat, rate) => expect(rateOf(net, vat)).toBe(rate));
});

describe('contained VAT', () => {
  it('is total × r ÷ (1 + r)', () => {
    expect(containedVat('121', '21')).toBe('21.00');
    expect(containedVat('110.50', '10.5')).toBe('10.50');
    expect([isContainedVat('21.04', '121'), isContainedVat('21.06', '121'), isContainedVat('0', '0')]).toEqual([true, false, false]);
  });

  // The case of the published trap: 360,706.09 with 62,601.88 inside.
  it.each([
    ['62601.88', ['62601.88', '360706.09', '12.00'], 'Régimen de Transparencia Fiscal al Consumidor (Ley 27.743) IVA Contenido: $ 62.601,88', '360706.09'],
    ['62601.88', ['62601.88', '360706.09'], 'Factura B', null],
    ['360706.09', ['62601.88', '360706.09'], 'IVA contenido', null],
    ['500', ['500', '360706.09'], 'IVA contenido', null],
    ['10.50', ['10.50', '110.50'], 'ley 27743', '110.50'],
    ['10.50', [], 'ley 27743', null],
  ])('takes %s of %j back to the total', (taken, amounts, text, total) => {
    expect(totalBehindContainedVat(taken, amounts, text)).toBe(total);
  });
});
