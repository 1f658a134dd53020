import { z } from 'zod';
import { Actor, Day, Id, Paging, Timestamp } from './common.ts';

export const AuditEntry = z.object({
  id: z.string(),
  actor: Actor,
  action: z.string().meta({ examples: ['document.status', 'member.removed'] }),
  subject: z.string().meta({ description: 'kind:id' }),
  documentId: Id.nullable(),
  detail: z.record(z.string(), z.unknown()),
  createdAt: Timestamp,
}).meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditFilter = Paging.extend({
  action: z.string().max(100).regex(/^[a-z_.]+$/).optional().meta({ description: 'An action, or the beginning of some, such as `member.`' }),
  actorId: z.string().max(100).regex(/^[\w-]+$/).optional(),
  documentId: Id.optional(),
  from: Day.optional().meta({ description: 'On this day or later (UTC)' }),
  to: Day.optional().meta({ description: 'On this day or earlier (UTC)' }),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
