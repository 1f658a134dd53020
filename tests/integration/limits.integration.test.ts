// What a caller may send, and what becomes of those who send more, slower or worse: told by a code, nothing left, no memory held.
import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Client as ObjectStore } from 'minio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { createMemoryProbe, type MemoryProbe } from '../harness/memory.ts';
import { startStack, type Stack } from '../harness/start-stack.ts';

let stack: Stack;
let probe: MemoryProbe;
const mebibyte = 1024 * 1024;

beforeAll(async () => {
  probe = await createMemoryProbe();
  stack = await startStack({ worker: false, env: { UPLOAD_MAX_BYTES: String(400 * mebibyte), UPLOAD_SLOW_SECONDS: '2' }, serverEnv: { NODE_OPTIONS: probe.option } });
});
afterAll(() => stack?.stop());

/** Everything that the store holds: whole objects and uploads that were begun. */
async function stored(): Promise<string[]> {
  const { S3_ENDPOINT: endpoint = '', S3_ACCESS_KEY: accessKey = '', S3_SECRET_KEY: secretKey = '', S3_BUCKET: bucket = '' } = stack.env;
  const { hostname, port } = new URL(endpoint);
  const store = new ObjectStore({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey });
  const names: string[] = [];
  for await (const { name } of store.listObjectsV2(bucket, '', true) as AsyncIterable<{ name: string }>) names.push(name);
  for await (const { key } of store.listIncompleteUploads(bucket, '', true) as AsyncIterable<{ key: string }>) names.push(`begun ${key}`);
  return names;
}

const boundary = 'limite';
const multipartStart = (name = 'grande.pdf') => Buffer.from([
  `--${boundary}`, 'Content-Disposition: form-data; name="clientId"', '', stack.client.id,
  `--${boundary}`, `Content-Disposition: form-data; name="file"; filename="${name}"`, 'Content-Type: application/pdf', '', '%PDF-1.7\n',
].join('\r\n'));
const multipartEnd = Buffer.from(`\r\n--${boundary}--\r\n`);

function begin(path: string, headers: Record<string, string | number>): { sending: ClientRequest; answer: Promise<{ status: number; code: string | undefined }> } {
  const sending = request(stack.baseUrl + path, { method: 'POST', headers: { ...stack.api.headers, ...headers } });
  const answer = (once(sending, 'response') as Promise<[IncomingMessage]>).then(async ([response]) => {
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return { status: response.statusCode ?? 0, code: (JSON.parse(text) as { error?: { code: string } }).error?.code };
  });
  answer.catch(() => undefined);
  sending.on('error', () => undefined);
  return { sending, answer };
}
const beginUpload = (headers = {}) => begin('/v1/documents', { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers });

