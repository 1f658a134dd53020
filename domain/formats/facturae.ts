import type { LineItem, TaxLine } from '../../contract/extraction.ts';
import { currencyCode } from './currency.ts';
import { finder, pathOf, type XmlElement } from './element.ts';
import type { InvoiceReading, Stated } from './reading.ts';
import { decimal, derived, firstStated, isoDate, oneLine, present, stated, sum } from './values.ts';

/** Only the root is in the namespace. */
const fe = finder((namespace) => namespace === null || /facturae/i.test(namespace));

/** Facturae 3.2.x TaxTypeCode: 01 IVA, 02 IPSI, 03 IGIC (VAT of Ceuta, Melilla and the Canaries), 17–19 their special schemes. */
const VAT_TYPES = new Set(['01', '02', '03', '17', '18', '19']);
const LABELS: Record<string, string> = { '01': 'IVA', '02': 'IPSI', '03': 'IGIC', '04': 'IRPF', '05': 'Otro', '06': 'ITPAJD', '07': 'IE', '14': 'IMSN', '20': 'IPS', '22': 'IVPEE', '26': 'RIVA' };

/** Facturae 3.0 to 3.2.x: one seller and buyer, and a batch of one or more invoices. */
export function readFacturae(root: XmlElement): InvoiceReading[] {
  return fe.all(root, 'Invoices/Invoice').map((invoice) => readInvoice(root, invoice));
}

function readInvoice(root: XmlElement, invoice: XmlElement): InvoiceReading {
  const header = fe.one(invoice, 'InvoiceHeader');
  const issue = fe.one(invoice, 'InvoiceIssueData');
  const totals = fe.one(invoice, 'InvoiceTotals');
  const outputs = fe.all(invoice, 'TaxesOutputs/Tax').flatMap(taxesOf);
  const withheld = fe.all(invoice, 'TaxesWithheld/Tax').flatMap(taxesOf).map((tax): TaxLine => ({ ...tax, kind: 'withholding' }));
  const series = oneLine(fe.one(header, 'InvoiceSeriesCode')?.text);
  const classCode = stated(fe.one(header, 'InvoiceClass'));
  const isCorrective = fe.one(header, 'Corrective') !== undefined;
  const total = stated(fe.one(totals, 'InvoiceTotal'), decimal);
  const otherTaxes = sum(outputs.filter((tax) => tax.kind !== 'vat').map((tax) => tax.amount));
  return {
    format: 'facturae',
    profile: oneLine(fe.one(root, 'FileHeader/SchemaVersion')?.text),
    nature: isCorrective && total?.value.startsWith('-') ? 'credit-note' : 'invoice',
    path: pathOf(invoice),
    fields: present({
      issuerName: nameOf(fe.one(root, 'Parties/SellerParty')),
      issuerTaxId: stated(fe.one(root, 'Parties/SellerParty/TaxIdentification/TaxIdentificationNumber')),
      recipientName: nameOf(fe.one(root, 'Parties/BuyerParty')),
      recipientTaxId: stated(fe.one(root, 'Parties/BuyerParty/TaxIdentification/TaxIdentificationNumber')),
      invoiceTypeCode: classCode,
      invoiceNumber: stated(fe.one(header, 'InvoiceNumber'), (text) => numberOf(series, oneLine(text))),
      issueDate: stated(fe.one(issue, 'IssueDate'), isoDate),
      dueDate: firstStated(fe.all(invoice, 'PaymentDetails/Installment/InstallmentDueDate'), isoDate),
      currency: stated(fe.one(issue, 'InvoiceCurrencyCode'), currencyCode) ?? stated(fe.one(root, 'FileHeader/Batch/InvoiceCurrencyCode'), currencyCode),
      netAmount: stated(fe.one(totals, 'TotalGrossAmountBeforeTaxes'), decimal) ?? stated(fe.one(totals, 'TotalGrossAmount'), decimal),
      taxAmount: vatOf(totals, outputs, otherTaxes),
      totalAmount: total,
    }),
    amounts: present({
      payable: stated(fe.one(totals, 'TotalExecutableAmount'), decimal) ?? stated(fe.one(totals, 'TotalOutstandingAmount'), decimal),
      prepaid: stated(fe.one(totals, 'TotalPaymentsOnAccount'), decimal),
      withheld: stated(fe.one(totals, 'TotalTaxesWithheld'), decimal),
      otherTaxes: derived(otherTaxes, invoice),
      allowances: stated(fe.one(totals, 'TotalGeneralDiscounts'), decimal),
      charges: stated(fe.one(totals, 'TotalGeneralSurcharges'), decimal),
    }),
    taxes: [...outputs, ...withheld],
    lineItems: fe.all(invoice, 'Items/InvoiceLine').map(lineOf),
    uniqueId: null,
    series,
  };
}

/** A Spanish number is series and number together (RD 1619/2012, art. 6): either alone repeats. */
const numberOf = (series: string | null, number: string | null): string | null =>
  series === null || number === null || number.startsWith(series) ? number : `${series}-${number}`;

/** `TotalTaxOutputs` is all of them: other taxes are taken out where there are any. */
function vatOf(totals: XmlElement | undefined, outputs: TaxLine[], otherTaxes: string | null): Stated | undefined {
  const all = stated(fe.one(totals, 'TotalTaxOutputs'), decimal);
  if (all === undefined || otherTaxes === null || totals === undefined) return all;
  return derived(sum(outputs.filter((tax) => tax.kind === 'vat').map((tax) => tax.amount)), totals);
}

function nameOf(party: XmlElement | undefined): Stated | undefined {
  const company = stated(fe.one(party, 'LegalEntity/CorporateName'));
  if (company !== undefined) return company;
  const person = fe.one(party, 'Individual');
  const names = ['Name', 'FirstSurname', 'SecondSurname'].map((part) => oneLine(fe.one(person, part)?.text)).filter((part) => part !== null);
  return names.length === 0 ? undefined : stated(person, () => names.join(' '));
}

/** The equivalence surcharge is VAT of retailers, stated beside the rate that it goes with. */
function taxesOf(tax: XmlElement): TaxLine[] {
  const code = oneLine(fe.one(tax, 'TaxTypeCode')?.text) ?? '';
  const kind = VAT_TYPES.has(code) ? 'vat' : 'other';
  const label = LABELS[code] ?? (code || null);
  const base = decimal(fe.one(tax, 'TaxableBase/TotalAmount')?.text);
  const surcharge = decimal(fe.one(tax, 'EquivalenceSurchargeAmount/TotalAmount')?.text);
  return [
    { kind, label, rate: decimal(fe.one(tax, 'TaxRate')?.text), base, amount: decimal(fe.one(tax, 'TaxAmount/TotalAmount')?.text) },
    ...(surcharge === null ? [] : [{ kind, label: 'Recargo de equivalencia', rate: decimal(fe.one(tax, 'EquivalenceSurcharge')?.text), base, amount: surcharge } as const]),
  ];
}

function lineOf(line: XmlElement): LineItem {
  return {
    description: oneLine(fe.one(line, 'ItemDescription')?.text) ?? '',
    quantity: decimal(fe.one(line, 'Quantity')?.text),
    unitPrice: decimal(fe.one(line, 'UnitPriceWithoutTax')?.text),
    taxRate: decimal(fe.one(line, 'TaxesOutputs/Tax/TaxRate')?.text),
    amount: decimal(fe.one(line, 'GrossAmount')?.text) ?? decimal(fe.one(line, 'TotalCost')?.text),
  };
}
