import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveConsole } from './console.ts';

const script = 'export const answer = 42;\n'.repeat(50);
let dir: string;
let server: Server;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'console-'));
  mkdirSync(join(dir, '_app', 'immutable'), { recursive: true });
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>x</title>');
  const file = join(dir, '_app', 'immutable', 'a.js');
  writeFileSync(file, script);
  writeFileSync(`${file}.gz`, gzipSync(script));
  writeFileSync(`${file}.br`, brotliCompressSync(script));
  server = createServer(express().use(serveConsole(dir)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

/** Without a client that decodes. */
function get(path: string, encodings: string): Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, headers: { 'accept-encoding': encodings, accept: '*/*' }, agent: false }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, bytes: Buffer.concat(parts) }));
    }).on('error', reject).end();
  });
}

it.each([
  ['gzip, deflate, br, zstd', 'br', brotliCompressSync(script)],
  ['gzip, deflate', 'gzip', gzipSync(script)],
  ['identity', undefined, Buffer.from(script)],
])('hashed files are sent as the build compressed them for %s, and kept', async (accepted, encoding, bytes) => {
  const answer = await get('/_app/immutable/a.js', accepted);
  expect(answer.headers).toMatchObject({ vary: 'Accept-Encoding', 'cache-control': 'public, max-age=31536000, immutable', 'content-type': expect.stringContaining('javascript') });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.bytes.equals(bytes)).toBe(true);
});

it('every other page is the console\'s, and never kept', async () => {
  const answer = await get('/documents/1', 'gzip');
  expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache', 'content-type': expect.stringContaining('text/html') } });
  expect((await get('/%E0%A4%A', 'gzip')).status).toBe(400);
});
