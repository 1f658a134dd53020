import { z } from 'zod';
import { Actor, Id, listOf, Paging, Timestamp } from './common.ts';
import { DocumentSummary } from './document.ts';
import { FieldName, LineItem, Reason, TaxLine } from './extraction.ts';

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

/** What a person says instead of the reading. A null takes a field away; lists replace the read ones as a whole. */
export const Corrections = z.strictObject({
  fields: z.partialRecord(FieldName, z.string().trim().min(1).regex(/\S/).max(500).nullable()).optional(),
  taxes: z.array(TaxLine).max(50).optional(),
  lineItems: z.array(LineItem).max(1000).optional(),
}).meta({ id: 'Corrections' });
export type Corrections = z.infer<typeof Corrections>;

export const Approval = z.strictObject({ corrections: Corrections.optional() }).meta({ id: 'Approval', examples: [{ corrections: { fields: { totalAmount: '12750.00' } } }] });
export type Approval = z.infer<typeof Approval>;

export const Assignment = z.strictObject({ userId: Id.nullable().meta({ description: 'Of a member; null: nobody' }) }).meta({ id: 'Assignment', examples: [{ userId: '0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11' }] });
export type Assignment = z.infer<typeof Assignment>;

export const Rejection = z.strictObject({ reason: z.string().trim().min(1).regex(/\S/).max(1000) }).meta({ id: 'Rejection', examples: [{ reason: 'Not addressed to this client' }] });
export type Rejection = z.infer<typeof Rejection>;
