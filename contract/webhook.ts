import { z } from 'zod';
import { Id, listOf, Paging, Timestamp } from './common.ts';
import { DocumentStatus } from './document.ts';

export const eventTypes = ['document.processed', 'document.review_approved', 'document.review_rejected', 'document.failed'] as const;
export const EventType = z.enum(eventTypes).meta({ id: 'EventType' });
export type EventType = z.infer<typeof EventType>;

/** The body of a webhook, exactly. */
export const WebhookBody = z.strictObject({
  event: EventType,
  eventId: z.string(),
  tenantId: z.string(),
  timestamp: Timestamp.meta({ description: 'When the event happened; the same in every attempt' }),
  data: z.strictObject({
    documentId: z.string(),
    status: DocumentStatus,
    confidence: z.number().nullable(),
    reviewTaskId: z.string().nullable(),
  }),
}).meta({ id: 'WebhookBody' });
export type WebhookBody = z.infer<typeof WebhookBody>;

export const Endpoint = z.object({
  id: Id,
  url: z.string(),
  description: z.string(),
  events: z.array(EventType),
  hasSecret: z.boolean(),
  disabledAt: Timestamp.nullable(),
  disabledReason: z.string().nullable(),
  createdAt: Timestamp,
}).meta({ id: 'Endpoint' });
export type Endpoint = z.infer<typeof Endpoint>;

export const SigningSecret = z.string().min(16).max(200)
  .meta({ id: 'SigningSecret', description: 'whsec_ and base64 of 24 to 64 bytes, or any other text of at least 16 characters' });

export const EndpointInput = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  description: z.string().trim().max(200).default(''),
  events: z.array(EventType).min(1).default([...eventTypes]),
  signingSecret: SigningSecret.nullable().optional().meta({ description: 'Left out: one is made and shown once. null: deliveries are not signed' }),
}).meta({ id: 'EndpointInput', examples: [{ url: 'https://erp.example.com/hooks/comprobante', events: ['document.processed'] }] });
export type EndpointInput = z.infer<typeof EndpointInput>;

export const EndpointPatch = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000).optional(),
  description: z.string().trim().max(200).optional(),
  events: z.array(EventType).min(1).optional(),
  enabled: z.boolean().optional(),
}).meta({ id: 'EndpointPatch' });
export type EndpointPatch = z.infer<typeof EndpointPatch>;

export const EndpointCreated = Endpoint.extend({ signingSecret: z.string().nullable().meta({ description: 'Shown this once' }) }).meta({ id: 'EndpointCreated' });
export type EndpointCreated = z.infer<typeof EndpointCreated>;

export const DeliveryStatus = z.enum(['pending', 'delivered', 'dead', 'discarded']).meta({ id: 'DeliveryStatus' });
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const Delivery = z.object({
  id: Id,
  eventId: z.string(),
  event: z.string(),
  endpointId: Id,
  endpointUrl: z.string(),
  documentId: Id.nullable(),
  status: DeliveryStatus,
  attempts: z.int().meta({ description: 'HTTP tries so far, over all runs' }),
  lastStatus: z.int().nullable().meta({ description: 'HTTP status of the last try; null where no answer came' }),
  lastError: z.string().nullable(),
  nextAttemptAt: Timestamp.nullable(),
  deliveredAt: Timestamp.nullable(),
  createdAt: Timestamp,
}).meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

export const DeliveryFilter = Paging.extend({
  status: listOf(DeliveryStatus).optional(),
  endpointId: Id.optional(),
  documentId: Id.optional(),
  eventId: z.string().max(64).optional(),
});
export type DeliveryFilter = z.infer<typeof DeliveryFilter>;

export const Attempt = z.object({
  run: z.int().meta({ description: 'Grows with each requeue' }),
  number: z.int(),
  startedAt: Timestamp,
  durationMs: z.int(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  responseBody: z.string().nullable().meta({ description: 'The first 16 kB of the answer' }),
}).meta({ id: 'Attempt' });
export type Attempt = z.infer<typeof Attempt>;

export const DeadLetter = z.object({
  id: Id,
  deliveryId: Id,
  endpointId: Id,
  endpointUrl: z.string(),
  eventId: z.string(),
  event: z.string(),
  documentId: Id.nullable(),
  reason: z.string(),
  lastStatus: z.int().nullable(),
  createdAt: Timestamp,
}).meta({ id: 'DeadLetter', description: 'A delivery that used up its tries and waits for somebody to requeue it' });
export type DeadLetter = z.infer<typeof DeadLetter>;

export const DeadLetterFilter = Paging.extend({ endpointId: Id.optional() });
export type DeadLetterFilter = z.infer<typeof DeadLetterFilter>;

export const RequeueMany = z.strictObject({
  endpointId: Id.optional(),
  from: Timestamp.optional().meta({ description: 'Dead since this moment' }),
  to: Timestamp.optional().meta({ description: 'Dead before this moment' }),
}).meta({ id: 'RequeueMany', examples: [{ from: '2026-03-01T00:00:00.000Z' }] });
export type RequeueMany = z.infer<typeof RequeueMany>;
