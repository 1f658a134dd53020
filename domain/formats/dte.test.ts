import { describe, expect, it } from 'vitest';
import { dteXml, type DteChoices } from '../../tests/fixtures/e-invoices/dte-xml.ts';
import { fixtureInvoice, tags } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { readStructure } from './read-structure.ts';
import type { InvoiceReading } from './reading.ts';

const invoice = fixtureInvoice({ currency: 'CLP', number: '1234', places: 0, issuer: { name: 'Molinos Australes SpA', taxId: '76086428-5' }, recipient: { name: 'Panadería', taxId: '12531909-2' }, lines: [['Harina', '3', '12000', '19']] });

function read(choices: DteChoices, change: (xml: string) => string = (xml) => xml): InvoiceReading {
  const structure = readStructure(change(dteXml(invoice, choices)));
  const [reading] = structure.kind === 'invoices' ? structure.invoices : [];
  if (reading === undefined) throw new Error('no invoice');
  return reading;
}

describe('DTE', () => {
  it.each([['33', 'invoice'], ['34', 'invoice'], ['39', 'receipt'], ['41', 'receipt'], ['46', 'invoice'], ['56', 'debit-note'], ['61', 'credit-note'], ['52', 'delivery-note'], ['110', 'invoice'], ['112', 'credit-note']])('type %s is of nature %s', (type, nature) => {
    expect([read({ type }).nature, read({ type }).fields.invoiceTypeCode?.value]).toEqual([nature, type]);
  });

  it.each([
    ['exempt alone', tags({ MntExe: '36000', MntTotal: '36000' }), ['36000', undefined, '36000']],
    ['exempt beside taxed', tags({ MntNeto: '30000', MntExe: '6000', TasaIVA: '19', IVA: '5700', MntTotal: '41700' }), ['30000', '5700', '41700']],
    ['a receipt of a total alone', tags({ MntTotal: '42840' }), [undefined, undefined, '42840']],
    ['another tax', `${tags({ MntNeto: '36000', TasaIVA: '19', IVA: '6840' })}<ImptoReten>${tags({ TipoImp: '27', TasaImp: '10', MontoImp: '3600' })}</ImptoReten>${tags({ MntTotal: '46440' })}`, ['36000', '6840', '46440']],
  ])('%s', (_, totals, expected) => {
    const { fields } = read({ totals });
    expect([fields.netAmount?.value, fields.taxAmount?.value, fields.totalAmount?.value]).toEqual(expected);
  });

  it('lists exempt amounts and other taxes', () => {
    const totals = `${tags({ MntNeto: '30000', MntExe: '6000', TasaIVA: '19', IVA: '5700' })}<ImptoReten>${tags({ TipoImp: '27', TasaImp: '10', MontoImp: '3600' })}</ImptoReten>${tags({ MntTotal: '45300' })}`;
    expect(read({ totals }).taxes.map((tax) => [tax.kind, tax.label, tax.rate, tax.base, tax.amount])).toEqual([['vat', 'IVA', '19', '30000', '5700'], ['vat', 'Exento', '0', '6000', '0'], ['other', '27', '10', null, '3600']]);
    expect(read({ totals }).amounts.otherTaxes?.value).toBe('3600');
  });

  it('reads receipts, which name their issuer otherwise', () => {
    expect(read({ type: '39', isReceipt: true }).fields.issuerName?.value).toBe('Molinos Australes SpA');
  });

  it('reads exports in their currency', () => {
    const reading = read({ type: '110', totals: tags({ TpoMoneda: 'DOLAR USA', MntExe: '1500.50', MntTotal: '1500.50' }) }, (xml) => xml.replaceAll('Documento', 'Exportaciones'));
    expect([reading.fields.currency, reading.fields.totalAmount?.value]).toEqual([expect.objectContaining({ value: 'USD', certainty: 'stated' }), '1500.50']);
    expect(read({}).fields.currency).toMatchObject({ value: 'CLP', certainty: 'implied' });
  });

  it('rates exempt items at zero', () => {
    expect(read({ line: '<IndExe>1</IndExe>' }).lineItems[0]?.taxRate).toBe('0');
    expect(read({}).lineItems[0]?.taxRate).toBe('19');
  });
});
