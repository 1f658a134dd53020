import { fieldNames, type FieldName, type keyFields } from '../../../contract/extraction.ts';
import type { Draft, FieldDraft } from '../draft.ts';
import { findTables } from '../items/find-tables.ts';
import { readItems } from '../items/read-items.ts';
import { once } from '../once.ts';
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

type KeyFieldName = (typeof keyFields)[number];

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

/** The key fields as `readWords` has them, one by one: only what is asked for is read. */
export function keyFieldReader(scan: Scan): (name: KeyFieldName) => FieldDraft | undefined {
  const amounts = once(() => {
    const tables = findTables(scan);
    return chooseAmounts(scan, tables, readItems(scan, tables));
  });
  const readers: Record<KeyFieldName, () => FieldDraft | undefined> = {
    issuerTaxId: once(() => chooseTaxIds(scan, recipientAnchors(scan)).issuerTaxId),
    invoiceNumber: once(() => chooseNumber(scan).invoiceNumber),
    issueDate: once(() => chooseDates(scan).issueDate),
    currency: once(() => chooseCurrency(scan, amounts().totalToken)),
    totalAmount: () => amounts().totalAmount,
  };
  return (name) => readers[name]();
}
