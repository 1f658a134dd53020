import { describe, expect, it } from 'vitest';
import { fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { autorizacionXml, sriTax, sriXml, type SriChoices } from '../../tests/fixtures/e-invoices/sri-xml.ts';
import { readStructure } from './read-structure.ts';
import type { InvoiceReading } from './reading.ts';

const invoice = fixtureInvoice({ currency: 'USD', number: '001-002-000000123', issuer: { name: 'Molinos Andinos', taxId: '1792060346001' }, recipient: { name: 'Panadería', taxId: '0601234567001' }, lines: [['Harina', '2', '50', '15'], ['Arroz', '2', '10', '0']] });

function read(choices: SriChoices, wrap: (xml: string) => string = (xml) => xml): InvoiceReading {
  const structure = readStructure(wrap(sriXml(invoice, choices)));
  const [reading] = structure.kind === 'invoices' ? structure.invoices : [];
  if (reading === undefined) throw new Error('no invoice');
  return reading;
}

describe('SRI', () => {
  it.each([['factura', '01', 'invoice'], ['notaCredito', '04', 'credit-note'], ['notaDebito', '05', 'debit-note'], ['liquidacionCompra', '03', 'invoice']] as const)('reads %s', (root, documentCode, nature) => {
    const { fields, lineItems, nature: read_ } = read({ root, documentCode });
    expect([read_, fields.invoiceTypeCode?.value, fields.recipientTaxId?.value, fields.netAmount?.value, fields.taxAmount?.value, fields.totalAmount?.value, lineItems.length]).toEqual([nature, documentCode, '0601234567001', '120.00', '15.00', '135.00', 2]);
  });

  it('keeps ICE out of the VAT', () => {
    const reading = read({ moreTaxes: sriTax('totalImpuesto', '3', '3011', '100', '10.00'), total: '145.00' });
    expect([reading.fields.taxAmount?.value, reading.amounts.otherTaxes?.value, reading.fields.totalAmount?.value]).toEqual(['15.00', '10.00', '145.00']);
    expect(reading.taxes.map((tax) => [tax.kind, tax.rate])).toEqual([['vat', '15'], ['vat', '0'], ['internal', null]]);
  });

  it('knows the currency without being told', () => {
    expect(read({ currency: null }).fields.currency).toMatchObject({ value: 'USD', certainty: 'implied' });
  });

  it.each(['cdata', 'escaped'] as const)('opens an authorisation (%s)', (as) => {
    const reading = read({}, (xml) => autorizacionXml(xml, as));
    expect([reading.fields.invoiceNumber?.value, reading.fields.totalAmount?.path]).toEqual(['001-002-000000123', '/autorizacion/comprobante/factura/infoFactura/importeTotal']);
  });
});
