import { expect, it } from 'vitest';
import type { Carrier } from '../ports.ts';
import { readCarrier } from './read-carrier.ts';
import { pageOfText } from './testing/layout-of-text.ts';

const facturaA = (issuer: string, recipient: string): string[] => [
  'Molinos Quebracho S.R.L.                      A      FACTURA',
  'Ruta 5 km 12, Lincoln                      COD. 01',
  'CUIT: 30-71234567-1                            Nº 0003-00000042',
  `Condición frente al IVA: ${issuer}`,
  'Inicio de Actividades: 01/03/2005              Fecha: 02/03/2026',
  '',
  'Cliente: Almacén Don Braulio SRL          CUIT: 30-50001091-2',
  `Condición frente al IVA: ${recipient}`,
  '',
  '                                    Neto Gravado          10.000,00',
  '                                    IVA 21%                2.100,00',
  '                                    TOTAL $               12.100,00',
  'CAE N°: 76092345678901      Fecha de Vto. de CAE: 12/03/2026',
];

const read = (lines: string[], codes: Carrier['codes'] = []) =>
  readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: 1, pages: [pageOfText(lines)], codes, structures: [], faults: [], info: {} }, { today: '2026-06-01' })[0]!.extraction;
const mismatches = (lines: string[]): string[] => read(lines).reasons.filter(({ code }) => code === 'letter_mismatch').map(({ message }) => message);

it.each([
  ['IVA Responsable Inscripto', 'IVA Responsable Inscripto', []],
  ['IVA Responsable Inscripto', 'Responsable Monotributo', []],
  ['Responsable Monotributo', 'IVA Responsable Inscripto', ['Responsable Monotributo does not issue Factura A.']],
  ['IVA Responsable Inscripto', 'Consumidor Final', ['Consumidor Final does not get Factura A.']],
])('holds the letter against the conditions: %s to %s', (issuer, recipient, expected) => {
  expect(mismatches(facturaA(issuer, recipient))).toEqual(expected);
});

it('takes the remito that its code names for no invoice', () => {
  const payload = { ver: 1, fecha: '2026-03-02', cuit: 30712345671, ptoVta: 3, tipoCmp: 91, nroCmp: 42, importe: 12100, moneda: 'PES', ctz: 1, tipoCodAut: 'E', codAut: 76092345678901 };
  const text = `https://www.arca.gob.ar/fe/qr/?p=${btoa(JSON.stringify(payload))}`;
  expect(read(facturaA('IVA Responsable Inscripto', 'IVA Responsable Inscripto'), [{ format: 'QRCode', page: 1, box: null, text }]).isInvoice).toBe(false);
});
