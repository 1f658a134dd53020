import { pageOf } from '../common.ts';
import { byId, route } from '../route-spec.ts';
import {
  Attempt, DeadLetter, DeadLetterFilter, Delivery, DeliveryFilter, Discard, Discarded, DiscardMany, Endpoint, EndpointCreated, EndpointInput, EndpointPatch, Requeued, RequeueMany, SecretRotation, TestEvent,
} from '../webhook.ts';

/** Endpoints, deliveries, attempts and dead letters. */
export const webhookRoutes = {
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
} as const;
