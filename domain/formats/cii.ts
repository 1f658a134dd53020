import Big from 'big.js';
import type { LineItem, TaxLine } from '../../contract/extraction.ts';
import { attribute, finder, pathOf, type XmlElement } from './element.ts';
import { currencyCode } from './currency.ts';
import { dueDateInTerms } from './due-date-text.ts';
import type { InvoiceReading, Stated } from './reading.ts';
import { decimal, derived, firstStated, isoDate, oneLine, present, stated, statedAttribute, statedSum, sum } from './values.ts';

/** UN/CEFACT CII, and ZUGFeRD 1.0 which came before it under names of its own. */
const cii = finder((namespace) => namespace === null || namespace.startsWith('urn:un:unece:uncefact:') || namespace.startsWith('urn:ferd:'));

const CREDIT_CODES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532']);
const DEBIT_CODES = new Set(['80', '84', '382', '383']);

/** CII D16B and D22B, Factur-X of every profile, ZUGFeRD 1 and 2, XRechnung in CII. */
export function readCii(root: XmlElement): InvoiceReading {
  const header = cii.one(root, 'ExchangedDocument|HeaderExchangedDocument');
  const transaction = cii.one(root, 'SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction');
  const agreement = cii.one(transaction, 'ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement');
  const settlement = cii.one(transaction, 'ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement');
  const totals = cii.one(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation');
  const currency =
    stated(cii.one(settlement, 'InvoiceCurrencyCode'), currencyCode) ??
    statedAttribute(totals?.children.find((child) => child.attributes.has('currencyID')), 'currencyID', currencyCode);
  const amount = (name: string): Stated | undefined => stated(inCurrency(cii.all(totals, name), currency?.value), decimal);
  const code = stated(cii.one(header, 'TypeCode'));
  const taxes = cii.all(settlement, 'ApplicableTradeTax').map(taxOf);
  const issueDate = firstStated(cii.all(header, 'IssueDateTime/DateTimeString|DateTime'), isoDate);
  const payable = amount('DuePayableAmount');
  const prepaid = amount('TotalPrepaidAmount');
  return {
    format: 'cii',
    profile: oneLine(cii.one(root, 'ExchangedDocumentContext|SpecifiedExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID')?.text),
    nature: CREDIT_CODES.has(code?.value ?? '') ? 'credit-note' : DEBIT_CODES.has(code?.value ?? '') ? 'debit-note' : 'invoice',
    path: pathOf(root),
    fields: present({
      issuerName: nameOf(cii.one(agreement, 'SellerTradeParty')),
      issuerTaxId: taxIdOf(cii.one(agreement, 'SellerTradeParty')),
      recipientName: nameOf(cii.one(agreement, 'BuyerTradeParty')),
      recipientTaxId: taxIdOf(cii.one(agreement, 'BuyerTradeParty')),
      invoiceTypeCode: code,
      invoiceNumber: stated(cii.one(header, 'ID')),
      issueDate,
      dueDate: dueDateOf(settlement, issueDate?.value),
      currency,
      netAmount: amount('TaxBasisTotalAmount') ?? amount('LineTotalAmount'),
      taxAmount: amount('TaxTotalAmount') ?? statedSum(cii.all(settlement, 'ApplicableTradeTax').filter((tax) => taxOf(tax).kind === 'vat').map((tax) => stated(cii.one(tax, 'CalculatedAmount'), decimal))),
      totalAmount: amount('GrandTotalAmount') ?? (payable === undefined ? undefined : { ...payable, value: sum([payable.value, prepaid?.value]) ?? payable.value, certainty: 'derived' as const }),
    }),
    amounts: present({ payable, prepaid, allowances: amount('AllowanceTotalAmount'), charges: amount('ChargeTotalAmount') }),
    taxes,
    lineItems: cii.all(transaction, 'IncludedSupplyChainTradeLineItem').filter(isItem).map(lineOf),
    uniqueId: null,
    series: null,
  };
}

function dueDateOf(settlement: XmlElement | undefined, issueDate: string | undefined): Stated | undefined {
  const terms = cii.all(settlement, 'SpecifiedTradePaymentTerms/Description');
  const [first] = terms;
  return (
    firstStated(cii.all(settlement, 'SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString|DateTime'), isoDate) ??
    derived(dueDateInTerms(terms.map(({ text }) => text), issueDate), first)
  );
}

/** `TaxTotalAmount` may come twice, the second in the accounting currency (BT-111): the one of the invoice's currency counts. */
function inCurrency(elements: XmlElement[], currency: string | undefined): XmlElement | undefined {
  return elements.find((element) => attribute(element, 'currencyID') === currency) ?? elements.find((element) => attribute(element, 'currencyID') === undefined) ?? elements[0];
}

const nameOf = (party: XmlElement | undefined): Stated | undefined =>
  stated(cii.one(party, 'Name')) ??
  firstStated(cii.all(party, 'SpecifiedLegalOrganization/TradingBusinessName')) ??
  firstStated(cii.all(party, 'DefinedTradeContact/PersonName'));

/** VA is the VAT number (BT-31, BT-48), FC the local tax number (BT-32); a register number (SIREN, HRB …) is weak. */
function taxIdOf(party: XmlElement | undefined): Stated | undefined {
  const registrations = cii.all(party, 'SpecifiedTaxRegistration/ID');
  const of = (scheme: string): XmlElement[] => registrations.filter((id) => attribute(id, 'schemeID')?.toUpperCase() === scheme);
  const strong = firstStated(of('VA')) ?? firstStated(of('FC')) ?? firstStated(registrations);
  if (strong !== undefined) return strong;
  const weak = firstStated(cii.all(party, 'SpecifiedLegalOrganization/ID'));
  return weak === undefined ? undefined : { ...weak, certainty: 'weak' };
}

function taxOf(tax: XmlElement): TaxLine {
  const type = oneLine(cii.one(tax, 'TypeCode')?.text) ?? 'VAT';
  return {
    kind: type === 'VAT' || type === 'GST' ? 'vat' : 'other',
    label: type,
    rate: decimal(cii.one(tax, 'RateApplicablePercent|ApplicablePercent')?.text),
    base: decimal(cii.one(tax, 'BasisAmount')?.text),
    amount: decimal(cii.one(tax, 'CalculatedAmount')?.text),
  };
}

/** Extended lines may be group headings or information (`LineStatusReasonCode`); ZUGFeRD 1 has lines that are a note alone. */
function isItem(line: XmlElement): boolean {
  const status = cii.one(line, 'AssociatedDocumentLineDocument/LineStatusReasonCode')?.text ?? 'DETAIL';
  return status === 'DETAIL' && (cii.one(line, 'SpecifiedTradeProduct') !== undefined || lineAmount(line) !== null);
}

const lineAmount = (line: XmlElement): string | null =>
  decimal(cii.one(line, 'SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation/LineTotalAmount')?.text);

function lineOf(line: XmlElement): LineItem {
  const price = cii.one(line, 'SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement/NetPriceProductTradePrice');
  const charge = decimal(cii.one(price, 'ChargeAmount')?.text);
  const base = decimal(cii.one(price, 'BasisQuantity')?.text);
  const hasBase = charge !== null && base !== null && !['0', '1'].includes(new Big(base).toFixed());
  const settlement = cii.one(line, 'SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement');
  return {
    description: oneLine(cii.one(line, 'SpecifiedTradeProduct/Name')?.text) ?? oneLine(cii.one(line, 'SpecifiedTradeProduct/Description')?.text) ?? oneLine(cii.one(line, 'AssociatedDocumentLineDocument/IncludedNote/Content')?.text) ?? '',
    quantity: decimal(cii.one(line, 'SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery/BilledQuantity')?.text),
    unitPrice: hasBase ? decimal(new Big(charge).div(base).toFixed()) : charge,
    taxRate: decimal(cii.one(settlement, 'ApplicableTradeTax/RateApplicablePercent|ApplicablePercent')?.text),
    amount: lineAmount(line),
  };
}
