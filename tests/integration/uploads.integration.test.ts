import { beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../harness/api-client.ts';
import { joinStack, sharedUploads, type JoinedStack } from '../harness/shared-stack.ts';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import { encryptedPdf, pdfOfPages } from '../fixtures/pdf-files.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';

let stack: JoinedStack;

beforeAll(async () => {
  stack = await joinStack();
});

const bytes = (text: string) => new TextEncoder().encode(text);

describe('files that cannot be read', () => {
  it.each([
    ['an empty file', 'vacia.pdf', async () => new Uint8Array(), 'file_empty'],
    ['text named .pdf', 'texto.pdf', async () => bytes('esto no es un PDF'), 'file_type_unsupported'],
    ['a PDF with a password', 'clave.pdf', encryptedPdf, 'pdf_encrypted'],
    ['a PDF of 300 pages', 'larga.pdf', () => pdfOfPages(300), 'too_many_pages'],
    ['half a PDF', 'media.pdf', async () => (await argentineInvoicePdf(anInvoice())).slice(0, 900), 'pdf_damaged'],
    ['XML with a DOCTYPE', 'dtd.xml', async () => bytes('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'xml_doctype_refused'],
  ] as const)('%s fails with its code and nothing is stuck', async (_what, name, make, code) => {
    const id = await stack.api.uploadOne(stack.client.id, name, await make());
    const document = await stack.api.until(id, 'failed', 'in_review', 'approved');
    expect(document).toMatchObject({ status: 'failed', failure: { code } });
    const { steps } = await stack.api.call('getTrace', { params: { id } });
    expect(steps[0]).toMatchObject({ name: 'preprocess', status: 'failed', attempts: 1, error: { code } });
  });
});

describe('uploads', () => {
  it('of many files at once become a document each', async () => {
    const { status, body } = await stack.api.upload(stack.client.id, [{ name: 'uno.xml', bytes: ublInvoice('U-1') }, { name: '../../dos.xml', bytes: ublInvoice('U-2') }]);
    expect([status, body.documents.map((d) => d.fileName)]).toEqual([202, ['uno.xml', 'dos.xml']]);
  });

  it('with one Idempotency-Key are one upload, also at the same moment; another request under it is refused', async () => {
    const file = [{ name: 'k.xml', bytes: ublInvoice('K-1') }];
    const [a, b] = await Promise.all([1, 2].map(() => stack.api.upload(stack.client.id, file, { idempotencyKey: 'clave-1' })));
    const c = await stack.api.upload(stack.client.id, file, { idempotencyKey: 'clave-1' });
    expect([a?.status, b?.status, c.status]).toEqual([202, 202, 202]);
    expect(new Set([a, b, c].map((answer) => answer?.body.documents[0]?.id)).size).toBe(1);
    const other = await stack.api.upload(stack.client.id, [{ name: 'k.xml', bytes: ublInvoice('K-2') }], { idempotencyKey: 'clave-1' });
    expect([other.status, other.body.error.code]).toEqual([409, 'idempotency_conflict']);
    expect((await stack.api.call('listDocuments', { query: { q: 'k.xml' } })).total).toBe(1);
  });

  it.each([
    ['an unknown client', () => stack.api.upload('0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11', [{ name: 'a.xml', bytes: ublInvoice('X') }]), 422, 'client_unknown'],
    ['a client id that is none', () => stack.api.upload('abc', [{ name: 'a.xml', bytes: ublInvoice('X') }]), 400, 'invalid_request'],
    ['no client', () => stack.api.upload('', [{ name: 'a.xml', bytes: ublInvoice('X') }]), 422, 'client_missing'],
    ['no file', () => stack.api.upload(stack.client.id, []), 422, 'file_missing'],
    ['a file over the limit', () => stack.api.upload(stack.client.id, [{ name: 'a.pdf', bytes: new Uint8Array(sharedUploads.maxBytes + 1024 * 1024) }]), 413, 'file_too_large'],
    ['too many files', () => stack.api.upload(stack.client.id, Array.from({ length: sharedUploads.maxFiles + 1 }, (_, i) => ({ name: `${i}.xml`, bytes: ublInvoice(`N-${i}`) }))), 413, 'too_many_files'],
  ] as const)('with %s answer with a code and leave nothing', async (_what, upload, status, code) => {
    const before = (await stack.api.call('listDocuments')).total;
    const answer = await upload();
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    expect((await stack.api.call('listDocuments')).total).toBe(before);
  });

  it('that are no multipart body answer with a code', async () => {
    const response = await fetch(`${stack.baseUrl}/v1/documents`, { method: 'POST', headers: { ...stack.api.headers, 'content-type': 'application/json' }, body: '{}' });
    expect([response.status, (await response.json() as { error: { code: string } }).error.code]).toEqual([415, 'unsupported_media_type']);
  });
});

describe('another tenant', () => {
  it('finds none of this one\'s', async () => {
    const id = await stack.api.uploadOne(stack.client.id, 'mia.xml', ublInvoice('T-1'));
    await stack.api.until(id, 'approved');
    const { id: tenant } = await stack.admin<{ id: string }>('create-tenant', '--name', 'Otro estudio');
    const { key } = await stack.admin<{ key: string }>('create-api-key', '--tenant', tenant);
    const other = new ApiClient(stack.baseUrl, { authorization: `Bearer ${key}` });
    for (const route of ['getDocument', 'getTrace', 'getWords', 'startProcessing', 'reprocessDocument', 'cancelDocument', 'eraseDocument', 'getDocumentFile'] as const) {
      const answer = await other.ask(route, { params: { id } });
      expect([route, answer.status, answer.body.error.code]).toEqual([route, 404, 'not_found']);
    }
    expect((await other.call('listDocuments')).total).toBe(0);
    expect((await other.upload(stack.client.id, [{ name: 'a.xml', bytes: ublInvoice('X') }])).body.error.code).toBe('client_unknown');
    expect((await stack.api.call('getDocument', { params: { id } })).status).toBe('approved');
  });
});

describe('credentials', () => {
  it.each([
    ['none', {}], ['a made-up key', { authorization: 'Bearer comp_live_xxx' }], ['another scheme', { authorization: 'Basic YTpi' }],
  ] as const)('%s: 401', async (_what, headers) => {
    const answer = await new ApiClient(stack.baseUrl, headers).ask('listDocuments');
    expect([answer.status, answer.body.error.code, answer.headers.get('www-authenticate')]).toEqual([401, 'unauthenticated', 'Bearer']);
  });

  it('a key without the scope: 403; a revoked key: 401 at once', async () => {
    const { key, id } = await stack.admin<{ key: string; id: string }>('create-api-key', '--scopes', 'documents:read', '--tenant', stack.administrator.tenantId);
    const limited = new ApiClient(stack.baseUrl, { authorization: `Bearer ${key}` });
    expect((await limited.ask('listDocuments')).status).toBe(200);
    expect((await limited.ask('listClients')).body.error.code).toBe('forbidden');
    const { email, password } = stack.administrator;
    const signedIn = await fetch(`${stack.baseUrl}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
    expect(signedIn.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i);
    const forged = await new ApiClient(stack.baseUrl, { cookie }).ask('revokeApiKey', { params: { id } });
    expect([forged.status, forged.body.error.code]).toEqual([403, 'forbidden']);
    const person = new ApiClient(stack.baseUrl, { cookie, 'x-comprobante-console': '1' });
    expect((await person.ask('revokeApiKey', { params: { id } })).status).toBe(204);
    // The list begins while a key that held a moment ago is looked up again: neither its rows nor its refusals are told.
    const answers = await Promise.all([limited.ask('listDocuments'), limited.ask('listDocuments'), limited.ask('listDocuments', { query: { limit: 1000 } })]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    await person.call('signOut');
    expect((await person.ask('listDocuments')).status).toBe(401);
  });

  it('wrong passwords are told apart from nothing, and slowed down', async () => {
    const attempt = (email: string) => new ApiClient(stack.baseUrl, {}).ask('signIn', { body: { email, password: 'nope' } });
    const wrong = await attempt(stack.administrator.email);
    const unknown = await attempt('nobody@subidas.example');
    expect([wrong.status, wrong.body.error.code]).toEqual([unknown.status, unknown.body.error.code]);
    for (let i = 0; i < 10; i++) await attempt('brute@subidas.example');
    const limited = await attempt('brute@subidas.example');
    expect([limited.status, limited.body.error.code, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, 'rate_limited', true]);
  });
});
