import { describe, expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { readCsv, writeCsv } from './csv.ts';

describe('writeCsv', () => {
  it.each(['=1+1', '+1', '-1+2', '-', '@SUM(A1)', '\tx', '\rx', '＝1+1', '-1.5.5'])('keeps %j from being a formula, and reads it back as it was', (text) => {
    const written = writeCsv([['name'], [text]]);
    expect(written).toContain(`'${text}`);
    expect(readCsv(Buffer.from(written)).rows[0]?.cells[0]).toBe(text.replace('\r', '\n'));
  });

  it.each(['-121.00', '0.5', '-7'])('leaves the number %s to be counted with', (number) => {
    expect(writeCsv([[number]])).toBe(`${number}\r\n`);
  });

  it('quotes separators, quotes and line ends', () => {
    expect(writeCsv([['a,b', 'say "no"', 'x\ny', null, 12.5]])).toBe('"a,b","say ""no""","x\ny",,12.5\r\n');
  });
});

describe('readCsv', () => {
  it.each([
    ['semicolons', 'nombre;cuit\nPanadería;30-1\n', 'utf8'], ['a byte order mark', '\ufeffnombre,cuit\r\nPanadería,30-1', 'utf8'],
    ['tabs', 'nombre\tcuit\nPanadería\t30-1', 'utf8'], ['Latin letters of one byte', 'nombre;cuit\nPanadería;30-1', 'latin1'], ['UTF-16', '\ufeffnombre\tcuit\nPanadería\t30-1', 'utf16le'],
  ] as const)('takes %s', (_what, text, encoding) => {
    expect(readCsv(Buffer.from(text, encoding))).toEqual({ header: ['nombre', 'cuit'], rows: [{ line: 2, cells: ['Panadería', '30-1'] }] });
  });

  it('tells the last line of each row, whatever ends the lines', () => {
    expect(readCsv(Buffer.from('a\r\n"x\r\ny"\r\nz\r\n')).rows).toEqual([{ line: 3, cells: ['x\ny'] }, { line: 4, cells: ['z'] }]);
  });

  it.each([['nothing', '', 1], ['an open quote', 'a,b\n"x,y\n', 2]])('refuses %s', (_what, text, line) => {
    const code = () => { try { readCsv(Buffer.from(text)); } catch (error) { return error; } };
    expect(code()).toBeInstanceOf(AppError);
    expect((code() as AppError).details).toMatchObject({ line });
  });
});
