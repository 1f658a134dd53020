import { z } from 'zod';
import { Box } from './page.ts';

export const fieldNames = [
  'issuerName', 'issuerTaxId', 'recipientName', 'recipientTaxId', 'invoiceType', 'invoiceTypeCode', 'invoiceNumber', 'pointOfSale',
  'issueDate', 'dueDate', 'currency', 'netAmount', 'taxAmount', 'totalAmount', 'cae', 'caeDueDate',
] as const;
export const FieldName = z.enum(fieldNames).meta({ id: 'FieldName' });
export type FieldName = z.infer<typeof FieldName>;

/** The fields that must all be right for an invoice to be usable: who, which, when, how much, in what. */
export const keyFields = ['issuerTaxId', 'invoiceNumber', 'issueDate', 'currency', 'totalAmount'] as const satisfies FieldName[];

export const amountFields = ['netAmount', 'taxAmount', 'totalAmount'] as const satisfies FieldName[];
export const dateFields = ['issueDate', 'dueDate', 'caeDueDate'] as const satisfies FieldName[];

/** A decimal number as text, so that no binary float ever holds money: optional minus, digits, optional point and digits. */
export const Decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'Expected a decimal such as 12750.00').meta({ id: 'Decimal', examples: ['12750.00'] });

/** Where a value was read. `derived`: computed from other fields; `history`: from this supplier's earlier documents. */
export const FieldSource = z.enum(['xml', 'qr', 'barcode', 'text', 'ocr', 'history', 'ai', 'derived', 'human']).meta({ id: 'FieldSource' });
export type FieldSource = z.infer<typeof FieldSource>;

export const Field = z.object({
  value: z.string().meta({ description: 'Dates ISO 8601, currency ISO 4217, amounts decimal, everything as text', examples: ['2026-03-06'] }),
  confidence: z.number().min(0).max(1).meta({ description: 'Of the values given with 0.98, 98 in 100 are right' }),
  source: FieldSource,
  page: z.int().min(1).nullable().meta({ description: 'The page on which the value stands; null where it stands on none' }),
  box: Box.nullable(),
}).meta({ id: 'Field' });
export type Field = z.infer<typeof Field>;

export const Fields = z.partialRecord(FieldName, Field).meta({ id: 'Fields', description: 'A field that the document does not state is left out' });
export type Fields = z.infer<typeof Fields>;

export const TaxLine = z.object({
  kind: z.enum(['vat', 'perception', 'withholding', 'internal', 'other']),
  label: z.string().nullable().meta({ description: 'As the document names it, such as "Perc. IIBB CABA"' }),
  rate: Decimal.nullable().meta({ description: 'Per cent, such as 21 or 10.5' }),
  base: Decimal.nullable(),
  amount: Decimal.nullable(),
}).meta({ id: 'TaxLine' });
export type TaxLine = z.infer<typeof TaxLine>;

export const LineItem = z.object({
  description: z.string().meta({ examples: ['Harina 000 x 25 kg'] }),
  quantity: Decimal.nullable(),
  unitPrice: Decimal.nullable(),
  taxRate: Decimal.nullable(),
  amount: Decimal.nullable(),
}).meta({ id: 'LineItem' });
export type LineItem = z.infer<typeof LineItem>;

/** Why a confidence is lower than it could be, or why a person must look. Codes are stable and translated by the console. */
export const reasonCodes = [
  'field_missing', 'field_ambiguous', 'field_low_confidence', 'ocr_uncertain',
  'tax_id_check_failed', 'sum_mismatch', 'tax_mismatch', 'line_items_mismatch', 'date_implausible', 'date_ambiguous', 'currency_ambiguous',
  'code_mismatch', 'code_damaged', 'structure_mismatch', 'letter_mismatch', 'authorization_invalid', 'number_invalid', 'vat_contained',
  'duplicate_fiscal', 'duplicate_file', 'duplicate_near', 'not_invoice', 'not_addressed_to_client', 'page_unreadable', 'several_invoices',
  'totals_several', 'ai_unaligned', 'ai_disagrees', 'ai_failed', 'placeholder_data',
] as const;
export const ReasonCode = z.enum(reasonCodes).meta({ id: 'ReasonCode' });
export type ReasonCode = z.infer<typeof ReasonCode>;

export const Reason = z.object({
  code: ReasonCode,
  message: z.string().meta({ description: 'English; translate by code' }),
  field: FieldName.nullable(),
  /** A blocking reason keeps the document from being approved without a person, whatever the confidence. */
  blocking: z.boolean(),
}).meta({ id: 'Reason' });
export type Reason = z.infer<typeof Reason>;

/** One reading of a document. */
export const Extraction = z.object({
  isInvoice: z.boolean(),
  confidence: z.number().min(0).max(1).meta({ description: 'That every key field is right' }),
  fields: Fields,
  taxes: z.array(TaxLine),
  lineItems: z.array(LineItem),
  reasons: z.array(Reason),
  reader: z.string().meta({ description: 'Which reader decided, such as "xml:ubl", "qr+text", "text", "ocr", "ai:gpt-5"' }),
  version: z.string().meta({ description: 'Version of the reader and its calibration' }),
}).meta({ id: 'Extraction' });
export type Extraction = z.infer<typeof Extraction>;
