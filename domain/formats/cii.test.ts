import { describe, expect, it } from 'vitest';
import { ciiXml, type CiiChoices } from '../../tests/fixtures/e-invoices/cii-xml.ts';
import { fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { readStructure } from './read-structure.ts';
import type { InvoiceReading } from './reading.ts';

const invoice = fixtureInvoice();

function read(choices: CiiChoices): InvoiceReading {
  const structure = readStructure(ciiXml(invoice, choices));
  const [reading] = structure.kind === 'invoices' ? structure.invoices : [];
  if (reading === undefined) throw new Error('no invoice');
  return reading;
}
const registration = (id: string, scheme: string): string => `<r:SpecifiedTaxRegistration><r:ID schemeID="${scheme}">${id}</r:ID></r:SpecifiedTaxRegistration>`;

describe('CII', () => {
  it.each([
    ['VA before FC', registration('123/456', 'FC') + registration('DE1', 'VA'), 'DE1', 'stated'],
    ['FC alone', registration('123/456', 'FC'), '123/456', 'stated'],
    ['another scheme', registration('55', 'ZZ'), '55', 'stated'],
    ['the legal register, weakly', '<r:SpecifiedLegalOrganization><r:ID schemeID="0002">552008443</r:ID></r:SpecifiedLegalOrganization>', '552008443', 'weak'],
  ])('takes %s', (_, inner, id, certainty) => {
    expect(read({ buyer: `<r:ID>70707</r:ID><r:Name>X</r:Name>${inner}` }).fields.recipientTaxId).toMatchObject({ value: id, certainty });
  });

  it('takes no customer number or GLN for a tax id, and a trade name for want of another', () => {
    const { fields } = read({ buyer: '<r:ID>70707</r:ID><r:GlobalID schemeID="0088">4012345000009</r:GlobalID><r:SpecifiedLegalOrganization><r:TradingBusinessName>Trade</r:TradingBusinessName></r:SpecifiedLegalOrganization>' });
    expect([fields.recipientTaxId, fields.recipientName?.value]).toEqual([undefined, 'Trade']);
  });

  it.each([
    ['Minimum profile', '<r:TaxBasisTotalAmount>441.50</r:TaxBasisTotalAmount><r:TaxTotalAmount currencyID="EUR">84.32</r:TaxTotalAmount><r:GrandTotalAmount>525.82</r:GrandTotalAmount><r:DuePayableAmount>525.82</r:DuePayableAmount>', ['441.50', '84.32', '525.82', '525.82']],
    ['a second tax total in another currency', '<r:TaxBasisTotalAmount>441.50</r:TaxBasisTotalAmount><r:TaxTotalAmount currencyID="SEK">950.00</r:TaxTotalAmount><r:TaxTotalAmount currencyID="EUR">84.32</r:TaxTotalAmount><r:GrandTotalAmount>525.82</r:GrandTotalAmount>', ['441.50', '84.32', '525.82', undefined]],
    ['no tax total', '<r:TaxBasisTotalAmount>441.50</r:TaxBasisTotalAmount><r:GrandTotalAmount>525.82</r:GrandTotalAmount>', ['441.50', '84.32', '525.82', undefined]],
    ['prepaid', '<r:LineTotalAmount>441.50</r:LineTotalAmount><r:TaxTotalAmount>84.32</r:TaxTotalAmount><r:GrandTotalAmount>525.82</r:GrandTotalAmount><r:TotalPrepaidAmount>500</r:TotalPrepaidAmount><r:DuePayableAmount>25.82</r:DuePayableAmount>', ['441.50', '84.32', '525.82', '25.82']],
    ['no grand total', '<r:TotalPrepaidAmount>500</r:TotalPrepaidAmount><r:DuePayableAmount>25.82</r:DuePayableAmount>', [undefined, '84.32', '525.82', '25.82']],
  ])('%s', (_, totals, expected) => {
    const { fields, amounts } = read({ totals, withLines: false });
    expect([fields.netAmount?.value, fields.taxAmount?.value, fields.totalAmount?.value, amounts.payable?.value]).toEqual(expected);
  });

  it.each([
    ['a structured date', '<r:DueDateDateTime><t:DateTimeString format="102">20260501</t:DateTimeString></r:DueDateDateTime>', '2026-05-01', 'stated'],
    ['words', '<r:Description>Zahlbar bis 02.05.2026 ohne Abzug</r:Description>', '2026-05-02', 'derived'],
    ['words without a date', '<r:Description>Sofort, rein netto</r:Description>', undefined, undefined],
  ])('finds the due date in %s', (_, terms, date, certainty) => {
    const { dueDate } = read({ terms }).fields;
    expect([dueDate?.value, dueDate?.certainty]).toEqual([date, certainty]);
  });

  it.each([['380', 'invoice'], ['381', 'credit-note'], ['384', 'invoice'], ['383', 'debit-note'], ['389', 'invoice'], ['261', 'credit-note']])('type %s is of nature %s', (typeCode, nature) => {
    expect(read({ typeCode }).nature).toBe(nature);
  });

  it('counts items, not headings or notes', () => {
    const line = (status: string, product: string): string => `<r:IncludedSupplyChainTradeLineItem><r:AssociatedDocumentLineDocument>${status}<r:IncludedNote><r:Content>note</r:Content></r:IncludedNote></r:AssociatedDocumentLineDocument>${product}</r:IncludedSupplyChainTradeLineItem>`;
    const product = '<r:SpecifiedTradeProduct><r:Name>Group</r:Name></r:SpecifiedTradeProduct>';
    const moreLines = line('<r:LineStatusReasonCode>GROUP</r:LineStatusReasonCode>', product) + line('', '<r:SpecifiedLineTradeSettlement/>') + line('<r:LineStatusReasonCode>DETAIL</r:LineStatusReasonCode>', product);
    expect(read({ moreLines }).lineItems.map((item) => item.description)).toEqual([...invoice.lines.map((each) => each.description), 'Group']);
  });

  it('names the profile', () => {
    expect(read({ guideline: 'urn:factur-x.eu:1p0:minimum' }).profile).toBe('urn:factur-x.eu:1p0:minimum');
  });
});
