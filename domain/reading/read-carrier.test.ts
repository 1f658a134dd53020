import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../contract/extraction.ts';
import type { Page } from '../../contract/page.ts';
import type { Carrier } from '../ports.ts';
import { readCarrier } from './read-carrier.ts';
import type { Reading, ReadingContext } from './reading.ts';
import { pageOfText } from './testing/layout-of-text.ts';

const carrier = (pages: Page[], rest: Partial<Carrier> = {}): Carrier => ({ kind: 'pdf', mediaType: 'application/pdf', pageCount: pages.length, pages, codes: [], structures: [], faults: [], info: {}, ...rest });
const readAll = (pages: Page[], rest: Partial<Carrier> = {}, context: Partial<ReadingContext> = {}): Reading[] => readCarrier(carrier(pages, rest), { today: '2026-06-01', ...context });
const read = (lines: string[], rest: Partial<Carrier> = {}, context: Partial<ReadingContext> = {}): Extraction => readAll([pageOfText(lines)], rest, context)[0]?.extraction as Extraction;
const values = (extraction: Extraction): Record<string, string> => Object.fromEntries(Object.entries(extraction.fields).map(([name, field]) => [name, field.value]));

const facturaA = (number = '00000042', extra: string[] = []): string[] => [
  'Molinos Quebracho S.R.L.                      A      FACTURA',
  'Ruta 5 km 12, Lincoln                      COD. 01',
  `CUIT: 30-71234567-1                            Nº 0003-${number}`,
  'Inicio de Actividades: 01/03/2005              Fecha: 02/03/2026',
  '',
  'Cliente: Almacén Don Braulio SRL          CUIT: 30-50001091-2',
  '',
  'Descripción                 Cantidad     Precio Unit.      Importe',
  'Harina 000 x 25 kg              10,00        1.000,00     10.000,00',
  '',
  '                                    Neto Gravado          10.000,00',
  '                                    IVA 21%                2.100,00',
  '                                    Perc. IIBB               300,00',
  '                                    TOTAL $               12.400,00',
  ...extra,
  'CAE N°: 76092345678901      Fecha de Vto. de CAE: 12/03/2026',
];

const qr = (fields: Record<string, unknown>): Carrier['codes'][number] => ({
  format: 'QRCode', page: 1, box: null,
  text: `https://www.arca.gob.ar/fe/qr/?p=${btoa(JSON.stringify({ ver: 1, fecha: '2026-03-02', cuit: 30712345671, ptoVta: 3, tipoCmp: 1, nroCmp: 42, importe: 12400, moneda: 'PES', ctz: 1, tipoDocRec: 80, nroDocRec: 30500010912, tipoCodAut: 'E', codAut: 76092345678901, ...fields }))}`,
});

it('reads a factura A with perceptions from its words', () => {
  const extraction = read(facturaA());
  expect(values(extraction)).toMatchObject({
    issuerName: 'Molinos Quebracho S.R.L.', issuerTaxId: '30712345671', recipientName: 'Almacén Don Braulio SRL', recipientTaxId: '30500010912', invoiceType: 'A', invoiceTypeCode: '1', invoiceNumber: '0003-00000042', pointOfSale: '3',
    issueDate: '2026-03-02', currency: 'ARS', netAmount: '10000.00', taxAmount: '2100.00', totalAmount: '12400.00', cae: '76092345678901', caeDueDate: '2026-03-12',
  });
  expect(extraction.taxes).toMatchObject([{ kind: 'vat', rate: '21', amount: '2100.00' }, { kind: 'perception', amount: '300.00' }]);
  expect(extraction.lineItems).toMatchObject([{ description: expect.stringContaining('Harina'), quantity: '10.00', amount: '10000.00' }]);
  expect(extraction.fields.totalAmount?.box).not.toBeNull();
});

it('is surer where the QR agrees, and says so where it does not', () => {
  const alone = read(facturaA());
  const agreed = read(facturaA(), { codes: [qr({})] });
  expect(agreed.confidence).toBeGreaterThan(alone.confidence);
  expect(agreed.fields.totalAmount?.source).toBe('qr');
  const differs = read(facturaA(), { codes: [qr({ importe: 99999 })] });
  expect(differs.reasons).toContainEqual(expect.objectContaining({ code: 'code_mismatch', field: 'totalAmount', blocking: true }));
});

