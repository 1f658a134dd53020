import { describe, expect, it } from 'vitest';
import { fatturapaXml, simplifiedFatturapaXml, type FatturapaChoices } from '../../tests/fixtures/e-invoices/fatturapa-xml.ts';
import { fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { readStructure } from './read-structure.ts';
import type { InvoiceReading } from './reading.ts';

const parties = { issuer: { name: 'Mulini Inventati S.r.l.', taxId: 'IT00743110157' }, recipient: { name: 'Forno Finto', taxId: 'IT12345670017' } };
const first = fixtureInvoice({ ...parties, number: '1/A', lines: [['Farina', '2', '50', '22']] });
const second = fixtureInvoice({ ...parties, number: '2/A', lines: [['Semola', '1', '30', '10']] });

function readAll(xml: string): InvoiceReading[] {
  const structure = readStructure(xml);
  return structure.kind === 'invoices' ? structure.invoices : [];
}
const read = (choices: FatturapaChoices): InvoiceReading | undefined => readAll(fatturapaXml([first], choices))[0];

describe('FatturaPA', () => {
  it('reads every body', () => {
    const invoices = readAll(fatturapaXml([first, second]));
    expect(invoices.map(({ fields, path }) => [fields.invoiceNumber?.value, fields.totalAmount?.value, fields.issuerTaxId?.value, path])).toEqual([
      ['1/A', '122.00', 'IT00743110157', '/FatturaElettronica/FatturaElettronicaBody[1]'],
      ['2/A', '33.00', 'IT00743110157', '/FatturaElettronica/FatturaElettronicaBody[2]'],
    ]);
  });

  it('makes a total where none is stated', () => {
    expect(read({ withTotal: false })?.fields.totalAmount).toMatchObject({ value: '122.00', certainty: 'derived' });
    expect(read({})?.fields.totalAmount).toMatchObject({ value: '122.00', certainty: 'stated' });
  });

  it.each([
    ['a foreign VAT number', '<DatiAnagrafici><IdFiscaleIVA><IdPaese>DE</IdPaese><IdCodice>271828180</IdCodice></IdFiscaleIVA></DatiAnagrafici>', 'DE271828180', undefined],
    ['a country that is in the code too', '<DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>IT00743110157</IdCodice></IdFiscaleIVA></DatiAnagrafici>', 'IT00743110157', undefined],
    ['a person', '<DatiAnagrafici><CodiceFiscale>RCCMNL83S18D969H</CodiceFiscale><Anagrafica><Titolo>Dott.</Titolo><Nome>Emanuela</Nome><Cognome>Finta</Cognome></Anagrafica></DatiAnagrafici>', 'RCCMNL83S18D969H', 'Emanuela Finta'],
  ])('reads the buyer as %s', (_, buyer, id, name) => {
    const fields = read({ buyer })?.fields;
    expect([fields?.recipientTaxId?.value, fields?.recipientName?.value]).toEqual([id, name]);
  });

  it.each([['TD01', 'invoice'], ['TD04', 'credit-note'], ['TD05', 'debit-note'], ['TD24', 'invoice'], ['TD16', 'invoice']])('%s is of nature %s', (type, nature) => {
    expect([read({ type })?.nature, read({ type })?.fields.invoiceTypeCode?.value]).toEqual([nature, type]);
  });

  it('keeps withholding, stamp duty and pension fund beside the VAT', () => {
    const general =
      '<DatiRitenuta><TipoRitenuta>RT01</TipoRitenuta><ImportoRitenuta>20.00</ImportoRitenuta><AliquotaRitenuta>20.00</AliquotaRitenuta></DatiRitenuta><DatiBollo><BolloVirtuale>SI</BolloVirtuale><ImportoBollo>2.00</ImportoBollo></DatiBollo>' +
      '<DatiCassaPrevidenziale><TipoCassa>TC22</TipoCassa><AlCassa>4.00</AlCassa><ImportoContributoCassa>4.00</ImportoContributoCassa><ImponibileCassa>100.00</ImponibileCassa></DatiCassaPrevidenziale>';
    const reading = read({ general });
    expect([reading?.fields.taxAmount?.value, reading?.amounts.withheld?.value]).toEqual(['22.00', '20.00']);
    expect(reading?.taxes.map((tax) => [tax.kind, tax.label, tax.amount])).toEqual([['vat', 'IVA', '22.00'], ['withholding', 'RT01', '20.00'], ['other', 'Bollo', '2.00'], ['other', 'TC22', '4.00']]);
  });

  it('reads the simplified invoice', () => {
    const [reading] = readAll(simplifiedFatturapaXml(first));
    expect(Object.fromEntries(Object.entries(reading?.fields ?? {}).map(([name, stated]) => [name, stated.value]))).toMatchObject({
      issuerName: 'Mulini Inventati S.r.l.', issuerTaxId: 'IT00743110157', recipientName: 'Piero Inventato', recipientTaxId: 'IT12345670017', invoiceTypeCode: 'TD07', invoiceNumber: '1/A', netAmount: '100.00', taxAmount: '22.00', totalAmount: '122.00',
    });
    expect(reading?.lineItems).toEqual([{ description: 'Farina', quantity: null, unitPrice: null, taxRate: '22', amount: '122.00' }]);
  });
});
