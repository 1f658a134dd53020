import Big from 'big.js';
import type { LineItem } from '../../contract/extraction.ts';
import { attribute, pathOf, type XmlElement } from './element.ts';
import { currencyCode } from './currency.ts';
import { dueDateInTerms } from './due-date-text.ts';
import type { InvoiceReading, Nature, Stated } from './reading.ts';
import { ubl } from './ubl-finder.ts';
import { ublAmounts } from './ubl-amounts.ts';
import { ublName, ublTaxId } from './ubl-party.ts';
import { ublTaxes } from './ubl-tax.ts';
import { decimal, derived, firstStated, isoDate, oneLine, present, stated, statedAttribute } from './values.ts';

/** UNTDID 1001, DIAN table 13.1.3 and SUNAT catalogue 01. */
const CREDIT_CODES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532', '91', '07']);
const DEBIT_CODES = new Set(['80', '84', '382', '383', '92', '08']);

/** UBL 2.x invoices, credit and debit notes with the habits of Peppol, XRechnung, SUNAT, DIAN and UBL-TR. */
export function readUbl(root: XmlElement): InvoiceReading {
  const supplier = ubl.one(root, 'AccountingSupplierParty|SellerSupplierParty');
  const customer = ubl.one(root, 'AccountingCustomerParty|BuyerCustomerParty');
  const totals = ubl.one(root, 'LegalMonetaryTotal|RequestedMonetaryTotal');
  const currency =
    stated(ubl.one(root, 'DocumentCurrencyCode'), currencyCode) ??
    statedAttribute(totals?.children.find((child) => child.attributes.has('currencyID')), 'currencyID', currencyCode);
  const taxes = ublTaxes(root, currency?.value);
  const typeCode = typeCodeOf(root);
  const issueDate = stated(ubl.one(root, 'IssueDate'), isoDate);
  const terms = ubl.all(root, 'PaymentTerms/Note');
  const amounts = ublAmounts(root, totals, taxes.taxAmount, taxes.other);
  return {
    format: 'ubl',
    profile: oneLine(ubl.one(root, 'CustomizationID')?.text) ?? oneLine(ubl.one(root, 'UBLVersionID')?.text),
    nature: natureOf(root, typeCode?.value),
    path: pathOf(root),
    fields: present({
      issuerName: ublName(ubl.one(supplier, 'Party')),
      issuerTaxId: ublTaxId(ubl.one(supplier, 'Party'), ubl.one(supplier, 'CustomerAssignedAccountID')),
      recipientName: ublName(ubl.one(customer, 'Party')),
      recipientTaxId: ublTaxId(ubl.one(customer, 'Party'), ubl.one(customer, 'CustomerAssignedAccountID')),
      invoiceTypeCode: typeCode,
      invoiceNumber: stated(ubl.one(root, 'ID')),
      issueDate,
      dueDate:
        stated(ubl.one(root, 'DueDate'), isoDate) ??
        firstStated(ubl.all(root, 'PaymentMeans/PaymentDueDate'), isoDate) ??
        firstStated(ubl.all(root, 'PaymentTerms/PaymentDueDate'), isoDate) ??
        derived(dueDateInTerms(terms.map(({ text }) => text), issueDate?.value), terms[0] ?? root),
      currency,
      netAmount: amounts.net,
      taxAmount: taxes.taxAmount,
      totalAmount: amounts.total,
    }),
    amounts: present({
      payable: stated(ubl.one(totals, 'PayableAmount'), decimal),
      prepaid: stated(ubl.one(totals, 'PrepaidAmount'), decimal),
      allowances: stated(ubl.one(totals, 'AllowanceTotalAmount'), decimal),
      charges: stated(ubl.one(totals, 'ChargeTotalAmount'), decimal),
      withheld: derived(taxes.withheld, root),
      otherTaxes: derived(taxes.other, root),
    }),
    taxes: taxes.lines,
    lineItems: ubl.all(root, 'InvoiceLine|CreditNoteLine|DebitNoteLine').map(lineOf),
    uniqueId: uniqueIdOf(root),
    series: null,
  };
}

/** SUNAT has no type code element in credit and debit notes: catalogue 01 gives them 07 and 08 by their root. */
function typeCodeOf(root: XmlElement): Stated | undefined {
  const code = stated(ubl.one(root, 'InvoiceTypeCode|CreditNoteTypeCode|DebitNoteTypeCode'));
  if (code !== undefined) return code;
  const responses = ubl.all(root, 'DiscrepancyResponse/ResponseCode');
  const isSunat = /^[12]\.0$/.test(ubl.one(root, 'CustomizationID')?.text ?? '') && responses.length > 0;
  if (!isSunat) return undefined;
  return derived(root.name === 'CreditNote' ? '07' : root.name === 'DebitNote' ? '08' : null, root);
}

function natureOf(root: XmlElement, code: string | undefined): Nature {
  if (/CreditNote$/.test(root.name) || CREDIT_CODES.has(code ?? '') || code === 'IADE') return 'credit-note';
  if (root.name === 'DebitNote' || DEBIT_CODES.has(code ?? '')) return 'debit-note';
  return 'invoice';
}

function lineOf(line: XmlElement): LineItem {
  const item = ubl.one(line, 'Item');
  const price = decimal(ubl.one(line, 'Price/PriceAmount')?.text);
  const base = decimal(ubl.one(line, 'Price/BaseQuantity')?.text);
  const hasBase = price !== null && base !== null && !['0', '1'].includes(new Big(base).toFixed());
  const description = oneLine(ubl.one(item, 'Name')?.text) ?? oneLine(ubl.all(item, 'Description').map(({ text }) => text).join(' '));
  const rates = [...ubl.all(item, 'ClassifiedTaxCategory/Percent'), ...ubl.all(line, 'TaxTotal/TaxSubtotal/TaxCategory/Percent'), ...ubl.all(line, 'TaxTotal/TaxSubtotal/Percent')];
  return {
    description: description ?? oneLine(ubl.one(line, 'Note')?.text) ?? '',
    quantity: decimal(ubl.one(line, 'InvoicedQuantity|CreditedQuantity|DebitedQuantity')?.text),
    unitPrice: hasBase ? decimal(new Big(price).div(base).toFixed()) : price,
    taxRate: firstStated(rates, decimal)?.value ?? null,
    amount: decimal(ubl.one(line, 'LineExtensionAmount')?.text),
  };
}

/** DIAN's CUFE and CUDE stand in `UUID` and name themselves in `schemeName`; elsewhere it is a UUID. */
function uniqueIdOf(root: XmlElement): InvoiceReading['uniqueId'] {
  const uuid = ubl.one(root, 'UUID');
  const value = oneLine(uuid?.text);
  if (value === null) return null;
  return { kind: /^CU[FD]/i.test(attribute(uuid, 'schemeName') ?? '') ? 'cufe' : 'uuid', value };
}
