import { z } from 'zod';
import { Id, listOf, Paging, Timestamp } from './common.ts';
import { DocumentStatus } from './document.ts';

export const eventTypes = ['document.processed', 'document.review_approved', 'document.review_rejected', 'document.failed', 'document.duplicate'] as const;
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

/** What each event type means, and the status its document is in then; for the OpenAPI document. */
export const eventMeanings: Record<EventType, string> = {
  'document.processed': 'The pipeline has decided: the document is `approved`, or `in_review` with a review task',
  'document.review_approved': 'A person has approved the document',
  'document.review_rejected': 'A person has rejected the document',
  'document.failed': 'The file cannot be read; the document says why',
  'document.duplicate': 'The document repeats one that came before and waits in review; told beside document.processed',
};

/** The headers of a delivery. Without a signing secret there are no signatures. */
export const WebhookHeaders = z.object({
  'webhook-id': z.string().meta({ description: 'The event id; the same in every try, so a receiver can tell a repetition' }),
  'webhook-timestamp': z.string().regex(/^\d+$/).meta({ description: 'Of this try, in seconds since 1970' }),
  'webhook-signature': z.string().optional().meta({ description: 'Standard Webhooks 1.0.0: `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`; during a rotation two, separated by a space' }),
  'x-comprobante-signature': z.string().optional().meta({ description: '`sha256=` and the hex HMAC-SHA256 of the raw body; during a rotation two, separated by a comma' }),
});

export const EndpointHealth = z.object({
  circuit: z.enum(['closed', 'open', 'half_open'])
    .meta({ description: 'open: after failures in a row nothing is sent until `pausedUntil`, and no try is used up; half_open: the next delivery is a probe' }),
  consecutiveFailures: z.int(),
  failingSince: Timestamp.nullable().meta({ description: 'The first failure after the last success; five days of only failures disable the endpoint' }),
  pausedUntil: Timestamp.nullable(),
}).meta({ id: 'EndpointHealth' });
export type EndpointHealth = z.infer<typeof EndpointHealth>;

/** How an endpoint wants to be delivered to; each can be left to the installation. */
const deliverySettings = {
  retrySeconds: z.array(z.int().min(1).max(604_800)).min(1).max(20).nullable()
    .meta({ description: 'Waits between tries, in seconds; null: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, or what the installation sets' }),
  retryClientErrors: z.boolean().meta({ description: 'Whether 4xx answers (410 aside) are tried again; false: they make a dead letter at once, but for 408, 425 and 429' }),
  ratePerMinute: z.int().min(1).max(60_000).nullable().meta({ description: 'At most so many tries a minute; null: no limit' }),
};

export const Endpoint = z.object({
  id: Id,
  url: z.string(),
  description: z.string(),
  events: z.array(EventType),
  hasSecret: z.boolean(),
  previousSecretUntil: Timestamp.nullable().meta({ description: 'Until then the secret before the last rotation signs too' }),
  ...deliverySettings,
  health: EndpointHealth,
  disabledAt: Timestamp.nullable(),
  disabledReason: z.string().nullable(),
  createdAt: Timestamp,
}).meta({ id: 'Endpoint' });
export type Endpoint = z.infer<typeof Endpoint>;

export const SigningSecret = z.string().min(16).max(200).regex(/^(whsec_[A-Za-z0-9+/]{32,86}={0,2}|(?!whsec_)[ -~]+)$/)
  .meta({ id: 'SigningSecret', description: 'whsec_ and base64 of 24 to 64 bytes, or any other text of at least 16 printable ASCII characters, which every library reads the same' });

export const EndpointInput = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  description: z.string().max(200).trim().default(''),
  events: z.array(EventType).min(1).default([...eventTypes]),
  signingSecret: SigningSecret.nullable().optional().meta({ description: 'Left out: one is made and shown once. null: deliveries are not signed' }),
  retrySeconds: deliverySettings.retrySeconds.default(null),
  retryClientErrors: deliverySettings.retryClientErrors.default(true),
  ratePerMinute: deliverySettings.ratePerMinute.default(null),
}).meta({ id: 'EndpointInput', examples: [{ url: 'https://erp.example.com/hooks/comprobante', events: ['document.processed'] }] });
export type EndpointInput = z.infer<typeof EndpointInput>;

