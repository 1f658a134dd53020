import { describe, expect, it } from 'vitest';
import { ciiXml, zugferd1Xml } from '../../tests/fixtures/e-invoices/cii-xml.ts';
import { cfdiXml } from '../../tests/fixtures/e-invoices/cfdi-xml.ts';
import { dteXml } from '../../tests/fixtures/e-invoices/dte-xml.ts';
import { facturaeXml } from '../../tests/fixtures/e-invoices/facturae-xml.ts';
import { fatturapaXml } from '../../tests/fixtures/e-invoices/fatturapa-xml.ts';
import { fixtureInvoice, type FixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { nfeXml } from '../../tests/fixtures/e-invoices/nfe-xml.ts';
import { sriXml } from '../../tests/fixtures/e-invoices/sri-xml.ts';
import { ublXml } from '../../tests/fixtures/e-invoices/ubl-xml.ts';
import { readStructure } from './read-structure.ts';

const european = fixtureInvoice();
const italian = fixtureInvoice({ issuer: { name: 'Mulini Inventati S.r.l.', taxId: 'IT00743110157' }, recipient: { name: 'Forno Finto & Figli', taxId: 'IT12345670017' } });
const mexican = fixtureInvoice({ currency: 'MXN', number: 'A42', issuer: { name: 'Molinos Inventados SA de CV', taxId: 'MAB9307148T4' }, recipient: { name: 'Panadería "Ficticia"', taxId: 'GODE561231GR8' }, lines: [['Harina', '3', '120.50', '16'], ['Agua', '1', '80', '0']] });
const chilean = fixtureInvoice({ currency: 'CLP', number: '1234', places: 0, issuer: { name: 'Molinos Australes SpA', taxId: '76086428-5' }, recipient: { name: 'Panadería Ñuñoa Ltda', taxId: '12531909-2' }, lines: [['Harina', '3', '12000', '19']] });
const brazilian = fixtureInvoice({ currency: 'BRL', number: '2207', issuer: { name: 'Moinhos Inventados Ltda', taxId: '16727230000197' }, recipient: { name: 'Padaria Fictícia ME', taxId: '11222333000181' }, lines: [['Farinha', '3', '120.50', '18']] });
const ecuadorian = fixtureInvoice({ currency: 'USD', number: '001-002-000000123', issuer: { name: 'Molinos Andinos Cía. Ltda.', taxId: '1792060346001' }, recipient: { name: 'Panadería Quiteña', taxId: '0601234567001' }, lines: [['Harina', '3', '120.50', '15'], ['Arroz', '2', '10', '0']] });

const formats: [format: string, xml: string, invoice: FixtureInvoice, absent: string[]][] = [
  ['ubl', ublXml(european), european, []],
  ['cii', ciiXml(european), european, []],
  ['cii', zugferd1Xml(european), european, []],
  ['cfdi', cfdiXml(mexican), mexican, ['dueDate']],
  ['cfdi', cfdiXml(mexican, { version: '3.3' }), mexican, ['dueDate']],
  ['cfdi', cfdiXml(mexican, { version: '3.2' }), mexican, ['dueDate', 'lineRates']],
  ['fatturapa', fatturapaXml([italian]), italian, []],
  ['facturae', facturaeXml([european]), european, []],
  ['facturae', facturaeXml([european], { version: '3.2' }), european, []],
  ['facturae', facturaeXml([european], { version: '3.2.1' }), european, []],
  ['dte', dteXml(chilean), chilean, []],
  ['dte', dteXml(chilean, { namespace: false }), chilean, []],
  // Brazil states no net and no VAT.
  ['nfe', nfeXml(brazilian), brazilian, ['netAmount', 'taxAmount', 'vat']],
  ['sri', sriXml(ecuadorian), ecuadorian, ['dueDate']],
];

describe.each(formats)('%s', (format, xml, invoice, absent) => {
  const structure = readStructure(xml);
  const [reading] = structure.kind === 'invoices' ? structure.invoices : [];

  it('states who, which, when and how much', () => {
    const truth = {
      issuerName: invoice.issuer.name, issuerTaxId: invoice.issuer.taxId, recipientName: invoice.recipient.name, recipientTaxId: invoice.recipient.taxId,
      invoiceNumber: invoice.number, issueDate: invoice.issueDate, dueDate: invoice.dueDate, currency: invoice.currency,
      netAmount: invoice.net, taxAmount: invoice.tax, totalAmount: invoice.total,
    };
    const values = Object.fromEntries(Object.keys(truth).map((name) => [name, reading?.fields[name as keyof typeof truth]?.value]));
    expect(values).toEqual({ ...truth, ...Object.fromEntries(absent.filter((name) => name in truth).map((name) => [name, undefined])) });
    expect([structure.kind, reading?.format, reading?.nature]).toEqual(['invoices', format, 'invoice']);
  });

  it('states items and VAT by rate', () => {
    const lines = reading?.lineItems.map((line) => [line.description, Number(line.quantity), Number(line.unitPrice), Number(line.amount)]);
    expect(lines).toEqual(invoice.lines.map((line) => [line.description, Number(line.quantity), Number(line.unitPrice), Number(line.amount)]));
    if (!absent.includes('lineRates')) expect(reading?.lineItems.map((line) => Number(line.taxRate))).toEqual(invoice.lines.map((line) => Number(line.rate)));
    const vat = reading?.taxes.filter((tax) => tax.kind === 'vat').map((tax) => [Number(tax.rate), tax.amount]);
    if (!absent.includes('vat')) expect(vat).toEqual(invoice.vat.map((line) => [Number(line.rate), line.amount]));
  });

  it('gives the place of every value', () => {
    for (const stated of Object.values(reading?.fields ?? {})) expect(stated.path).toMatch(/^(\/[A-Za-z]\w*(\[\d+\])?)+(\/@\w+)?$/);
  });
});
