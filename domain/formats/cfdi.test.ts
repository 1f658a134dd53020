import { describe, expect, it } from 'vitest';
import { cfdiXml, type CfdiChoices } from '../../tests/fixtures/e-invoices/cfdi-xml.ts';
import { fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { readStructure } from './read-structure.ts';
import type { InvoiceReading } from './reading.ts';

const invoice = fixtureInvoice({ currency: 'MXN', issuer: { name: 'Molinos Inventados SA de CV', taxId: 'MAB9307148T4' }, recipient: { name: 'Panadería Ficticia', taxId: 'GODE561231GR8' }, lines: [['Refresco', '10', '10', '16']] });

function read(choices: CfdiChoices): InvoiceReading {
  const structure = readStructure(cfdiXml(invoice, choices));
  const [reading] = structure.kind === 'invoices' ? structure.invoices : [];
  if (reading === undefined) throw new Error('no invoice');
  return reading;
}
const transfer = (tax: string, amount: string, factor = '0.160000', type = 'Tasa'): string => `<c:Traslado Base="100" Impuesto="${tax}" TipoFactor="${type}" TasaOCuota="${factor}" Importe="${amount}"/>`;

describe('CFDI', () => {
  it.each([
    [{}, 'A42'], [{ series: '' }, '42'], [{ series: 'NC', folio: '0007' }, 'NC0007'], [{ folio: null }, 'AD662D33-6934-459C-A128-BDF0393F0F44'], [{ folio: null, series: '' }, 'AD662D33-6934-459C-A128-BDF0393F0F44'],
  ])('%j is number %s', (choices, number) => {
    expect(read({ ...choices, uuid: 'AD662D33-6934-459C-A128-BDF0393F0F44' }).fields.invoiceNumber?.value).toBe(number);
  });

  it.each([['I', 'invoice'], ['E', 'credit-note'], ['P', 'payment'], ['N', 'payroll'], ['T', 'transfer']])('type %s is of nature %s', (type, nature) => {
    const reading = read({ type });
    expect([reading.nature, reading.fields.invoiceType?.value, reading.fields.invoiceTypeCode?.value]).toEqual([nature, type, type]);
  });

  it('reads the words of 3.2', () => {
    expect(['ingreso', 'egreso', 'traslado'].map((type) => read({ version: '3.2', type }).nature)).toEqual(['invoice', 'credit-note', 'transfer']);
    expect(read({ version: '3.2', currency: 'Pesos Mexicanos' }).fields.currency?.value).toBe('MXN');
    expect(read({ version: '3.2', currency: null }).fields.currency).toMatchObject({ value: 'MXN', certainty: 'derived' });
    expect(read({ version: '3.2' }).taxes).toEqual([{ kind: 'vat', label: 'IVA', rate: '16', base: null, amount: '16.00' }]);
  });

  it('takes the discount off the subtotal', () => {
    expect(read({ discount: '25.50' }).fields.netAmount?.value).toBe('100.00');
  });

  it('keeps IEPS, local taxes and withholdings out of the VAT', () => {
    const taxes =
      `<c:Impuestos TotalImpuestosTrasladados="24.00" TotalImpuestosRetenidos="10.67"><c:Retenciones><c:Retencion Impuesto="002" Importe="10.67"/></c:Retenciones>` +
      `<c:Traslados>${transfer('002', '16.00')}${transfer('003', '7.00', '0.070000')}${transfer('003', '1.00', '1.000000', 'Cuota')}</c:Traslados></c:Impuestos>`;
    const complement = '<l:ImpuestosLocales xmlns:l="http://www.sat.gob.mx/implocal" version="1.0"><l:TrasladosLocales ImpLocTrasladado="ISH" Importe="3.00" TasadeTraslado="3.00"/><l:RetencionesLocales ImpLocRetenido="Cedular" Importe="0.50" TasadeRetencion="0.50"/></l:ImpuestosLocales>';
    const reading = read({ taxes, complement });
    expect([reading.fields.taxAmount?.value, reading.amounts.otherTaxes?.value, reading.amounts.withheld?.value]).toEqual(['16.00', '11.00', '11.17']);
    expect(reading.taxes.map((tax) => [tax.kind, tax.label, tax.rate, tax.amount])).toEqual([
      ['vat', 'IVA', '16', '16.00'], ['internal', 'IEPS', '7', '7.00'], ['internal', 'IEPS', null, '1.00'], ['withholding', 'IVA', null, '10.67'], ['other', 'ISH', '3.00', '3.00'], ['withholding', 'Cedular', '0.50', '0.50'],
    ]);
  });

  it('sums the taxes of the items where the whole has none, and states none where nobody does', () => {
    expect(read({ taxes: '' }).fields.taxAmount?.value).toBe('16.00');
    expect(read({ taxes: '', version: '3.2' }).fields.taxAmount).toBeUndefined();
  });

  it('looks neither into complements nor into addenda', () => {
    const foreign = '<v:Vales xmlns:v="http://www.sat.gob.mx/valesdedespensa" total="999"><v:Conceptos><v:Concepto importe="1"/></v:Conceptos></v:Vales>';
    const reading = read({ complement: foreign, addendum: '<c:Addenda><Comprobante Total="1"><Emisor Rfc="X"/></Comprobante></c:Addenda>' });
    expect([reading.fields.totalAmount?.value, reading.lineItems.length]).toEqual([invoice.total, 1]);
  });

  it('names the stamp', () => {
    expect(read({}).uniqueId).toEqual({ kind: 'uuid', value: 'AD662D33-6934-459C-A128-BDF0393F0F44' });
  });
});