export const EndpointPatch = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000).optional(),
  description: z.string().max(200).trim().optional(),
  events: z.array(EventType).min(1).optional(),
  enabled: z.boolean().optional().meta({ description: 'true also forgets past failures; false makes dead letters of what is due' }),
  retrySeconds: deliverySettings.retrySeconds.optional(),
  retryClientErrors: deliverySettings.retryClientErrors.optional(),
  ratePerMinute: deliverySettings.ratePerMinute.optional(),
}).meta({ id: 'EndpointPatch' });
export type EndpointPatch = z.infer<typeof EndpointPatch>;

export const EndpointCreated = Endpoint.extend({ signingSecret: z.string().nullable().meta({ description: 'Shown this once' }) }).meta({ id: 'EndpointCreated' });
export type EndpointCreated = z.infer<typeof EndpointCreated>;

export const SecretRotation = z.strictObject({
  signingSecret: SigningSecret.optional().meta({ description: 'Left out: one is made' }),
}).meta({ id: 'SecretRotation' });
export type SecretRotation = z.infer<typeof SecretRotation>;

export const TestEvent = z.strictObject({
  event: EventType.optional().meta({ description: 'Left out: the first that the endpoint subscribes to' }),
}).meta({ id: 'TestEvent' });
export type TestEvent = z.infer<typeof TestEvent>;

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
  event: listOf(EventType).optional(),
  endpointId: Id.optional(),
  documentId: Id.optional(),
  eventId: z.string().max(64).optional(),
  from: Timestamp.optional().meta({ description: 'Due since this moment' }),
  to: Timestamp.optional().meta({ description: 'Due before this moment' }),
});
export type DeliveryFilter = z.infer<typeof DeliveryFilter>;

/** Why a try had no answer, as it is stored. */
export const attemptFaults = ['timeout', 'address_refused', 'connection_failed'] as const;
export type AttemptFault = (typeof attemptFaults)[number];

export const Attempt = z.object({
  run: z.int().meta({ description: 'Grows with each requeue' }),
  number: z.int(),
  startedAt: Timestamp,
  durationMs: z.int(),
  status: z.int().nullable(),
  error: z.string().nullable().meta({ description: 'Why there was no answer: timeout, address_refused or connection_failed' }),
  headers: z.record(z.string(), z.string()).nullable().meta({ description: 'Of the answer' }),
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

const deadLetterChoice = {
  endpointId: Id.optional(),
  event: listOf(EventType).optional(),
  from: Timestamp.optional().meta({ description: 'Dead since this moment' }),
  to: Timestamp.optional().meta({ description: 'Dead before this moment' }),
};

export const DeadLetterFilter = Paging.extend(deadLetterChoice);
export type DeadLetterFilter = z.infer<typeof DeadLetterFilter>;

const dryRun = z.boolean().default(false).meta({ description: 'true: only count' });

export const RequeueMany = z.strictObject({ ...deadLetterChoice, dryRun })
  .meta({ id: 'RequeueMany', examples: [{ from: '2026-03-01T00:00:00.000Z', dryRun: true }] });
export type RequeueMany = z.infer<typeof RequeueMany>;

export const Requeued = z.object({
  matching: z.int().meta({ description: 'Dead letters that the request names' }),
  disabled: z.int().meta({ description: 'Of these, those of disabled endpoints, which stay' }),
  requeued: z.int().meta({ description: 'At most 10,000 a request; ask again for the rest' }),
}).meta({ id: 'Requeued' });
export type Requeued = z.infer<typeof Requeued>;

const discardReason = z.string().min(1).regex(/\S/).max(500).trim();

export const Discard = z.strictObject({ reason: discardReason }).meta({ id: 'Discard', examples: [{ reason: 'Entered by hand' }] });
export type Discard = z.infer<typeof Discard>;

export const DiscardMany = z.strictObject({ ...deadLetterChoice, reason: discardReason, dryRun }).meta({ id: 'DiscardMany' });
export type DiscardMany = z.infer<typeof DiscardMany>;

export const Discarded = z.object({ matching: z.int(), discarded: z.int() }).meta({ id: 'Discarded' });
export type Discarded = z.infer<typeof Discarded>;
