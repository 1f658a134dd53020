import { expect, it } from 'vitest';
import { currencyOfAfip } from './currencies.ts';

it.each([['PES', 'ARS'], ['DOL', 'USD'], ['dol', 'USD'], ['060', 'EUR'], ['60', 'EUR'], ['012', 'BRL'], ['011', 'UYU'], ['033', 'CLP'], ['USD', 'USD'], ['ARS', 'ARS'], ['', null], ['999', null], ['ABC', null]])('%s is %s', (code, iso) => {
  expect(currencyOfAfip(code)).toBe(iso);
});
