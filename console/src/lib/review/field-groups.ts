import type { FieldName } from '../contract.ts';
import { m } from '../paraglide/messages.js';

/** The order in which a reviewer meets the fields, which is also that of Enter. */
export const fieldGroups: readonly { title: () => string; fields: readonly FieldName[] }[] = [
  { title: m.group_parties, fields: ['issuerName', 'issuerTaxId', 'recipientName', 'recipientTaxId'] },
  { title: m.group_invoice, fields: ['invoiceType', 'invoiceTypeCode', 'pointOfSale', 'invoiceNumber', 'issueDate', 'dueDate'] },
  { title: m.group_amounts, fields: ['currency', 'netAmount', 'taxAmount', 'totalAmount'] },
  { title: m.group_authorization, fields: ['cae', 'caeDueDate'] },
];

export const fieldOrder: readonly FieldName[] = fieldGroups.flatMap(({ fields }) => fields);
