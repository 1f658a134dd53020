import { describe, expect, it } from 'vitest';
import { cuitCheckDigit, cuitKind, formatCuit, isCuit, parseCuit } from './cuit.ts';

describe('CUIT', () => {
  // Published examples: the four of python-stdnum and AFIP's own in the QR specification.
  it.each(['20055361682', '20267565393', '30500010912', '33693450239', '30000000007', '20000000001'])('accepts %s', (cuit) => {
    expect(parseCuit(cuit)).toBe(cuit);
  });

  it.each(['20-05536168-2', 'CUIT: 20-05536168-2', '20 05536168 2', '20.05536168.2', '20/05536168/2', ' 20055361682 '])('reads %s', (text) => {
    expect(parseCuit(text)).toBe('20055361682');
  });

  it.each(['20055361683', '2005536168', '200553616822', '20055361628', '10055361682', '00000000000', '', '20O55361682'])('refuses %s', (text) => {
    expect(isCuit(text)).toBe(false);
  });

  it('gives 9 where the sum leaves 1, as numbers in use have it', () => {
    const ten = Array.from({ length: 100 }, (_, at) => `20${String(at).padStart(8, '0')}`).find((digits) => cuitCheckDigit(digits) === '9');
    expect(ten).toBeDefined();
  });

  it.each([['20055361682', 'person'], ['30500010912', 'company'], ['33693450239', 'company'], ['nothing', null]])('%s is of kind %s', (cuit, kind) => {
    expect(cuitKind(cuit)).toBe(kind);
  });

  it('writes dashes', () => {
    expect(formatCuit('30500010912')).toBe('30-50001091-2');
    expect(formatCuit('AB1')).toBe('AB1');
  });
});