describe('an upload', () => {
  it('of 200 MB that is given up leaves nothing in the store and nothing in memory', async () => {
    await stack.api.upload(stack.client.id, [{ name: 'calienta.xml', bytes: ublInvoice('CALIENTA') }]);
    const [before, names] = [await probe.measure(), await stored()];
    const { sending } = beginUpload({ 'content-length': 200 * mebibyte });
    sending.write(multipartStart());
    const chunk = Buffer.alloc(mebibyte, 'x');
    for (let i = 0; i < 40; i++) if (!sending.write(chunk)) await once(sending, 'drain');
    await eventually('parts arrive in the store', stored, (now) => now.length > names.length);
    sending.destroy();
    await eventually('the store is as it was', stored, (now) => now.length === names.length);
    expect((await stack.api.call('listDocuments')).total).toBe(1);
    const after = await probe.measure();
    expect((after.held - before.held) / mebibyte).toBeLessThan(15);
  });

  it('that trickles is refused, its connection closed and nothing of it kept', async () => {
    const names = await stored();
    const { sending, answer } = beginUpload({ 'transfer-encoding': 'chunked' });
    sending.write(multipartStart('lenta.pdf'));
    const trickle = setInterval(() => sending.write('x'), 50);
    expect(await answer).toEqual({ status: 408, code: 'body_too_slow' });
    await eventually('the connection is closed', async () => sending.socket?.destroyed, (isClosed) => isClosed === true);
    clearInterval(trickle);
    expect(await stored()).toEqual(names);
  });

  it('that is slow, but comes, is taken', async () => {
    const { sending, answer } = beginUpload({ 'transfer-encoding': 'chunked' });
    sending.write(multipartStart('paciente.pdf'));
    for (let i = 0; i < 16; i++) {
      await sleep(300);
      sending.write(Buffer.alloc(16_384, 'x'));
    }
    sending.end(multipartEnd);
    expect((await answer).status).toBe(202);
  });

  it('whose caller hung up before its body was asked for holds up no other', async () => {
    for (let i = 0; i < 40; i++) {
      const { sending } = beginUpload({ 'content-length': 1000 });
      sending.flushHeaders();
      await once(sending, 'socket');
      sending.destroy();
    }
    expect((await stack.api.upload(stack.client.id, [{ name: 'despues.xml', bytes: ublInvoice('DESPUES') }])).status).toBe(202);
  });

  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'], ['..\\..\\windows\\system.ini', 'system.ini'], ['C:\\facturas\\a.pdf', 'a.pdf'], ['..', 'unnamed'], ['', 'unnamed'], ['a\u202efdp.exe', 'afdp.exe'],
    ['/', 'unnamed'], [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(251)}.pdf`], ['%2e%2e%2fetc.pdf', '%2e%2e%2fetc.pdf'], ['<img src=x onerror=alert(1)>.pdf', '<img src=x onerror=alert(1)>.pdf'],
  ])('of a file named %j is shown as %j and found by its id alone', async (given, shown) => {
    const form = new FormData();
    form.set('clientId', stack.client.id);
    form.append('file', new Blob([new Uint8Array(ublInvoice(given))]), given);
    const { documents: [document] = [] } = await (await fetch(`${stack.baseUrl}/v1/documents`, { method: 'POST', headers: stack.api.headers, body: form })).json() as { documents?: { id: string; fileName: string }[] };
    expect(document?.fileName).toBe(shown);
    const file = await fetch(`${stack.baseUrl}/v1/documents/${document?.id}/file`, { headers: stack.api.headers });
    expect([file.status, file.headers.get('content-disposition')?.startsWith('attachment; filename="'), file.headers.get('x-content-type-options')]).toEqual([200, true, 'nosniff']);
  });
});

it('many files by one link hold no memory', async () => {
  const { token } = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, maxFiles: null } });
  const send = async (count: number, what: string) => {
    let next = 0;
    await Promise.all([1, 2, 3, 4].map(async () => {
      while (next < count) {
        const form = new FormData();
        form.append('file', new Blob([new Uint8Array(ublInvoice(`${what}-${next++}`))]), 'a.xml');
        const response = await fetch(`${stack.baseUrl}/v1/upload-links/${token}/documents`, { method: 'POST', body: form });
        expect(response.status).toBe(200);
        await response.arrayBuffer();
      }
    }));
  };
  await send(40, 'antes');
  const before = await probe.measure();
  await send(120, 'despues');
  expect(((await probe.measure()).held - before.held) / mebibyte).toBeLessThan(8);
}, 180_000);

describe('a body', () => {
  const post = async (path: string, headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) => {
    const response = await fetch(stack.baseUrl + path, { method: 'POST', headers: { ...stack.api.headers, ...headers }, body });
    const { error } = await response.json() as { error?: { code: string } };
    return [response.status, error?.code];
  };
  const json = { 'content-type': 'application/json' };
  const client = (name: string) => JSON.stringify({ name });

  it.each([
    ['of a megabyte and more', () => post('/v1/clients', json, client('x'.repeat(1_100_000))), 413, 'body_too_large'],
    ['that unpacks to more than a megabyte', () => post('/v1/clients', { ...json, 'content-encoding': 'gzip' }, new Uint8Array(gzipSync(client('x'.repeat(20_000_000))))), 413, 'body_too_large'],
    ['packed in an unknown way', () => post('/v1/clients', { ...json, 'content-encoding': 'rar' }, client('x')), 415, 'unsupported_media_type'],
    ['of CSV beyond its limit', () => post('/v1/clients/import', { 'content-type': 'text/csv' }, `name\n${'x'.repeat(5_300_000)}`), 413, 'body_too_large'],
    ['of plain text', () => post('/v1/clients', { 'content-type': 'text/plain' }, client('x')), 415, 'unsupported_media_type'],
    ['of a form', () => post('/v1/clients', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=x'), 415, 'unsupported_media_type'],
    ['in an unknown charset', () => post('/v1/clients', { 'content-type': 'application/json; charset=klingon' }, client('x')), 415, 'unsupported_media_type'],
    ['of JSON where CSV is asked for', () => post('/v1/clients/import', json, '{}'), 415, 'unsupported_media_type'],
    ['of half a JSON', () => post('/v1/clients', json, '{"name": "x"'), 400, 'malformed_json'],
    ['nested without end', () => post('/v1/clients', json, `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 400, 'invalid_request'],
    ['with a NUL', () => post('/v1/clients', json, client('a\0b')), 400, 'invalid_request'],
    ['with half a character', () => post('/v1/clients', json, '{"name":"\\ud800"}'), 400, 'invalid_request'],
    ['with a name that a prototype has', () => post('/v1/clients', json, '{"name":"x","__proto__":{"externalAi":false}}'), 400, 'invalid_request'],
    ['without a boundary', () => post('/v1/documents', { 'content-type': 'multipart/form-data' }, 'x'), 415, 'unsupported_media_type'],
    ['that ends within a part', () => post('/v1/documents', { 'content-type': `multipart/form-data; boundary=${boundary}` }, new Uint8Array(multipartStart())), 400, 'invalid_request'],
    ['with a part that nobody knows', () => post('/v1/documents', { 'content-type': `multipart/form-data; boundary=${boundary}` }, `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\nx\r\n--${boundary}--\r\n`), 400, 'invalid_request'],
  ] as const)('%s is answered with its code', async (_what, ask, status, code) => {
    expect(await ask()).toEqual([status, code]);
  });

  it('of JSON that trickles is refused', async () => {
    const { sending, answer } = begin('/v1/clients', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
    sending.write('{"name":"');
    const trickle = setInterval(() => sending.write('x'), 50);
    expect(await answer).toEqual({ status: 408, code: 'body_too_slow' });
    clearInterval(trickle);
  });
});

describe('a query', () => {
  it.each([
    ['limit=101'], ['limit=0'], ['offset=100001'], ['offset=-1'], ['limit=1e1000'], [`q=${'x'.repeat(201)}`], ['q=%00'], [`status=${Array(21).fill('approved').join()}`], ['status=unknown'], ['from=2026-02-30'], ['from=0000-01-01'],
    ['clientId=1'], ['sort=size'], ['limit=1&limit=2'],
  ])('with %s is refused', async (query) => {
    const response = await fetch(`${stack.baseUrl}/v1/documents?${query}`, { headers: stack.api.headers });
    expect([response.status, (await response.json() as { error: { code: string } }).error.code]).toEqual([400, 'invalid_request']);
  });

  it('longer than any header may be is refused by the server itself', async () => {
    expect((await fetch(`${stack.baseUrl}/v1/documents?q=${'x'.repeat(20_000)}`, { headers: stack.api.headers })).status).toBe(431);
  });
});
