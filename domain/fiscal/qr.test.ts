import { describe, expect, it } from 'vitest';
import { parseFiscalQr } from './qr.ts';

// The example of AFIP's QR specification.
const OFFICIAL =
  'eyJ2ZXIiOjEsImZlY2hhIjoiMjAyMC0xMC0xMyIsImN1aXQiOjMwMDAwMDAwMDA3LCJwdG9WdGEiOjEwLCJ0aXBvQ21wIjoxLCJucm9DbXAiOjk0LCJpbXBvcnRlIjoxMjEwMCwibW9uZWRhIjoiRE9MIiwiY3R6Ijo2NSwidGlwb0RvY1JlYyI6ODAsIm5yb0RvY1JlYyI6MjAwMDAwMDAwMDEsInRpcG9Db2RBdXQiOiJFIiwiY29kQXV0Ijo3MDQxNzA1NDM2NzQ3Nn0=';
const official = {
  issueDate: '2020-10-13', issuerCuit: '30000000007', pointOfSale: 10, typeCode: 1, number: 94, amount: '12100', currency: 'USD', exchangeRate: '65',
  recipientDocumentType: 80, recipientDocument: '20000000001', authorizationKind: 'CAE', authorization: '70417054367476', isDamaged: false,
};
const json = (overrides: Record<string, unknown>): string =>
  JSON.stringify({ ver: 1, fecha: '2024-05-02', cuit: 30000000007, ptoVta: 3, tipoCmp: 6, nroCmp: 21, importe: 1815.5, moneda: 'PES', ctz: 1, tipoCodAut: 'E', codAut: 74180000000017, ...overrides });
const url = (text: string): string => `https://www.afip.gob.ar/fe/qr/?p=${btoa(text)}`;

describe('fiscal QR', () => {
  it.each([
    `https://www.afip.gob.ar/fe/qr/?p=${OFFICIAL}`,
    `https://www.arca.gob.ar/fe/qr/?p=${OFFICIAL}`,
    `http://afip.gob.ar/fe/qr/?p=${OFFICIAL}`,
    `arca.gob.ar/fe/qr?p=${OFFICIAL}`,
    `HTTPS://WWW.AFIP.GOB.AR/FE/QR/?p=${OFFICIAL}`,
    `https://www.afip.gob.ar/fe/qr/?p=${encodeURIComponent(OFFICIAL)}`,
    `https://www.afip.gob.ar/fe/qr/?v=1&p=${OFFICIAL}&x=1`,
    ` https://www.afip.gob.ar/fe/qr/?p=${OFFICIAL.replace('=', '')} \n`,
    OFFICIAL,
    atob(OFFICIAL),
  ])('reads the official example from %s', (text) => {
    expect(parseFiscalQr(text)).toEqual(official);
  });

  it.each([
    [{ importe: '1815.50', cuit: '30000000007', ptoVta: '00003', nroCmp: '00000021', codAut: '74180000000017' }, { amount: '1815.50', pointOfSale: 3, number: 21, authorization: '74180000000017' }],
    [{ importe: '1.815,50' }, { amount: '1815.50' }],
    [{ importe: 0 }, { amount: '0' }],
    [{ fecha: '02/05/2024' }, { issueDate: '2024-05-02' }],
    [{ fecha: '2024-05-02T00:00:00' }, { issueDate: '2024-05-02' }],
    [{ fecha: '2024-02-31' }, { issueDate: null }],
    [{ fecha: undefined }, { issueDate: null, number: 21 }],
    [{ moneda: '060', ctz: 1100.123456 }, { currency: 'EUR', exchangeRate: '1100.123456' }],
    [{ moneda: '012' }, { currency: 'BRL' }],
    [{ tipoCodAut: 'A' }, { authorizationKind: 'CAEA' }],
    [{ tipoDocRec: 99, nroDocRec: 0 }, { recipientDocumentType: 99, recipientDocument: '0' }],
    [{ cuit: 30000000008 }, { issuerCuit: '30000000008', isDamaged: false }],
  ])('reads %j', (overrides, expected) => {
    expect(parseFiscalQr(url(json(overrides)))).toMatchObject(expected);
  });

  it('keeps long document numbers and amounts exact', () => {
    const text = json({}).replace('1815.5', '9007199254740993.07').replace('{', '{"nroDocRec":12345678901234567890,');
    expect(parseFiscalQr(url(text))).toMatchObject({ amount: null, recipientDocument: '12345678901234567890' });
    expect(parseFiscalQr(url(json({}).replace('1815.5', '900719925474099.07')))?.amount).toBe('900719925474099.07');
  });

  it('reads whole pairs of a JSON cut short, and no number that may be cut', () => {
    const whole = json({});
    expect(parseFiscalQr(url(whole.slice(0, whole.indexOf('"moneda"'))))).toMatchObject({ amount: '1815.5', number: 21, currency: null, isDamaged: true });
    expect(parseFiscalQr(url(whole.slice(0, whole.indexOf('815.5') + 3)))).toMatchObject({ amount: null, number: 21, isDamaged: true });
    expect(parseFiscalQr(url(`${whole.slice(0, whole.indexOf(',"tipoCodAut"'))},"tipoDocRec":8}`))).toMatchObject({ currency: 'ARS', authorization: null, recipientDocumentType: 8 });
  });

  it.each([
    ['url-safe', (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_')],
    ['plus taken for space', (text: string) => btoa(text).replaceAll('+', ' ')],
    ['one character too many', (text: string) => `${btoa(text).replaceAll('=', '')}A`],
  ])('reads %s base64', (_, encode) => {
    expect(parseFiscalQr(`https://www.afip.gob.ar/fe/qr/?p=${encode(json({ leyenda: 'Señal ÿ>?' }))}`)).toMatchObject({ number: 21, amount: '1815.5' });
  });

  it.each(['', 'https://www.afip.gob.ar/', 'https://example.com/fe/qr/?p=eyJ2ZXIiOjF9', 'https://www.afip.gob.ar/fe/qr/?p=', 'https://www.afip.gob.ar/fe/qr/?p=%%%', '{"a":1}', 'hello'])('is not %s', (text) => {
    expect(parseFiscalQr(text)).toBeNull();
  });
});