it('leaves a QR amount of zero aside', () => {
  const extraction = read(facturaA(), { codes: [qr({ importe: 0 })] });
  expect(values(extraction)['totalAmount']).toBe('12400.00');
  expect(extraction.reasons.map((reason) => reason.code)).not.toContain('code_mismatch');
});

it('takes the total, not the VAT contained in it, and states no VAT of a factura B', () => {
  const extraction = read([
    'Almacén Don Braulio SRL                       B      FACTURA', '                                           COD. 06', 'CUIT: 30-50001091-2                            Nº 0003-00000042', 'Inicio de Actividades: 01/03/2005              Fecha: 02/03/2026', '',
    'Señor(es): Consumidor Final', '', 'Descripción                 Cantidad     Precio Unit.      Importe', 'Bicicleta rodado 29              1,00      360.706,09    360.706,09', '',
    '                                                          360.706,09', 'Régimen de Transparencia Fiscal al Consumidor (Ley 27.743)', 'IVA Contenido: 62.601,88', 'CAE N°: 76092345678901      Fecha de Vto. de CAE: 12/03/2026',
  ]);
  expect(values(extraction)).toMatchObject({ totalAmount: '360706.09', invoiceType: 'B' });
  expect(extraction.fields.taxAmount).toBeUndefined();
});

it('reads the original once though duplicado and triplicado follow', () => {
  const pages = ['ORIGINAL', 'DUPLICADO', 'TRIPLICADO'].map((copy, i) => pageOfText([copy, ...facturaA()], i + 1));
  const readings = readAll(pages);
  expect(readings).toHaveLength(1);
  expect(readings[0]).toMatchObject({ pages: { first: 1, last: 3 }, extraction: { lineItems: [{}] } });
});

it('splits a file where the number changes', () => {
  const readings = readAll([pageOfText(facturaA('00000042'), 1), pageOfText(facturaA('00000043'), 2)]);
  expect(readings.map(({ pages, extraction }) => [pages, extraction.fields.invoiceNumber?.value])).toEqual([[{ first: 1, last: 1 }, '0003-00000042'], [{ first: 2, last: 2 }, '0003-00000043']]);
  expect(readings[0]?.extraction.reasons.map((reason) => reason.code)).toContain('several_invoices');
});

describe('a file whose pages name no numbers', () => {
  const unnumbered = (issuer: [name: string, cuit: string], total: string, foot: string): string[] => [
    `${issuer[0]}                      C      FACTURA`, `CUIT: ${issuer[1]}                   Fecha: 02/03/2026`, 'Inicio de Actividades: 01/03/2005', '', 'Cliente: Consumidor Final', '',
    'Descripción                 Cantidad     Precio Unit.      Importe', `Servicio del mes                 1,00     ${total}     ${total}`, '', `                                    TOTAL $               ${total}`, '', foot,
  ];
  const mill: [string, string] = ['Molinos Quebracho S.R.L.', '30-71234567-1'];
  const store: [string, string] = ['Almacén Don Braulio SRL', '30-50001091-2'];
  const ranges = (...pages: string[][]): (Reading['pages'])[] => readAll(pages.map((lines, i) => pageOfText(lines, i + 1))).map(({ pages: range }) => range);

  it('is split where their count begins again', () => {
    expect(ranges(unnumbered(mill, '900,00', 'Página 1 de 1'), unnumbered(mill, '1.250,00', 'Página 1 de 2'), ['Condiciones de la garantía', 'Página 2 de 2'], unnumbered(mill, '75,50', 'Página 1 de 1')))
      .toEqual([{ first: 1, last: 1 }, { first: 2, last: 3 }, { first: 4, last: 4 }]);
  });

  it('is split where another issuer begins', () => {
    expect(ranges(unnumbered(mill, '900,00', ''), unnumbered(store, '1.250,00', ''))).toEqual([{ first: 1, last: 1 }, { first: 2, last: 2 }]);
  });

  it('stays whole where copies, annexes and further pages follow', () => {
    expect(ranges(unnumbered(mill, '900,00', 'Página 1 de 1'), unnumbered(mill, '900,00', 'Página 1 de 1'))).toEqual([{ first: 1, last: 2 }]);
    expect(ranges(unnumbered(mill, '900,00', 'Página 1 de 1'), ['Condiciones generales de venta', 'El comprador acepta los términos.', 'Página 1 de 1'])).toEqual([{ first: 1, last: 2 }]);
  });
});

