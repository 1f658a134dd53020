import { expect, it } from 'vitest';
import { layoutOfText } from '../testing/layout-of-text.ts';
import { scanDates } from './scan-dates.ts';

const read = (text: string): string[][] => scanDates(layoutOfText([text]), '2026-05-01').map((token) => token.readings.map((reading) => reading.iso));

it.each([
  ['Fecha: 31/10/2023', [['2023-10-31']]],
  ['31 /10 /23', [['2023-10-31']]],
  ['FechadeEmisión:01/02/2024', [['2024-02-01', '2024-01-02']]],
  ['Rechnungsdatum 7. Mai 2014', [['2014-05-07']]],
  ['le 02 Juillet 2015', [['2015-07-02']]],
  ['Invoice Date: August 3 , 2014', [['2014-08-03']]],
  ['9 de marzo de 2024', [['2024-03-09']]],
  ['31-oct-2023', [['2023-10-31']]],
  ['2018-04-23', [['2018-04-23']]],
  ['17.03.2025', [['2025-03-17']]],
  ['10/18/2018', [['2018-10-18']]],
  ['8-9-2022 to 22-9-2022', [['2022-09-08', '2022-08-09'], ['2022-09-22']]],
  ['05/05/2024', [['2024-05-05']]],
  ['FECHA 31 10 2023', [['2023-10-31']]],
  ['30-Jul-24', [['2024-07-30']]],
])('finds the dates of "%s"', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

it.each(['30-71733690-5', '1.234,56', '32/13/2024', 'IP 10.0.1.20', '12,345.67', '0800-222-9042'])('finds no date in "%s"', (text) => {
  expect(read(text)).toEqual([]);
});
