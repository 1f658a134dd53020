import { z } from 'zod';
import { Id } from './common.ts';

export const liveEventKinds = ['document', 'review-task', 'notification', 'delivery', 'endpoint', 'upload-error'] as const;
export const LiveEventKind = z.enum(liveEventKinds);
export type LiveEventKind = z.infer<typeof LiveEventKind>;

/**
 * The data of one server-sent event, whose `event` is its kind: something of this id changed; ask the API for what it is now. One comes twice only where the connection was lost between several.
 * Beside these there is `event: reset`: more happened than is told; ask for everything that is shown.
 */
export const LiveEvent = z.object({
  kind: LiveEventKind,
  id: Id,
  data: z.record(z.string(), z.unknown()).meta({ description: 'The new status, and ids of what it belongs to' }),
}).meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof LiveEvent>;

/** One event as the wire has it. */
export const StreamedEvent = z.object({
  event: z.enum(['ready', 'reset', ...liveEventKinds]),
  id: z.string().meta({ description: 'Send it back as Last-Event-ID' }),
  data: z.string().meta({ description: 'JSON: a LiveEvent, or {} with `ready`, where the stream begins, and with `reset`' }),
}).meta({ id: 'StreamedEvent' });

/** Whatever it is: browsers give up for good on a stream that refuses its request, so what cannot be gone on from is answered with `reset`. */
export const LastEventId = z.object({
  'last-event-id': z.string().max(4000).optional().meta({ description: 'Of the last event seen: the stream goes on from there' }),
});