it('blocks a CUIT that fails its check digit and a date to come', () => {
  const wrongId = read(facturaA().map((line) => line.replace('30-71234567-1', '30-71234567-9')));
  expect(wrongId.reasons).toContainEqual(expect.objectContaining({ code: 'tax_id_check_failed', field: 'issuerTaxId', blocking: true }));
  const future = read(facturaA(), {}, { today: '2025-01-01' });
  expect(future.reasons).toContainEqual(expect.objectContaining({ code: 'date_implausible', blocking: true }));
});

it('asks a person where the invoice is not addressed to the client', () => {
  const mine = read(facturaA(), {}, { client: { name: 'Almacén Don Braulio', taxId: '30-50001091-2' } });
  expect(mine.reasons.map((reason) => reason.code)).not.toContain('not_addressed_to_client');
  const other = read(facturaA(), {}, { client: { name: 'Otra Cosa SA', taxId: '30-70000000-0' } });
  expect(other.reasons).toContainEqual(expect.objectContaining({ code: 'not_addressed_to_client', blocking: true }));
});

it.each([
  ['a letter', ['Estimado Sr. Paz:', '', 'Por la presente le comunicamos que a partir del mes próximo las oficinas', 'atenderán de lunes a viernes de 9 a 18 horas en la nueva dirección indicada.', '', 'Saluda a usted muy atentamente,', 'La Administración']],
  ['a purchase order', ['PURCHASE ORDER', 'PO Number: 4711        Date: 01/02/2026', 'Supplier: Kestrel Supplies', '', 'Description      Qty     Unit Price', 'Steel bracket     40', 'Cable             10']],
  ['a delivery note', ['DELIVERY NOTE', 'Delivery note no: 88     Order no: 12', '', 'Item          Quantity', 'Bracket       40', 'Received in good order']],
  ['an empty form', ['FACTURA', 'Nº: ________   Fecha: ___/___/____', 'Cliente:', 'CUIT:', 'Descripción    Cantidad    Precio    Importe', 'TOTAL']],
  ['nothing', []],
])('says that %s is no invoice', (_, lines) => {
  const extraction = read(lines);
  expect(extraction).toMatchObject({ isInvoice: false, confidence: 0 });
  expect(extraction.reasons).toContainEqual(expect.objectContaining({ code: 'not_invoice', blocking: true }));
});

it('keeps pages that could not be read in sight', () => {
  const extraction = read(facturaA(), { faults: [{ page: 2, code: 'image_damaged', message: 'damaged' }] });
  expect(extraction.reasons).toContainEqual(expect.objectContaining({ code: 'page_unreadable', blocking: true }));
});

it('stops where the page labels another total than the one that the code and the sum make', () => {
  const misprinted = facturaA().map((line) => line.replace('12.400,00', '12.403,00'));
  for (const codes of [[], [qr({})]]) {
    const extraction = read(misprinted, { codes });
    expect(extraction.reasons.some((reason) => reason.blocking && reason.field === 'totalAmount')).toBe(true);
  }
});

it('stops where items that multiply out make another sum than a total that nothing else proves', () => {
  const receipt = (total: string): string[] => ['Kestrel Supplies Ltd', 'RECEIPT   Receipt No: 4711', 'Date: 02 March 2026', 'VAT No: GB123456782', 'Description          Qty     Unit Price      Amount', 'Steel bracket          2          10.00       20.00', 'Cable                  1           5.00        5.00', `                                  Total     £${total}`];
  expect(read(receipt('25.00')).reasons.filter((reason) => reason.code === 'line_items_mismatch')).toEqual([]);
  expect(read(receipt('28.00')).reasons).toContainEqual(expect.objectContaining({ code: 'line_items_mismatch', blocking: true }));
});

it('stops where the payment is due before the issue', () => {
  const extraction = read(facturaA().map((line) => line.replace('Ruta 5 km 12, Lincoln', 'Vencimiento: 01/01/2026')));
  expect(extraction.reasons).toContainEqual(expect.objectContaining({ code: 'date_implausible', field: 'dueDate', blocking: true }));
});
