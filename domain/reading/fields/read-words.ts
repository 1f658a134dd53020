import { fieldNames, type FieldName } from '../../../contract/extraction.ts';
import type { Draft, FieldDraft } from '../draft.ts';
import { findTables } from '../items/find-tables.ts';
import { readItems } from '../items/read-items.ts';
import type { Scan } from '../scan/scan.ts';
import { chooseAmounts, type ChosenAmounts } from './choose-amounts.ts';
import { chooseCae } from './choose-cae.ts';
import { chooseCurrency } from './choose-currency.ts';
import { chooseDates, type ChosenDates } from './choose-dates.ts';
import { chooseNames } from './choose-names.ts';
import { chooseNumber } from './choose-number.ts';
import { chooseTaxIds } from './choose-tax-ids.ts';
import { chooseType } from './choose-type.ts';
import { chooseVatConditions, type VatConditions } from './choose-vat-conditions.ts';
import { recipientAnchors } from './recipient-area.ts';

/** What the words of one invoice say, field by field, with the parts that later checks need. */
export interface WordReading {
  fields: Draft['fields'];
  taxes: Draft['taxes'];
  lineItems: Draft['lineItems'];
  amounts: ChosenAmounts;
  dates: ChosenDates;
  vatConditions: VatConditions;
}

/** Reads an invoice from its words and their places alone. */
export function readWords(scan: Scan): WordReading {
  const tables = findTables(scan);
  const items = readItems(scan, tables);
  const anchors = recipientAnchors(scan);
  const amounts = chooseAmounts(scan, tables, items);
  const dates = chooseDates(scan);
  const taxIds = chooseTaxIds(scan, anchors);
  const cae = chooseCae(scan);
  const currency = chooseCurrency(scan, amounts.totalToken);
  const all: Partial<Record<FieldName, FieldDraft>> = {
    ...chooseNames(scan, anchors, taxIds), ...taxIds, ...chooseType(scan), ...chooseNumber(scan),
    ...(dates.issueDate ? { issueDate: dates.issueDate } : {}), ...(dates.dueDate ? { dueDate: dates.dueDate } : {}), ...(dates.caeDueDate ? { caeDueDate: dates.caeDueDate } : {}),
    ...(currency ? { currency } : {}), ...(cae ? { cae } : {}),
    ...(amounts.netAmount ? { netAmount: amounts.netAmount } : {}), ...(amounts.taxAmount ? { taxAmount: amounts.taxAmount } : {}), ...(amounts.totalAmount ? { totalAmount: amounts.totalAmount } : {}),
  };
  const fields = Object.fromEntries(fieldNames.flatMap((name) => (all[name] ? [[name, all[name]]] : []))) as Draft['fields'];
  return { fields, taxes: amounts.taxes, lineItems: items.map(({ description, quantity, unitPrice, taxRate, amount }) => ({ description, quantity, unitPrice, taxRate, amount })), amounts, dates, vatConditions: chooseVatConditions(scan, anchors, taxIds) };
}

/** The key fields alone, as `readWords` has them. */
export function readKeyFields(scan: Scan): Draft['fields'] {
  const tables = findTables(scan);
  const amounts = chooseAmounts(scan, tables, readItems(scan, tables));
  const { issuerTaxId } = chooseTaxIds(scan, recipientAnchors(scan));
  const { invoiceNumber } = chooseNumber(scan);
  const { issueDate } = chooseDates(scan);
  const currency = chooseCurrency(scan, amounts.totalToken);
  const { totalAmount } = amounts;
  return { ...(issuerTaxId ? { issuerTaxId } : {}), ...(invoiceNumber ? { invoiceNumber } : {}), ...(issueDate ? { issueDate } : {}), ...(currency ? { currency } : {}), ...(totalAmount ? { totalAmount } : {}) };
}
