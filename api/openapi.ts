// The OpenAPI document, made from the route table and the schemas that validate.
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { ErrorBody } from '../contract/common.ts';
import { errors, type ErrorCode } from '../contract/errors.ts';
import { routes } from '../contract/routes.ts';
import type { RouteSpec } from '../contract/route-spec.ts';
import { describeDeprecation } from './openapi/deprecation.ts';
import { withExamples } from './openapi/with-examples.ts';
import { WebhookBody, WebhookHeaders, eventMeanings, eventTypes } from '../contract/webhook.ts';

const json = 'application/json';

const tags: Record<RouteSpec['tag'], string> = {
  Documents: 'Uploaded files and what was read from them',
  Review: 'The inbox of documents that need a person',
  Clients: 'The studio\'s clients, to whom documents belong',
  Webhooks: 'Endpoints, deliveries, attempts and dead letters',
  Access: 'Sessions and API keys',
  Profile: 'The signed-in person',
  Tenant: 'The studio: its data, defaults, members and invitations',
  Operations: 'What goes on: notifications, statistics, audit log, live updates',
  Platform: 'For whoever runs the platform',
  Settings: 'What holds for the whole platform',
  Health: 'For machines that watch this one',
};

export function createOpenApi(version: string, serverUrl: string, table: Record<string, RouteSpec> = routes) {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, spec] of Object.entries(table)) {
    paths[spec.path] = { ...paths[spec.path], [spec.method]: operation(name, spec) };
  }
  return withExamples(createDocument({
    openapi: '3.1.0',
    info: { title: 'Comprobante', version, description: 'Invoice operations for accounting studios.', license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' } },
    servers: [{ url: serverUrl }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `comp_live_…`' },
        session: { type: 'apiKey', in: 'cookie', name: 'comprobante.session_token', description: 'The console\'s session; changes need the header `x-comprobante-console: 1`' },
      },
    },
    paths,
    webhooks: Object.fromEntries(eventTypes.map((type) => [type, {
      post: {
        operationId: `on_${type.replaceAll('.', '_')}`, summary: eventMeanings[type], security: [],
        requestParams: { header: WebhookHeaders },
        requestBody: { required: true, content: { [json]: { schema: WebhookBody.extend({ event: z.literal(type) }).meta({ id: `WebhookBody_${type.replaceAll('.', '_')}` }) } } },
        responses: { '2XX': { description: 'Taken; anything else is tried again' }, 410: { description: 'Gone: the endpoint is disabled' } },
      },
    }])),
  }));
}

function operation(name: string, spec: RouteSpec): ZodOpenApiOperationObject {
  const { params, query, headers, body, bytes, multipart } = spec;
  return {
    operationId: name,
    summary: spec.summary,
    ...(spec.deprecated && { deprecated: true, description: describeDeprecation(spec.deprecated) }),
    tags: [spec.tag],
    security: spec.access === 'public' ? [] : [...(spec.access === 'platform-administrator' || spec.access === 'person' ? [] : [{ apiKey: [] }]), { session: [] }],
    ...((params || query || headers) && { requestParams: { ...(params && { path: params }), ...(query && { query }), ...(headers && { header: headers }) } }),
    ...(body && { requestBody: { required: !body.safeParse({}).success, content: { [json]: { schema: body } } } }),
    ...(bytes && { requestBody: { required: true, content: { [bytes]: { schema: { type: 'string' as const, contentMediaType: bytes } } } } }),
    ...(multipart && { requestBody: { required: true, content: { 'multipart/form-data': { schema: uploadSchema(multipart) } } } }),
    responses: { [spec.status]: success(spec), ...failures(spec) },
  };
}

const uploadSchema = (fields: z.ZodObject) => fields.extend({
  file: z.union([z.file(), z.array(z.file())]).meta({ override: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } }, description: 'One file or many' }),
});

function success({ response, status }: RouteSpec) {
  if (!response) return { description: status === 204 ? 'Done' : 'OK' };
  if ('mediaType' in response) return { description: 'The bytes', content: Object.fromEntries([response.mediaType].flat().map((type) => [type, { schema: response.holds?.[type] ?? { type: 'string' as const, contentMediaType: type } }])) };
  return { description: 'OK', content: { [json]: { schema: response } } };
}

/** What any route of this kind can answer, and what this one adds. */
function failures(spec: RouteSpec): Record<string, { description: string; content: Record<string, { schema: z.ZodType }>; 'x-error-codes': ErrorCode[] }> {
  const codes: ErrorCode[] = [...(spec.errors ?? []), 'internal', 'dependency_unavailable'];
  if (spec.params || spec.query || spec.headers || spec.body || spec.multipart) codes.push('invalid_request');
  if (spec.body) codes.push('malformed_json');
  if (spec.body || spec.bytes) codes.push('body_too_large', 'unsupported_media_type');
  if (spec.body || spec.bytes || spec.multipart) codes.push('body_too_slow');
  if (spec.access !== 'public') codes.push('unauthenticated', 'forbidden');
  if (spec.tag !== 'Health') codes.push('rate_limited');
  const byStatus = Map.groupBy(new Set(codes), (code) => String(errors[code].status));
  return Object.fromEntries([...byStatus].sort().map(([status, list]) => [status, {
    description: list.map((code) => `\`${code}\`: ${errors[code].message}`).join('\n\n'), content: { [json]: { schema: ErrorBody } }, 'x-error-codes': list,
  }]));
}
