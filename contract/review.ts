import { z } from 'zod';
import { Actor, Id, listOf, Paging, Timestamp } from './common.ts';
import { DocumentSummary } from './document.ts';
import { Decimal, LineItem, Reason, TaxLine, type FieldName } from './extraction.ts';

export const ReviewStatus = z.enum(['open', 'approved', 'rejected', 'withdrawn']).meta({ id: 'ReviewStatus' });
export type ReviewStatus = z.infer<typeof ReviewStatus>;

export const ReviewTask = z.object({
  id: Id,
  documentId: Id,
  document: DocumentSummary,
  status: ReviewStatus,
  confidence: z.number(),
  reasons: z.array(Reason),
  assignedTo: z.object({ id: Id, name: z.string() }).nullable().meta({ description: 'The member who is to decide; a wish, not a lock' }),
  claimedBy: z.string().nullable().meta({ description: 'Who holds the task; null when nobody does or the lease is over' }),
  claimedByMe: z.boolean(),
  claimedUntil: Timestamp.nullable(),
  decision: z.object({ decidedBy: Actor, reason: z.string().nullable() }).nullable(),
  createdAt: Timestamp,
  decidedAt: Timestamp.nullable(),
}).meta({ id: 'ReviewTask' });
export type ReviewTask = z.infer<typeof ReviewTask>;

export const ReviewFilter = Paging.extend({
  status: listOf(ReviewStatus).optional().meta({ description: 'By default open' }),
  clientId: Id.optional(),
  assignee: z.union([z.enum(['me', 'nobody']), Id]).optional().meta({ description: 'me, nobody, or the id of a user' }),
  sort: z.enum(['queue', '-createdAt', 'createdAt']).default('queue').meta({ description: 'queue: most doubtful first, then oldest' }),
});
export type ReviewFilter = z.infer<typeof ReviewFilter>;

const corrected = (form: z.ZodString | z.ZodISODate, description: string, example: string) => form.nullable().exactOptional().meta({ description, examples: [example] });
const text = z.string().min(1).regex(/\S/).max(500).trim();
/** Of years that databases and people know. */
const day = z.iso.date('Expected a date such as 2026-03-06').regex(/^[12]/, 'Expected a date such as 2026-03-06');
const taxId = 'A CUIT by its eleven digits; any other tax id as it is printed';
const money = 'A decimal: optional minus, up to 15 digits, optional point and up to 6 digits; no signs of thousands or currency';

/** Each field in its own form. */
export const CorrectedFields = z.strictObject({
  issuerName: corrected(text, 'As it is printed', 'Molinos Quebracho S.R.L.'),
  issuerTaxId: corrected(text, taxId, '30712345671'),
  recipientName: corrected(text, 'As it is printed', 'Almacén Don Braulio SRL'),
  recipientTaxId: corrected(text, taxId, '30500010912'),
  invoiceType: corrected(text, 'As it is printed; in Argentina the letter', 'A'),
  invoiceTypeCode: corrected(text, 'The code of the tax authority', '01'),
  invoiceNumber: corrected(text, 'As it is printed; in Argentina point of sale and number', '0003-00000042'),
  pointOfSale: corrected(text, 'Its digits', '0003'),
  issueDate: corrected(day, 'ISO 8601', '2026-03-02'),
  dueDate: corrected(day, 'ISO 8601', '2026-04-01'),
  currency: corrected(z.string().regex(/^[A-Z]{3}$/, 'Expected an ISO 4217 code such as ARS'), 'ISO 4217', 'ARS'),
  netAmount: corrected(Decimal, money, '10000.00'),
  taxAmount: corrected(Decimal, money, '2400.00'),
  totalAmount: corrected(Decimal, money, '12400.00'),
  cae: corrected(text, 'Its digits', '76092345678901'),
  caeDueDate: corrected(day, 'ISO 8601', '2026-03-12'),
} satisfies Record<FieldName, z.ZodType>).meta({ id: 'CorrectedFields', description: 'A null takes the field away' });

/** What a person says instead of the reading; lists replace the read ones as a whole. */
export const Corrections = z.strictObject({
  fields: CorrectedFields.optional(),
  taxes: z.array(TaxLine).max(50).optional(),
  lineItems: z.array(LineItem).max(1000).optional(),
}).meta({ id: 'Corrections' });
export type Corrections = z.infer<typeof Corrections>;

export const Approval = z.strictObject({ corrections: Corrections.optional() }).meta({ id: 'Approval', examples: [{ corrections: { fields: { totalAmount: '12750.00' } } }] });
export type Approval = z.infer<typeof Approval>;

export const Assignment = z.strictObject({ userId: Id.nullable().meta({ description: 'Of a member; null: nobody' }) }).meta({ id: 'Assignment', examples: [{ userId: '0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11' }] });
export type Assignment = z.infer<typeof Assignment>;

export const Rejection = z.strictObject({ reason: z.string().min(1).regex(/\S/).max(1000).trim() }).meta({ id: 'Rejection', examples: [{ reason: 'Not addressed to this client' }] });
export type Rejection = z.infer<typeof Rejection>;
