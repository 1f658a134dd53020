import { z } from 'zod';
import { Id, listOf, Paging, Timestamp } from './common.ts';

export const notificationKinds = [
  'document.in_review', 'document.approved', 'document.review_approved', 'document.review_rejected', 'document.failed',
  'webhook.dead_letter', 'webhook.endpoint_disabled', 'upload_link.received', 'upload_link.refused', 'plan.documents_used_up',
  'operations.alert',
] as const;
export const NotificationKind = z.enum(notificationKinds).meta({ id: 'NotificationKind' });
export type NotificationKind = z.infer<typeof NotificationKind>;

export const Notification = z.object({
  id: Id,
  kind: NotificationKind,
  documentId: Id.nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).meta({ description: 'What a sentence of this kind needs: file name, client, URL, error code' }),
  isRead: z.boolean(),
  createdAt: Timestamp,
}).meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

export const NotificationFilter = Paging.extend({
  kind: listOf(NotificationKind).optional(),
  unread: z.enum(['true', 'false']).transform((v) => v === 'true').optional().meta({ description: 'true: only those not read' }),
});
export type NotificationFilter = z.infer<typeof NotificationFilter>;

export const NotificationPage = z.object({
  items: z.array(Notification), total: z.int().min(0), limit: z.int(), offset: z.int(),
  unread: z.int().meta({ description: 'Of all kinds, counted up to 1000' }),
}).meta({ id: 'NotificationPage' });
export type NotificationPage = z.infer<typeof NotificationPage>;

export const ReadAll = z.strictObject({ until: Timestamp.optional().meta({ description: 'By default now' }) }).meta({ id: 'ReadAll', examples: [{ until: '2026-03-06T18:42:59.642Z' }] });
export type ReadAll = z.infer<typeof ReadAll>;
