import { describe, expect, it } from 'vitest';
import { escapeXml, fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { ublParty, ublSubtotal, ublTaxTotal, ublXml, type UblChoices } from '../../tests/fixtures/e-invoices/ubl-xml.ts';
import { readStructure } from './read-structure.ts';
import type { InvoiceReading } from './reading.ts';

const invoice = fixtureInvoice();

function read(xml: string): InvoiceReading {
  const structure = readStructure(xml);
  const [reading] = structure.kind === 'invoices' ? structure.invoices : [];
  if (reading === undefined) throw new Error('no invoice');
  return reading;
}
const values = (choices: UblChoices, of = invoice): Record<string, string | undefined> => Object.fromEntries(Object.entries(read(ublXml(of, choices)).fields).map(([name, stated]) => [name, stated.value]));
const amount = (name: string, value: string, currency = 'EUR'): string => `<b:${name} currencyID="${currency}">${value}</b:${name}>`;
const party = (inner: string): string => `<a:Party>${inner}</a:Party>`;
const registration = (id: string, scheme: string): string => `<a:PartyTaxScheme><b:CompanyID>${id}</b:CompanyID><a:TaxScheme><b:ID>${scheme}</b:ID></a:TaxScheme></a:PartyTaxScheme>`;
const identification = (id: string, scheme?: string): string => `<a:PartyIdentification><b:ID${scheme === undefined ? '' : ` schemeID="${scheme}"`}>${id}</b:ID></a:PartyIdentification>`;
const legal = (name: string, id = ''): string => `<a:PartyLegalEntity><b:RegistrationName>${escapeXml(name)}</b:RegistrationName>${id && `<b:CompanyID>${id}</b:CompanyID>`}</a:PartyLegalEntity>`;

describe('UBL parties', () => {
  it.each([
    ['VAT registration before all', registration('TAX-1', 'TAX') + registration('DE1', 'VAT') + legal('X', '9') + identification('8', '6'), 'DE1', 'stated'],
    ['another registration', registration('98/765/43210', 'FC') + legal('X', '9'), '98/765/43210', 'stated'],
    ['no registration without digits', registration('Handelsregister', 'TAX') + legal('X', '923'), '923', 'weak'],
    ['RUC of SUNAT', identification('20512333797', '6') + legal('X', '9'), '20512333797', 'stated'],
    ['VKN among others', identification('0000', 'MERSISNO') + identification('4540536920', 'VKN') + legal('X'), '4540536920', 'stated'],
    ['TIN of Malaysia', identification('C1234', 'TIN') + identification('2020', 'BRN') + legal('X'), 'C1234', 'stated'],
    ['ABN', `<a:PartyTaxScheme><b:CompanyID>83914571673</b:CompanyID><a:TaxScheme><b:ID>GST</b:ID></a:TaxScheme></a:PartyTaxScheme>${legal('X')}`, '83914571673', 'stated'],
    ['NIT of DIAN', `<a:PartyTaxScheme><b:RegistrationName>X</b:RegistrationName><b:CompanyID schemeID="1" schemeName="31">900108281</b:CompanyID><a:TaxScheme><b:ID>01</b:ID><b:Name>IVA</b:Name></a:TaxScheme></a:PartyTaxScheme>`, '900108281', 'stated'],
    ['a register number, weakly', legal('X', '61234500'), '61234500', 'weak'],
    ['a customer number, weakly', identification('70707') + legal('X'), '70707', 'weak'],
    ['an endpoint of a VAT scheme, weakly', '<b:EndpointID schemeID="9930">DE271828180</b:EndpointID>' + legal('X'), 'DE271828180', 'weak'],
  ])('takes %s', (_, inner, id, certainty) => {
    expect(read(ublXml(invoice, { customer: party(inner) })).fields.recipientTaxId).toMatchObject({ value: id, certainty });
  });

  it('takes no creditor id or e-mail for a tax id', () => {
    const { fields } = read(ublXml(invoice, { customer: party(`<b:EndpointID schemeID="EM">a@b.example</b:EndpointID>${identification('DE98ZZZ09999999999', 'SEPA')}${legal('X')}`) }));
    expect(fields.recipientTaxId).toBeUndefined();
  });

  it.each([
    ['the legal name', `<a:PartyName><b:Name>Trade</b:Name></a:PartyName>${legal('Legal & Co')}`, 'Legal & Co'],
    ['the trade name', '<a:PartyName><b:Name>Trade</b:Name></a:PartyName>', 'Trade'],
    ['a person', '<a:Person><b:FirstName>Ada</b:FirstName><b:FamilyName>Inventada</b:FamilyName></a:Person>', 'Ada Inventada'],
    ['the name of the tax registration', '<a:PartyTaxScheme><b:RegistrationName>Registered</b:RegistrationName></a:PartyTaxScheme>', 'Registered'],
  ])('names by %s', (_, inner, name) => {
    expect(values({ customer: party(inner) })['recipientName']).toBe(name);
  });

  it('reads SUNAT’s place of UBL 2.0', () => {
    expect(values({ supplier: `<b:CustomerAssignedAccountID>20512333797</b:CustomerAssignedAccountID><b:AdditionalAccountID>6</b:AdditionalAccountID>${party(legal('Molinos S.A.C.'))}` })).toMatchObject({ issuerTaxId: '20512333797', issuerName: 'Molinos S.A.C.' });
  });
});

describe('UBL taxes', () => {
  const igv = '<b:ID>1000</b:ID><b:Name>IGV</b:Name><b:TaxTypeCode>VAT</b:TaxTypeCode>';
  it.each([
    ['one total in the document’s currency', ublTaxTotal('84.32', 'EUR', ublSubtotal('361.50', '75.92', '21', 'EUR') + ublSubtotal('80.00', '8.40', '10.5', 'EUR')) + ublTaxTotal('950.00', 'SEK'), '84.32', null],
    ['a total that repeats it (ZATCA)', ublTaxTotal('84.32', 'EUR') + ublTaxTotal('84.32', 'EUR', ublSubtotal('441.50', '84.32', '15', 'EUR')), '84.32', null],
    ['a total without subtotals', ublTaxTotal('84.32', 'EUR'), '84.32', null],
    ['a total in another currency alone', ublTaxTotal('84.32', 'USD'), '84.32', null],
    ['one scheme that nobody knows', ublTaxTotal('84.32', 'EUR', ublSubtotal('441.50', '84.32', '19', 'EUR', '<b:ID>???</b:ID>')), '84.32', null],
    ['IGV apart from ISC and ICBPER', ublTaxTotal('95.32', 'EUR', ublSubtotal('441.50', '84.32', '18', 'EUR', igv) + ublSubtotal('441.50', '10.00', '', 'EUR', '<b:ID>2000</b:ID><b:Name>ISC</b:Name><b:TaxTypeCode>EXC</b:TaxTypeCode>') + ublSubtotal('0', '1.00', '', 'EUR', '<b:ID>7152</b:ID><b:Name>ICBPER</b:Name><b:TaxTypeCode>OTH</b:TaxTypeCode>')), '84.32', '11'],
    ['IGV without the goods given away', ublTaxTotal('84.32', 'EUR', ublSubtotal('441.50', '84.32', '18', 'EUR', igv) + ublSubtotal('50', '9.00', '18', 'EUR', '<b:ID>9996</b:ID><b:Name>GRA</b:Name><b:TaxTypeCode>FRE</b:TaxTypeCode>')), '84.32', null],
    ['IVA apart from INC (DIAN)', ublTaxTotal('84.32', 'EUR', ublSubtotal('441.50', '84.32', '19', 'EUR', '<b:ID>01</b:ID><b:Name>IVA</b:Name>')) + ublTaxTotal('8.00', 'EUR', ublSubtotal('100', '8.00', '8', 'EUR', '<b:ID>04</b:ID><b:Name>INC</b:Name>')), '84.32', '8.00'],
    ['KDV apart from ÖTV', ublTaxTotal('100.00', 'EUR', ublSubtotal('441.50', '84.32', '20', 'EUR', '<b:Name>KDV</b:Name><b:TaxTypeCode>0015</b:TaxTypeCode>') + ublSubtotal('441.50', '15.68', '3', 'EUR', '<b:Name>ÖTV 1.LİSTE</b:Name><b:TaxTypeCode>0071</b:TaxTypeCode>')), '84.32', '15.68'],
    ['no VAT where consumption tax is all', ublTaxTotal('8.00', 'EUR', ublSubtotal('100', '8.00', '8', 'EUR', '<b:ID>04</b:ID><b:Name>INC</b:Name>')), undefined, '8.00'],
  ])('%s', (_, taxTotals, tax, other) => {
    const reading = read(ublXml(invoice, { taxTotals }));
    expect([reading.fields.taxAmount?.value, reading.amounts.otherTaxes?.value ?? null]).toEqual([tax, other === null ? null : expect.toSatisfy((value: string) => Number(value) === Number(other))]);
  });

  it('keeps withholdings apart', () => {
    const payment = `<a:WithholdingTaxTotal>${amount('TaxAmount', '12.65')}${ublSubtotal('84.32', '12.65', '15', 'EUR', '<b:ID>05</b:ID><b:Name>ReteIVA</b:Name>')}</a:WithholdingTaxTotal>`;
    const reading = read(ublXml(invoice, { payment }));
    expect([reading.amounts.withheld?.value, reading.fields.taxAmount?.value, reading.taxes.at(-1)]).toEqual(['12.65', invoice.tax, { kind: 'withholding', label: 'ReteIVA', rate: '15', base: '84.32', amount: '12.65' }]);
  });
});

describe('UBL totals', () => {
  it.each([
    ['prepaid amounts are apart', amount('LineExtensionAmount', '441.50') + amount('TaxExclusiveAmount', '441.50') + amount('TaxInclusiveAmount', '525.82') + amount('PrepaidAmount', '500.00') + amount('PayableAmount', '25.82'), '441.50', '525.82', '25.82'],
    ['allowances are in the net', amount('LineExtensionAmount', '461.50') + amount('TaxExclusiveAmount', '441.50') + amount('TaxInclusiveAmount', '525.82') + amount('AllowanceTotalAmount', '20.00') + amount('PayableAmount', '525.82'), '441.50', '525.82', '525.82'],
    ['rounding is of what is payable', amount('TaxExclusiveAmount', '441.50') + amount('TaxInclusiveAmount', '525.82') + amount('PayableRoundingAmount', '0.18') + amount('PayableAmount', '526.00'), '441.50', '525.82', '526.00'],
    ['SUNAT leaves TaxExclusiveAmount out', amount('LineExtensionAmount', '441.50') + amount('TaxInclusiveAmount', '525.82') + amount('PayableAmount', '525.82'), '441.50', '525.82', '525.82'],
    ['payable alone', amount('PayableAmount', '525.82'), undefined, '525.82', '525.82'],
    ['payable with prepaid', amount('PrepaidAmount', '500.00') + amount('PayableAmount', '25.82'), undefined, '525.82', '25.82'],
    ['excluded goods beside a smaller base (DIAN)', amount('LineExtensionAmount', '441.50') + amount('TaxExclusiveAmount', '361.50') + amount('TaxInclusiveAmount', '525.82') + amount('PayableAmount', '525.82'), '441.50', '525.82', '525.82'],
  ])('%s', (_, totals, net, total, payable) => {
    const reading = read(ublXml(invoice, { totals }));
    expect([reading.fields.netAmount?.value, reading.fields.totalAmount?.value, reading.amounts.payable?.value]).toEqual([net, total, payable]);
  });

  it('takes DIAN’s total after allowances of the whole invoice', () => {
    const totals = amount('LineExtensionAmount', '441.50') + amount('TaxExclusiveAmount', '441.50') + amount('TaxInclusiveAmount', '525.82') + amount('AllowanceTotalAmount', '25.82') + amount('PrepaidAmount', '100.00') + amount('PayableAmount', '400.00');
    const header = '<b:CustomizationID>10</b:CustomizationID><b:ProfileID>DIAN 2.1: Factura Electrónica de Venta</b:ProfileID>';
    expect([values({ totals, header })['totalAmount'], values({ totals })['totalAmount']]).toEqual(['500.00', '525.82']);
  });

  it('keeps the document’s own sign', () => {
    const negative = fixtureInvoice({ lines: [['Devolución', '-2', '100', '21']] });
    expect(values({}, negative)).toMatchObject({ netAmount: '-200.00', taxAmount: '-42.00', totalAmount: '-242.00' });
  });
});

describe('UBL kinds and dates', () => {
  it.each([
    [{ root: 'CreditNote' }, 'credit-note', '381'],
    [{ root: 'Invoice', typeCode: '381' }, 'credit-note', '381'],
    [{ root: 'Invoice', typeCode: '383' }, 'debit-note', '383'],
    [{ root: 'Invoice', typeCode: '389' }, 'invoice', '389'],
    [{ root: 'Invoice', typeCode: 'IADE' }, 'credit-note', 'IADE'],
    [{ root: 'CreditNote', typeCode: '91' }, 'credit-note', '91'],
    [{ root: 'CreditNote', typeCode: null, header: '<b:UBLVersionID>2.1</b:UBLVersionID><b:CustomizationID>2.0</b:CustomizationID>', references: '<a:DiscrepancyResponse><b:ResponseCode>01</b:ResponseCode></a:DiscrepancyResponse>' }, 'credit-note', '07'],
    [{ root: 'DebitNote', typeCode: null, header: '<b:UBLVersionID>2.1</b:UBLVersionID><b:CustomizationID>2.0</b:CustomizationID>', references: '<a:DiscrepancyResponse><b:ResponseCode>01</b:ResponseCode></a:DiscrepancyResponse>' }, 'debit-note', '08'],
    [{ root: 'CreditNote', typeCode: null }, 'credit-note', undefined],
  ] as const)('%j', (choices, nature, code) => {
    const reading = read(ublXml(invoice, choices));
    expect([reading.nature, reading.fields.invoiceTypeCode?.value, reading.fields.totalAmount?.value, reading.lineItems.length]).toEqual([nature, code, invoice.total, 2]);
  });

  it.each([
    ['payment means', '<a:PaymentMeans><b:PaymentDueDate>2026-05-01</b:PaymentDueDate></a:PaymentMeans>', '2026-05-01'],
    ['payment terms', '<a:PaymentTerms><b:PaymentDueDate>2026-05-02</b:PaymentDueDate></a:PaymentTerms>', '2026-05-02'],
    ['words', '<a:PaymentTerms><b:Note>Zahlbar bis 03.05.2026</b:Note></a:PaymentTerms>', '2026-05-03'],
    ['nothing', '', undefined],
  ])('finds the due date in %s', (_, payment, date) => {
    expect(values({ dueDate: false, payment })['dueDate']).toBe(date);
  });

  it('names the CUFE', () => {
    const header = `<b:UUID schemeName="CUFE-SHA384">${'ab'.repeat(48)}</b:UUID>`;
    expect(read(ublXml(invoice, { header })).uniqueId).toEqual({ kind: 'cufe', value: 'ab'.repeat(48) });
  });

  it('reads a fragment that lost its declarations', () => {
    const bare = ublXml(invoice).replace(/ xmlns:\w+="[^"]*"/g, '');
    expect(read(bare).fields.totalAmount?.value).toBe(invoice.total);
  });

  it('does not mistake a foreign element for its own', () => {
    const xml = ublXml(invoice, { payment: '<x:DueDate xmlns:x="urn:example">2030-01-01</x:DueDate><x:LegalMonetaryTotal xmlns:x="urn:example"/>', dueDate: false });
    expect(read(xml).fields.dueDate).toBeUndefined();
    expect(read(xml).fields.totalAmount?.value).toBe(invoice.total);
  });

  it('gives unit prices per unit', () => {
    const xml = ublXml(invoice).replace('</b:PriceAmount>', '</b:PriceAmount><b:BaseQuantity>100</b:BaseQuantity>');
    expect(read(xml).lineItems.map((line) => line.unitPrice)).toEqual(['1.205', '80']);
  });

  it('reads the default party of the generator', () => {
    expect(ublParty(invoice.issuer)).toContain(invoice.issuer.taxId);
  });
});
