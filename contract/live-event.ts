import { z } from 'zod';
import { Id } from './common.ts';

export const liveEventKinds = ['document', 'review-task', 'notification', 'delivery', 'endpoint', 'upload-error'] as const;
export const LiveEventKind = z.enum(liveEventKinds);
export type LiveEventKind = z.infer<typeof LiveEventKind>;

/**
 * The data of one server-sent event, whose `event` is its kind: something of this id changed; ask the API for what it is now. One may come twice.
 * Beside these there is `event: reset`: more happened than is told; ask for everything that is shown.
 */
export const LiveEvent = z.object({
  kind: LiveEventKind,
  id: Id,
  data: z.record(z.string(), z.unknown()).meta({ description: 'The new status, and ids of what it belongs to' }),
}).meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof LiveEvent>;

export const LastEventId = z.object({
  'last-event-id': z.string().max(60).regex(/^\d{1,20}-\d{1,12}$/).optional().meta({ description: 'Of the last event seen: the stream goes on from there' }),
});
