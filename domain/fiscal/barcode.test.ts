import { describe, expect, it } from 'vitest';
import { barcodeCheckDigit, parseBarcode } from './barcode.ts';

const closed = (digits: string): string => digits + barcodeCheckDigit(digits);
const BODY = '30000000007' + '001' + '00010' + '70417054367476' + '20201023';

describe('fiscal bar code', () => {
  it('computes the check digit of RG 1702', () => {
    // Odd places 1+3+5+7+9 = 25 × 3, even 2+4+6+8 = 20: 95, and 5 are missing to 100.
    expect(barcodeCheckDigit('123456789')).toBe('5');
    expect(barcodeCheckDigit('0')).toBe('0');
  });

  it('reads 42 digits, and 41 without check digit', () => {
    const expected = { issuerCuit: '30000000007', typeCode: 1, pointOfSale: 10, authorization: '70417054367476', authorizationDueDate: '2020-10-23' };
    expect(parseBarcode(closed(BODY))).toEqual({ ...expected, isChecked: true });
    expect(parseBarcode(`${BODY.slice(0, 20)} ${BODY.slice(20)}`)).toEqual({ ...expected, isChecked: false });
  });

  it('reads the older 40 digits', () => {
    expect(parseBarcode(closed('30000000007' + '06' + '0003' + '64417054367476' + '20141231'))).toMatchObject({ typeCode: 6, pointOfSale: 3, authorizationDueDate: '2014-12-31' });
  });

  it.each([
    ['a wrong check digit', closed(BODY).slice(0, -1) + ((Number(closed(BODY).at(-1)) + 1) % 10)],
    ['a wrong CUIT', closed(`30000000008${BODY.slice(11)}`)],
    ['no such day', closed(`${BODY.slice(0, 33)}20201332`)],
    ['another length', '1234567890123'],
    ['letters', 'A'.repeat(42)],
    ['nothing', ''],
  ])('refuses %s', (_, digits) => {
    expect(parseBarcode(digits)).toBeNull();
  });
});
