import { expect, it } from 'vitest';
import { routes } from '../contract/routes.ts';
import type { RouteSpec } from '../contract/route-spec.ts';
import { createOpenApi } from './openapi.ts';

interface Operation {
  operationId: string;
  security: unknown[];
  parameters?: { name: string; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}
interface Media {
  schema?: { type?: string; contentMediaType?: string };
  example?: unknown;
  examples?: Record<string, { $ref: string }>;
}

const document = createOpenApi('0.1.0', 'http://localhost:8787');
const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path as Record<string, Operation>));

/** Bytes that no text shows: pictures, workbooks, whole files. */
const isBinary = (type: string) => /^(image\/|application\/(octet-stream|pdf|pkcs7-mime|vnd\.))/.test(type);

it('has every route, each with its security', () => {
  expect(operations.map((o) => o.operationId).sort()).toEqual(Object.keys(routes).sort());
  for (const operation of operations) {
    const { access } = routes[operation.operationId as keyof typeof routes] as RouteSpec;
    expect([operation.operationId, operation.security.length]).toEqual([operation.operationId, access === 'public' ? 0 : access === 'person' || access === 'platform-administrator' ? 1 : 2]);
  }
});

it('gives every parameter, body and answer an example', () => {
  const without = operations.flatMap(({ operationId, parameters = [], requestBody, responses }) => [
    ...parameters.filter(({ example }) => example === undefined).map(({ name }) => `${operationId} ${name}`),
    ...[requestBody?.content, ...Object.values(responses).map(({ content }) => content)].flatMap((content) => Object.entries(content ?? {}))
      .filter(([type, { example, examples }]) => !isBinary(type) && example === undefined && Object.keys(examples ?? {}).length === 0).map(([type]) => `${operationId} ${type}`),
  ]);
  expect(without).toEqual([]);
});

it('lists the errors of every operation by code, each with what it looks like', () => {
  const known = Object.keys(document.components?.examples ?? {});
  for (const { operationId, responses } of operations) {
    const failing = Object.entries(responses).filter(([status]) => status >= '4');
    expect([operationId, failing.length > 0]).toEqual([operationId, true]);
    for (const [, { description, content }] of failing) {
      for (const code of Object.keys(content?.['application/json']?.examples ?? {})) {
        expect(known).toContain(code);
        expect(description).toContain(`\`${code}\``);
      }
    }
  }
});
