import { describe, expect, it } from 'vitest';
import { fixtureInvoice, tags } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { nfeXml, type NfeChoices } from '../../tests/fixtures/e-invoices/nfe-xml.ts';
import { readStructure } from './read-structure.ts';
import type { InvoiceReading } from './reading.ts';

const invoice = fixtureInvoice({ currency: 'BRL', number: '2207', issuer: { name: 'Moinhos Ltda', taxId: '16727230000197' }, recipient: { name: 'Padaria', taxId: '11222333000181' }, lines: [['Farinha', '3', '120.50', '18']] });

function read(choices: NfeChoices): InvoiceReading {
  const structure = readStructure(nfeXml(invoice, choices));
  const [reading] = structure.kind === 'invoices' ? structure.invoices : [];
  if (reading === undefined) throw new Error('no invoice');
  return reading;
}

describe('NF-e', () => {
  it.each([[{}, 'invoice', '55'], [{ model: '65' }, 'receipt', '65'], [{ isBare: true }, 'invoice', '55'], [{ withDateOnly: true }, 'invoice', '55']] as const)('%j', (choices, nature, model) => {
    const reading = read(choices);
    expect([reading.nature, reading.fields.invoiceTypeCode?.value, reading.fields.invoiceNumber?.value, reading.fields.pointOfSale?.value, reading.fields.issueDate?.value]).toEqual([nature, model, '2207', '1', '2026-03-06']);
  });

  it.each([['a person', '<dest><CPF>39053344705</CPF><xNome>Ana</xNome></dest>', '39053344705'], ['a foreigner', '<dest><idEstrangeiro>X123</idEstrangeiro></dest>', 'X123'], ['nobody', '<dest><idEstrangeiro/></dest>', undefined], ['no recipient', '<!-- none -->', undefined]])('reads %s', (_, recipient, id) => {
    expect(read({ recipient }).fields.recipientTaxId?.value).toBe(id);
  });

  it('lists taxes that are not nothing', () => {
    const taxes = tags({ vBC: '361.50', vICMS: '65.07', vBCST: '400.00', vST: '7.20', vIPI: '10.00', vPIS: '0.00', vCOFINS: '0.00' });
    expect(read({ taxes }).taxes.map((tax) => [tax.kind, tax.label, tax.base, tax.amount])).toEqual([['other', 'ICMS', '361.50', '65.07'], ['other', 'ICMS ST', '400.00', '7.20'], ['other', 'IPI', null, '10.00']]);
  });

  it('names the access key', () => {
    const key = '3'.repeat(44);
    expect(read({ key }).uniqueId).toEqual({ kind: 'access-key', value: key });
    expect(read({}).uniqueId).toBeNull();
  });
});
