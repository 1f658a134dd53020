import { describe, expect, it } from 'vitest';
import { facturaeTax, facturaeXml, type FacturaeChoices } from '../../tests/fixtures/e-invoices/facturae-xml.ts';
import { fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { readStructure } from './read-structure.ts';
import type { InvoiceReading } from './reading.ts';

const first = fixtureInvoice({ number: '12', lines: [['Harina', '2', '50', '21']] });
const second = fixtureInvoice({ number: '13', lines: [['Sémola', '1', '30', '10']] });

function readAll(xml: string): InvoiceReading[] {
  const structure = readStructure(xml);
  return structure.kind === 'invoices' ? structure.invoices : [];
}
const read = (choices: FacturaeChoices): InvoiceReading | undefined => readAll(facturaeXml([first], choices))[0];

describe('Facturae', () => {
  it('reads every invoice of a batch', () => {
    expect(readAll(facturaeXml([first, second])).map(({ fields }) => [fields.invoiceNumber?.value, fields.totalAmount?.value, fields.issuerName?.value])).toEqual([['12', '121.00', first.issuer.name], ['13', '33.00', first.issuer.name]]);
  });

  it('puts the series in front of a number that lacks it', () => {
    const reading = read({ series: '2026A' });
    expect([reading?.series, reading?.fields.invoiceNumber?.value, reading?.fields.invoiceTypeCode?.value]).toEqual(['2026A', '2026A-12', 'OO']);
    expect(read({ series: '1' })?.fields.invoiceNumber?.value).toBe('12');
  });

  it('counts the equivalence surcharge as VAT', () => {
    const surcharge = '<EquivalenceSurcharge>5.20</EquivalenceSurcharge><EquivalenceSurchargeAmount><TotalAmount>1.04</TotalAmount></EquivalenceSurchargeAmount>';
    const reading = read({ moreTaxes: { xml: facturaeTax('01', '21', '20.00', '4.20', surcharge), totalTaxOutputs: '26.24', total: '126.24' } });
    expect([reading?.fields.taxAmount?.value, reading?.taxes.at(-1)]).toEqual(['26.24', { kind: 'vat', label: 'Recargo de equivalencia', rate: '5.20', base: '20.00', amount: '1.04' }]);
  });

  it.each([['03', '26.00', null], ['02', '26.00', null], ['07', '21.00', '5.00'], ['20', '21.00', '5.00']])('tax of type %s', (type, tax, other) => {
    const reading = read({ moreTaxes: { xml: facturaeTax(type, '5', '100.00', '5.00'), totalTaxOutputs: '26.00', total: '126.00' } });
    expect([reading?.fields.taxAmount?.value, reading?.amounts.otherTaxes?.value ?? null]).toEqual([tax, other]);
  });

  it('keeps IRPF out of the total', () => {
    const reading = read({ withheld: { xml: facturaeTax('04', '15', '100.00', '15.00'), total: '15.00', payable: '106.00' } });
    expect([reading?.fields.totalAmount?.value, reading?.amounts.withheld?.value, reading?.amounts.payable?.value, reading?.taxes.at(-1)?.kind]).toEqual(['121.00', '15.00', '106.00', 'withholding']);
  });

  it('names a person', () => {
    const buyer = '<TaxIdentification><PersonTypeCode>F</PersonTypeCode><TaxIdentificationNumber>54362315K</TaxIdentificationNumber></TaxIdentification><Individual><Name>Ada</Name><FirstSurname>Inventada</FirstSurname><SecondSurname>Ruiz</SecondSurname></Individual>';
    expect(read({ buyer })?.fields.recipientName?.value).toBe('Ada Inventada Ruiz');
  });

  it('ignores an enveloped signature', () => {
    const signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Object><Invoices><Invoice/></Invoices></ds:Object></ds:Signature>';
    expect(readAll(facturaeXml([first], { signature }))).toHaveLength(1);
  });
});
