import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { RouteSpec } from '../contract/route-spec.ts';
import { createLog } from '../adapters/log.ts';
import type { ApiDeps } from './deps.ts';
import { createErrorHandler } from './errors.ts';
import { mountTable } from './mount.ts';
import { createOpenApi } from './openapi.ts';

const leaving: RouteSpec = {
  method: 'get', path: '/v1/old', summary: 'An old one', tag: 'Documents', access: 'public', query: z.object({ page: z.coerce.number().optional() }), status: 200, response: z.object({ ok: z.boolean() }),
  deprecated: { since: '2026-03-01', sunset: '2027-03-01', instead: '/v1/new' },
};
const staying: RouteSpec = { method: 'get', path: '/v1/new', summary: 'A new one', tag: 'Documents', access: 'public', status: 200, response: z.object({ ok: z.boolean() }) };
const table = { old: leaving, new: staying };

it('every answer of a route that will go says since when, until when, and what to use instead', async () => {
  const handler = async () => ({ ok: true });
  const app = express().use(mountTable({ uploads: { slowMs: 1000 } } as ApiDeps, table, { old: handler, new: handler })).use(createErrorHandler(createLog('test')));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  try {
    for (const [path, status] of [['/v1/old', 200], ['/v1/old?page=x', 400]] as const) {
      const { status: answered, headers } = await fetch(base + path);
      expect([answered, headers.get('deprecation'), headers.get('sunset')]).toEqual([status, '@1772323200', 'Mon, 01 Mar 2027 00:00:00 GMT']);
      expect(headers.get('link')).toContain('</v1/new>; rel="successor-version"');
    }
    expect([...(await fetch(`${base}/v1/new`)).headers.keys()].filter((name) => /deprecation|sunset|link/.test(name))).toEqual([]);
  } finally {
    server.close();
  }
});

it('the document marks it', () => {
  const { paths } = createOpenApi('0.1.0', 'http://localhost:8787', table);
  expect(paths?.['/v1/old']?.get).toMatchObject({ deprecated: true, description: expect.stringContaining('gone from 2027-03-01') as string });
  expect(paths?.['/v1/new']?.get).not.toHaveProperty('deprecated');
});
