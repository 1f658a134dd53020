import { expect, it } from 'vitest';
import { fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { ublXml } from '../../tests/fixtures/e-invoices/ubl-xml.ts';
import type { Carrier } from '../ports.ts';
import { isSettled } from './is-settled.ts';
import { carrierOf, context, invoiceLines } from './testing/printed-invoice.ts';

const qr = (fields: Record<string, unknown> = {}): Carrier['codes'][number] => ({
  format: 'QRCode', page: 1, box: null,
  text: `https://www.arca.gob.ar/fe/qr/?p=${btoa(JSON.stringify({ ver: 1, fecha: '2026-03-06', cuit: 30500010912, ptoVta: 3, tipoCmp: 1, nroCmp: 153, importe: 12100, moneda: 'PES', ctz: 1, tipoDocRec: 80, nroDocRec: 30712345671, tipoCodAut: 'E', codAut: 76100000000012, ...fields }))}`,
});
const settled = (lines: string[], codes: Carrier['codes'], rest: Partial<Carrier> = {}): boolean => isSettled({ ...carrierOf(lines), codes, ...rest }, context);
const without = (...hidden: string[]) => invoiceLines.map((line) => hidden.reduce((text, one) => text.replace(one, ' '.repeat(one.length)), line));

it('is settled where a fiscal code confirms what the words say, or an e-invoice states it', () => {
  expect(settled(invoiceLines, [qr()])).toBe(true);
  expect(settled([], [], { structures: [{ name: 'factur-x.xml', xml: ublXml(fixtureInvoice()) }] })).toBe(true);
});

it.each<[string, string[], Carrier['codes'], Partial<Carrier>?]>([
  ['neither a code nor an e-invoice is there', invoiceLines, []],
  ['the code states another total than the page', invoiceLines, [qr({ importe: 99_999 })]],
  ['the code states no total', invoiceLines, [qr({ importe: 0 })]],
  ['the issuer is named nowhere', without('FERRETERIA EL YUNQUE S.R.L.', 'Razon Social: Ferreteria El Yunque S.R.L.'), [qr()]],
  ['a page could not be read', invoiceLines, [qr()], { faults: [{ page: 2, code: 'pdf_damaged', message: 'broken' }] }],
  ['the words are of no invoice', ['REMITO', 'CUIT: 30-50001091-2', 'Documento no válido como factura', ...without('FACTURA').slice(1)], [qr()]],
])('is open where %s', (_, lines, codes, rest) => {
  expect(settled(lines, codes, rest)).toBe(false);
});
