import { z } from 'zod';
import { Id } from './common.ts';
import { errorCodes } from './errors.ts';

const ids = z.array(Id).min(1).max(100);

export const DocumentBulk = z.strictObject({ action: z.enum(['start', 'reprocess', 'cancel', 'erase']), ids })
  .meta({ id: 'DocumentBulk', examples: [{ action: 'reprocess', ids: ['0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11'] }] });
export type DocumentBulk = z.infer<typeof DocumentBulk>;

export const ReviewBulk = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('approve'), ids }),
  z.strictObject({ action: z.literal('reject'), ids, reason: z.string().min(1).regex(/\S/).max(1000).trim() }),
]).meta({ id: 'ReviewBulk', examples: [{ action: 'reject', ids: ['0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11'], reason: 'Not addressed to this client' }] });
export type ReviewBulk = z.infer<typeof ReviewBulk>;

export const BulkResult = z.object({
  results: z.array(z.object({ id: Id, error: z.object({ code: z.enum(errorCodes), message: z.string() }).nullable() })),
}).meta({ id: 'BulkResult', description: 'Each by itself, in the order asked for: one that fails stops no other' });
export type BulkResult = z.infer<typeof BulkResult>;
