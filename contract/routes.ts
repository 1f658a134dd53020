// The route table: one entry per API operation. Express mounts it, OpenAPI is made from it, the console's client is typed by it.
import { z } from 'zod';
import { ApiKey, ApiKeyCreated, ApiKeyFilter, ApiKeyInput, CurrentSession, SignIn, TenantChoice } from './account.ts';
import { Client, ClientFilter, ClientInput, ClientPatch } from './client.ts';
import { pageOf } from './common.ts';
import { dailyRoutes } from './daily-routes.ts';
import { carrierTypes, Document, DocumentFilter, DocumentSummary, UploadFields, UploadResult } from './document.ts';
import { Health, Readiness } from './health.ts';
import { operationsRoutes } from './operations-routes.ts';
import { Page } from './page.ts';
import { Approval, Rejection, ReviewFilter, ReviewTask } from './review.ts';
import { accountRoutes } from './account-routes.ts';
import { byId, idempotencyHeader, route, type RouteSpec } from './route-spec.ts';
import { ProcessingSettings, ProcessingSettingsPatch } from './settings.ts';
import { Trace } from './trace.ts';
import {
  Attempt, DeadLetter, DeadLetterFilter, Delivery, DeliveryFilter, Discard, Discarded, DiscardMany, Endpoint, EndpointCreated, EndpointInput, EndpointPatch,
  Requeued, RequeueMany, SecretRotation, TestEvent,
} from './webhook.ts';

