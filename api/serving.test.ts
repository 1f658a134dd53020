// How pages, files and documents come to browsers, over real HTTP.
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import express from 'express';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../adapters/log.ts';
import { createApp } from './app.ts';
import { compress } from './compress.ts';
import type { ApiDeps } from './deps.ts';

const page = '<!doctype html><html><head><script>start()</script></head><body>Comprobante</body></html>';
const reviewPage = page.replace('</head>', '<link rel="modulepreload" href="/_app/immutable/app.abc.js"></head>');
const script = 'export const long = "0123456789";\n'.repeat(100);
let folder: string;
let server: Server;
let base: string;

async function listen(handler: express.Express): Promise<[Server, string]> {
  const listening = createServer(handler).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return [listening, `http://127.0.0.1:${(listening.address() as { port: number }).port}`];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comprobante-console-'));
  await mkdir(join(folder, '_app/immutable'), { recursive: true });
  await mkdir(join(folder, 'routes'));
  await writeFile(join(folder, 'routes/index.json'), JSON.stringify([{ pattern: '^\\/review\\/([^/]+?)\\/?$', page: '7.html' }]));
  for (const [name, text] of [['index.html', page], ['routes/7.html', reviewPage], ['_app/immutable/app.abc.js', script], ['manifest.webmanifest', '{}']] as const) {
    await writeFile(join(folder, name), text);
    await writeFile(join(folder, `${name}.gz`), gzipSync(text));
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(text));
  }
  // Nothing that is asked for here needs more of the world.
  const deps = { uploads: { slowMs: 1000 }, http: { publicUrl: 'https://comprobante.example', consoleDir: folder, trustProxy: 0, secureCookies: true }, log: createLog('test') } as unknown as ApiDeps;
  [server, base] = await listen(createApp(deps));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = async (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') => {
  const { statusCode, headers: answered, body } = await request(base + path, { method, headers });
  return { status: statusCode, headers: answered, bytes: Buffer.from(await body.arrayBuffer()) };
};

describe('the console', () => {
  it.each([['br, gzip', 'br'], ['gzip', 'gzip'], ['identity', undefined]])('comes to who accepts %s as %s', async (accepted, encoding) => {
    const { status, headers } = await ask('/_app/immutable/app.abc.js', { 'accept-encoding': accepted });
    expect([status, headers['content-encoding'], headers['vary']]).toEqual([200, encoding, 'Accept-Encoding']);
    expect(headers['content-type']).toMatch(/^(text|application)\/javascript/);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('gives an address the page that names the scripts of its route', async () => {
    for (const path of ['/review/0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11', '/review/next/?from=1']) {
      const { status, headers, bytes } = await ask(path, { accept: 'text/html', 'accept-encoding': 'gzip' });
      expect([status, gunzipSync(bytes).toString(), headers['cache-control']]).toEqual([200, reviewPage, 'no-cache']);
    }
  });

  it('gives every address of its own the page, compressed too, and never from an old cache', async () => {
    for (const path of ['/', '/documents/0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11']) {
      const { status, headers, bytes } = await ask(path, { accept: 'text/html', 'accept-encoding': 'gzip' });
      expect([status, headers['content-encoding'], headers['cache-control'], String(headers['content-type']).toLowerCase()]).toEqual([200, 'gzip', 'no-cache', 'text/html; charset=utf-8']);
      expect(gunzipSync(bytes).toString()).toBe(page);
    }
  });

  it('answers for what it has changed alone, in part, and by its head', async () => {
    const whole = await ask('/_app/immutable/app.abc.js');
    const same = await ask('/_app/immutable/app.abc.js', { 'if-none-match': String(whole.headers['etag']) });
    const part = await ask('/_app/immutable/app.abc.js', { range: 'bytes=7-11' });
    const head = await ask('/_app/immutable/app.abc.js', {}, 'HEAD');
    expect([same.status, same.bytes.length]).toEqual([304, 0]);
    expect([part.status, part.headers['content-range'], part.bytes.toString()]).toEqual([206, `bytes 7-11/${script.length}`, 'const']);
    expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, String(script.length), 0]);
  });

  it.each([['/%E0%A4%A', 400], ['/..%2f..%2fetc/passwd', 404], ['/%00', 404], ['/.env', 404], ['/_app/immutable/gone.js', 404]])('%s: %i in the one error shape', async (path, status) => {
    const answer = await ask(path, { accept: 'application/json' });
    expect([answer.status, Object.keys((JSON.parse(answer.bytes.toString()) as { error: object }).error)]).toEqual([status, ['code', 'message', 'details', 'requestId']]);
  });
});

describe('documentation', () => {
  it('is a page that needs nothing from elsewhere', async () => {
    expect((await ask('/docs')).headers['location']).toBe('/docs/');
    const html = (await ask('/docs/', { accept: 'text/html' })).bytes.toString();
    const linked = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link as string);
    expect(linked.length).toBeGreaterThan(2);
    for (const link of [...linked, '/openapi.json']) {
      expect(link).toMatch(/^\/(docs\/|openapi)/);
      expect([link, (await ask(link)).status]).toEqual([link, 200]);
    }
    const start = (await ask('/docs/start.js')).bytes.toString();
    expect(start).not.toMatch(/https?:/);
  });

  it('is compressed', async () => {
    for (const path of ['/openapi.json', '/docs/swagger-ui-bundle.js']) expect([path, (await ask(path, { 'accept-encoding': 'gzip' })).headers['content-encoding']]).toEqual([path, 'gzip']);
  });
});

it('leaves streams of events as they are written', async () => {
  const app = express().use(compress());
  app.get('/events', (_req, res) => void res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' }).end(`data: ${'x'.repeat(5000)}\n\n`));
  app.get('/json', (_req, res) => void res.json({ text: 'x'.repeat(5000) }));
  const [own, address] = await listen(app);
  const encodings = await Promise.all(['/events', '/json'].map(async (path) => (await fetch(address + path, { headers: { 'accept-encoding': 'gzip' } })).headers.get('content-encoding')));
  own.close();
  expect(encodings).toEqual([null, 'gzip']);
});

describe('security headers', () => {
  it.each(['/', '/docs/', '/openapi.json', '/v1/nothing-here', '/_app/immutable/app.abc.js'])('%s: nothing may be framed, sniffed, or loaded from elsewhere', async (path) => {
    const { headers } = await ask(path, { accept: '*/*' });
    const policy = Object.fromEntries(String(headers['content-security-policy']).split(';').map((part) => { const [name = '', ...values] = part.trim().split(' '); return [name, values]; }));
    expect(policy).toMatchObject({ 'default-src': ["'none'"], 'object-src': ["'none'"], 'base-uri': ["'none'"], 'frame-ancestors': ["'none'"], 'form-action': ["'self'"], 'connect-src': ["'self'"] });
    expect(policy['script-src']?.[0]).toBe("'self'");
    expect(policy['script-src']?.slice(1).every((source) => /^'sha256-[\w+/]+=*'$/.test(source))).toBe(true);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    if (path.startsWith('/v1')) expect(headers['cache-control']).toBe('no-store');
  });

  it('runs the page\'s own inline script, known by its hash, and no other', async () => {
    const { headers } = await ask('/', { accept: 'text/html' });
    expect(headers['content-security-policy']).toContain(`'sha256-${await hash('start()')}'`);
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
  });
});

const hash = async (text: string) => Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('base64');