export const routes = {
  // Health
  getHealth: route({ method: 'get', path: '/health', summary: 'The process is alive', tag: 'Health', access: 'public', status: 200, response: Health }),
  getReadiness: route({
    method: 'get', path: '/ready', summary: 'The process can serve: its dependencies answer and it is not draining', tag: 'Health', access: 'public',
    status: 200, response: Readiness, errors: ['dependency_unavailable', 'draining'],
  }),

  // Access
  signIn: route({
    method: 'post', path: '/v1/session', summary: 'Sign in; sets the session cookie', tag: 'Access', access: 'public', body: SignIn, status: 200,
    response: CurrentSession, errors: ['invalid_credentials', 'second_factor_needed', 'second_factor_invalid', 'rate_limited'],
  }),
  getSession: route({ method: 'get', path: '/v1/session', summary: 'Who is calling, for which tenant, and what they may do', tag: 'Access', access: 'signed-in', status: 200, response: CurrentSession }),
  signOut: route({ method: 'delete', path: '/v1/session', summary: 'Sign out; ends the session', tag: 'Access', access: 'signed-in', status: 204 }),
  chooseTenant: route({ method: 'post', path: '/v1/session/tenant', summary: 'Work for another tenant that the user belongs to', tag: 'Access', access: 'signed-in', body: TenantChoice, status: 200, response: CurrentSession, errors: ['not_found'] }),
  listApiKeys: route({ method: 'get', path: '/v1/api-keys', summary: 'List API keys', tag: 'Access', access: 'api-keys:read', query: ApiKeyFilter, status: 200, response: pageOf(ApiKey) }),
  createApiKey: route({ method: 'post', path: '/v1/api-keys', summary: 'Make an API key; it is shown this once', tag: 'Access', access: 'api-keys:write', body: ApiKeyInput, status: 201, response: ApiKeyCreated }),
  revokeApiKey: route({ method: 'delete', path: '/v1/api-keys/{id}', summary: 'Revoke an API key at once', tag: 'Access', access: 'api-keys:write', params: byId, status: 204, errors: ['not_found'] }),

  // Clients
  listClients: route({ method: 'get', path: '/v1/clients', summary: 'List clients', tag: 'Clients', access: 'clients:read', query: ClientFilter, status: 200, response: pageOf(Client) }),
  createClient: route({ method: 'post', path: '/v1/clients', summary: 'Add a client', tag: 'Clients', access: 'clients:write', body: ClientInput, status: 201, response: Client, errors: ['tax_id_invalid', 'tax_id_taken'] }),
  getClient: route({ method: 'get', path: '/v1/clients/{id}', summary: 'Get a client', tag: 'Clients', access: 'clients:read', params: byId, status: 200, response: Client, errors: ['not_found'] }),
  updateClient: route({ method: 'patch', path: '/v1/clients/{id}', summary: 'Change a client', tag: 'Clients', access: 'clients:write', params: byId, body: ClientPatch, status: 200, response: Client, errors: ['not_found', 'tax_id_invalid', 'tax_id_taken'] }),

  // Documents
  uploadDocuments: route({
    method: 'post', path: '/v1/documents', summary: 'Upload one or many files for a client', tag: 'Documents', access: 'documents:write',
    headers: idempotencyHeader, multipart: UploadFields, status: 202, response: UploadResult,
    errors: ['client_missing', 'client_unknown', 'file_missing', 'file_too_large', 'too_many_files', 'idempotency_conflict', 'plan_documents_used_up', 'unsupported_media_type'],
  }),
  listDocuments: route({ method: 'get', path: '/v1/documents', summary: 'List documents', tag: 'Documents', access: 'documents:read', query: DocumentFilter, status: 200, response: pageOf(DocumentSummary) }),
  getDocument: route({ method: 'get', path: '/v1/documents/{id}', summary: 'Get a document with what was read from it', tag: 'Documents', access: 'documents:read', params: byId, status: 200, response: Document, errors: ['not_found'] }),
  getTrace: route({ method: 'get', path: '/v1/documents/{id}/trace', summary: 'Follow a document through its pipeline', tag: 'Documents', access: 'documents:read', params: byId, status: 200, response: Trace, errors: ['not_found'] }),
  getDocumentFile: route({ method: 'get', path: '/v1/documents/{id}/file', summary: 'The original file', tag: 'Documents', access: 'documents:read', params: byId, status: 200, response: { mediaType: carrierTypes }, errors: ['not_found'] }),
  getPageImage: route({ method: 'get', path: '/v1/documents/{id}/pages/{number}.png', summary: 'A page as an image', tag: 'Documents', access: 'documents:read', params: byId.extend({ number: z.coerce.number().int().min(1) }), status: 200, response: { mediaType: 'image/png' }, errors: ['not_found'] }),
  getWords: route({ method: 'get', path: '/v1/documents/{id}/words', summary: 'The words of every page with their boxes', tag: 'Documents', access: 'documents:read', params: byId, status: 200, response: z.object({ pages: z.array(Page) }).meta({ id: 'Words' }), errors: ['not_found'] }),
  startProcessing: route({ method: 'post', path: '/v1/documents/{id}/process', summary: 'Start a document that waits for it', tag: 'Documents', access: 'documents:write', params: byId, status: 202, response: DocumentSummary, errors: ['not_found', 'not_waiting'] }),
  reprocessDocument: route({ method: 'post', path: '/v1/documents/{id}/reprocess', summary: 'Read a settled document again', tag: 'Documents', access: 'documents:write', params: byId, status: 202, response: DocumentSummary, errors: ['not_found', 'conflict'] }),
  cancelDocument: route({ method: 'post', path: '/v1/documents/{id}/cancel', summary: 'Stop processing a document', tag: 'Documents', access: 'documents:write', params: byId, status: 202, response: DocumentSummary, errors: ['not_found', 'conflict'] }),
  eraseDocument: route({ method: 'delete', path: '/v1/documents/{id}', summary: 'Erase a document with its objects', tag: 'Documents', access: 'documents:write', params: byId, status: 204, errors: ['not_found', 'conflict'] }),

  // Review
  listReviewTasks: route({ method: 'get', path: '/v1/review-tasks', summary: 'The review inbox', tag: 'Review', access: 'reviews:read', query: ReviewFilter, status: 200, response: pageOf(ReviewTask) }),
  getReviewTask: route({ method: 'get', path: '/v1/review-tasks/{id}', summary: 'Get a review task', tag: 'Review', access: 'reviews:read', params: byId, status: 200, response: ReviewTask, errors: ['not_found'] }),
  claimReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/claim', summary: 'Hold a task for ten minutes; claiming again renews', tag: 'Review', access: 'reviews:decide', params: byId, status: 200, response: ReviewTask, errors: ['not_found', 'claimed_by_other', 'already_decided'] }),
  releaseReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/release', summary: 'Let go of a held task', tag: 'Review', access: 'reviews:decide', params: byId, status: 200, response: ReviewTask, errors: ['not_found', 'claimed_by_other', 'already_decided'] }),
  approveReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/approve', summary: 'Approve, with corrections where needed', tag: 'Review', access: 'reviews:decide', params: byId, body: Approval, status: 200, response: ReviewTask, errors: ['not_found', 'claimed_by_other', 'already_decided'] }),
  rejectReviewTask: route({ method: 'post', path: '/v1/review-tasks/{id}/reject', summary: 'Reject, with a reason', tag: 'Review', access: 'reviews:decide', params: byId, body: Rejection, status: 200, response: ReviewTask, errors: ['not_found', 'claimed_by_other', 'already_decided'] }),

  // Settings
  getProcessingSettings: route({ method: 'get', path: '/v1/settings/processing', summary: 'The thresholds of every tenant', tag: 'Settings', access: 'platform-administrator', status: 200, response: ProcessingSettings }),
  updateProcessingSettings: route({
    method: 'patch', path: '/v1/settings/processing', summary: 'Change the thresholds, for documents that are not yet scored', tag: 'Settings', access: 'platform-administrator',
    body: ProcessingSettingsPatch, status: 200, response: ProcessingSettings,
  }),

  // Webhooks
  listEndpoints: route({ method: 'get', path: '/v1/webhooks/endpoints', summary: 'List webhook endpoints', tag: 'Webhooks', access: 'webhooks:read', status: 200, response: pageOf(Endpoint) }),
  createEndpoint: route({ method: 'post', path: '/v1/webhooks/endpoints', summary: 'Add a webhook endpoint', tag: 'Webhooks', access: 'webhooks:write', body: EndpointInput, status: 201, response: EndpointCreated, errors: ['endpoint_url_refused'] }),
  getEndpoint: route({ method: 'get', path: '/v1/webhooks/endpoints/{id}', summary: 'Get a webhook endpoint', tag: 'Webhooks', access: 'webhooks:read', params: byId, status: 200, response: Endpoint, errors: ['not_found'] }),
  updateEndpoint: route({ method: 'patch', path: '/v1/webhooks/endpoints/{id}', summary: 'Change, disable or enable a webhook endpoint', tag: 'Webhooks', access: 'webhooks:write', params: byId, body: EndpointPatch, status: 200, response: Endpoint, errors: ['not_found', 'endpoint_url_refused'] }),
  deleteEndpoint: route({ method: 'delete', path: '/v1/webhooks/endpoints/{id}', summary: 'Remove a webhook endpoint; what was due to it is discarded', tag: 'Webhooks', access: 'webhooks:write', params: byId, status: 204, errors: ['not_found'] }),
  rotateEndpointSecret: route({
    method: 'post', path: '/v1/webhooks/endpoints/{id}/rotate-secret', summary: 'Give an endpoint a new signing secret, shown this once; for 24 hours both sign, and the one before them no more',
    tag: 'Webhooks', access: 'webhooks:write', params: byId, body: SecretRotation, status: 200, response: EndpointCreated, errors: ['not_found'],
  }),
  testEndpoint: route({
    method: 'post', path: '/v1/webhooks/endpoints/{id}/test', summary: 'Send a test event the way of every event; the delivery shows the answer. Its documentId is all zeros',
    tag: 'Webhooks', access: 'webhooks:write', params: byId, body: TestEvent, status: 202, response: Delivery, errors: ['not_found', 'endpoint_disabled'],
  }),
  listDeliveries: route({ method: 'get', path: '/v1/webhooks/deliveries', summary: 'List deliveries', tag: 'Webhooks', access: 'webhooks:read', query: DeliveryFilter, status: 200, response: pageOf(Delivery) }),
  getDelivery: route({ method: 'get', path: '/v1/webhooks/deliveries/{id}', summary: 'Get a delivery', tag: 'Webhooks', access: 'webhooks:read', params: byId, status: 200, response: Delivery, errors: ['not_found'] }),
  resendDelivery: route({
    method: 'post', path: '/v1/webhooks/deliveries/{id}/resend', summary: 'Deliver again what was due in the last 30 days: the same event id and body under a fresh signature',
    tag: 'Webhooks', access: 'webhooks:write', params: byId, status: 202, response: Delivery, errors: ['not_found', 'delivery_pending', 'delivery_too_old', 'endpoint_disabled'],
  }),
  retryDeliveryNow: route({
    method: 'post', path: '/v1/webhooks/deliveries/{id}/retry-now', summary: 'Make the next try of a pending delivery at once, whatever its endpoint\'s circuit and rate limit say',
    tag: 'Webhooks', access: 'webhooks:write', params: byId, status: 202, response: Delivery, errors: ['not_found', 'delivery_not_pending'],
  }),
  listAttempts: route({ method: 'get', path: '/v1/webhooks/deliveries/{id}/attempts', summary: 'The HTTP tries of a delivery', tag: 'Webhooks', access: 'webhooks:read', params: byId, status: 200, response: pageOf(Attempt), errors: ['not_found'] }),
  listDeadLetters: route({ method: 'get', path: '/v1/webhooks/dead-letters', summary: 'List dead letters', tag: 'Webhooks', access: 'webhooks:read', query: DeadLetterFilter, status: 200, response: pageOf(DeadLetter) }),
  requeueDeadLetter: route({ method: 'post', path: '/v1/webhooks/dead-letters/{id}/requeue', summary: 'Deliver a dead letter again, with the same event id and body; repeating it changes nothing', tag: 'Webhooks', access: 'webhooks:write', params: byId, status: 202, response: Delivery, errors: ['not_found', 'endpoint_disabled'] }),
  requeueDeadLetters: route({
    method: 'post', path: '/v1/webhooks/dead-letters/requeue', summary: 'Deliver many dead letters again, or only count them',
    tag: 'Webhooks', access: 'webhooks:write', body: RequeueMany, status: 202, response: Requeued,
  }),
  discardDeadLetter: route({
    method: 'post', path: '/v1/webhooks/dead-letters/{id}/discard', summary: 'Give a dead letter up, with the reason; repeating it changes nothing. Its delivery can still be resent',
    tag: 'Webhooks', access: 'webhooks:write', params: byId, body: Discard, status: 200, response: Delivery, errors: ['not_found', 'conflict'],
  }),
  discardDeadLetters: route({
    method: 'post', path: '/v1/webhooks/dead-letters/discard', summary: 'Give many dead letters up, or only count them',
    tag: 'Webhooks', access: 'webhooks:write', body: DiscardMany, status: 200, response: Discarded,
  }),

  ...accountRoutes,
  ...dailyRoutes,
  ...operationsRoutes,
} as const satisfies Record<string, RouteSpec>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;

type Infer<T> = T extends z.ZodType ? z.infer<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;
type Part<R, K extends string> = R extends Record<K, infer T> ? T : undefined;

/** What a handler gets once the request is validated. */
export interface RouteRequest<N extends RouteName> {
  params: Infer<Part<Routes[N], 'params'>>;
  query: Infer<Part<Routes[N], 'query'>>;
  headers: Infer<Part<Routes[N], 'headers'>>;
  body: Infer<Part<Routes[N], 'body'>>;
}

/** What a caller sends, before defaults are filled in. */
export interface RouteInput<N extends RouteName> {
  params: Input<Part<Routes[N], 'params'>>;
  query: Input<Part<Routes[N], 'query'>>;
  body: Input<Part<Routes[N], 'body'>>;
}

/** What a route answers with; undefined for bytes and for 204. */
export type RouteResponse<N extends RouteName> = Infer<Part<Routes[N], 'response'>>;
