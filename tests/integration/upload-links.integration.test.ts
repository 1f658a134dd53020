// Links through which clients upload without an account.
import { beforeAll, describe, expect, it } from 'vitest';
import type { LinkUploadResult } from '../../contract/upload-link.ts';
import type { ErrorBody } from '../../contract/common.ts';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import { encryptedPdf } from '../fixtures/pdf-files.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { ApiClient } from '../harness/api-client.ts';
import { eventually } from '../harness/eventually.ts';
import { joinStack, sharedUploads, type JoinedStack } from '../harness/shared-stack.ts';

let stack: JoinedStack;
const nobody = () => new ApiClient(stack.baseUrl, {});

beforeAll(async () => {
  stack = await joinStack();
});

type Files = { name: string; bytes: Uint8Array }[];

async function upload(token: string, files: Files, headers: Record<string, string> = {}): Promise<{ status: number; body: LinkUploadResult & ErrorBody }> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${stack.baseUrl}/v1/upload-links/${token}/documents`, { method: 'POST', body: form, headers });
  return { status: response.status, body: await response.json() as LinkUploadResult & ErrorBody };
}

const codes = ({ files }: LinkUploadResult) => files.map((file) => file.error?.code ?? null);
const xml = (n: string | number) => ({ name: `${n}.xml`, bytes: ublInvoice(`L-${n}`) });

describe('a link', () => {
  it('starts from the tenant\'s defaults, tells whose it is, takes files, and ends when revoked', async () => {
    await stack.api.call('updateTenantDefaults', { body: { linkExpiryDays: 10, linkMaxFiles: 7, linkAutoProcess: false } });
    const link = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, name: 'Marzo' } });
    expect(link).toMatchObject({ status: 'active', maxFiles: 7, autoProcess: false, filesReceived: 0, url: `${stack.baseUrl}/upload/${link.token}` });
    expect(Date.parse(link.expiresAt ?? '') - Date.now()).toBeGreaterThan(9.9 * 86_400_000);
    expect(await nobody().call('getUploadLinkInfo', { params: { link: link.token } })).toMatchObject({ tenantName: 'Mi estudio', clientName: 'Cliente de prueba', name: 'Marzo', filesLeft: 7, maxBytes: sharedUploads.maxBytes });
    const { status, body } = await upload(link.token, [xml(1), { name: '../../etc/passwd.xml', bytes: ublInvoice('L-2') }]);
    expect([status, codes(body), body.files.map((f) => f.fileName), body.filesLeft]).toEqual([200, [null, null], ['1.xml', 'passwd.xml'], 5]);
    const document = await stack.api.until(body.files[0]?.documentId ?? '', 'ingested');
    expect(document).toMatchObject({ clientId: stack.client.id, autoProcess: false, uploadedBy: { kind: 'upload_link', id: link.id, name: 'Marzo' } });
    await stack.api.call('revokeUploadLink', { params: { link: link.id } });
    expect((await upload(link.token, [xml(3)])).body.error).toMatchObject({ code: 'link_ended', details: { status: 'revoked' } });
    expect((await nobody().ask('getUploadLinkInfo', { params: { link: link.token } })).body.error.code).toBe('link_ended');
    const [listed] = (await stack.api.call('listUploadLinks', { query: { status: 'revoked' } })).items;
    expect(listed).toMatchObject({ id: link.id, filesReceived: 2 });
    expect(JSON.stringify(listed)).not.toContain(link.token);
  });

  it('tells of files that cannot be taken one by one, to the client and in the studio\'s list', async () => {
    const { token, id } = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, autoProcess: true, maxFiles: null } });
    const { body } = await upload(token, [
      { name: 'vacia.pdf', bytes: new Uint8Array() }, xml(10), { name: 'grande.pdf', bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(sharedUploads.maxBytes)]) },
      { name: 'programa.exe', bytes: new TextEncoder().encode('MZ nada') }, { name: 'clave.pdf', bytes: await encryptedPdf() }, xml(11),
    ]);
    expect(codes(body)).toEqual(['file_empty', null, 'file_too_large', 'file_type_unsupported', null, null]);
    expect(body.files.map((f) => f.documentId !== null)).toEqual([false, true, false, false, true, true]);
    await stack.api.until(body.files[4]?.documentId ?? '', 'failed');
    const { items } = await stack.api.call('listUploadErrors', { query: { linkId: id } });
    expect(items.map((e) => [e.fileName, e.code, e.documentId !== null]).sort()).toEqual([
      ['clave.pdf', 'pdf_encrypted', true], ['grande.pdf', 'file_too_large', false], ['programa.exe', 'file_type_unsupported', false], ['vacia.pdf', 'file_empty', false],
    ]);
    const kinds = (await stack.api.call('listNotifications', { query: { limit: 100 } })).items.map((n) => n.kind);
    expect(kinds).toEqual(expect.arrayContaining(['upload_link.received', 'upload_link.refused', 'document.failed']));
  });

  it('takes no more files than it may, also from many at once', async () => {
    const { token, id } = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, maxFiles: 5 } });
    const answers = await Promise.all(Array.from({ length: 4 }, (_, i) => upload(token, [xml(`m${i}a`), xml(`m${i}b`)])));
    const taken = answers.flatMap(({ body }) => body.files?.filter((f) => f.documentId) ?? []);
    expect(taken).toHaveLength(5);
    expect((await stack.api.call('listUploadLinks', { query: { status: 'used_up' } })).items.find((l) => l.id === id)).toMatchObject({ filesReceived: 5 });
    await stack.api.call('updateUploadLink', { params: { link: id }, body: { maxFiles: 6, name: 'Más' } });
    expect(codes((await upload(token, [xml('x1'), xml('x2')])).body)).toEqual([null, 'link_files_used_up']);
  });

  it('expires', async () => {
    const { token, id } = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, expiresAt: new Date(Date.now() - 1000).toISOString() } });
    expect((await upload(token, [xml('late')])).body.error).toMatchObject({ code: 'link_ended', details: { status: 'expired' } });
    expect((await stack.api.call('listUploadLinks', { query: { status: 'expired' } })).items.map((l) => l.id)).toContain(id);
  });

  it('answers a repeated upload with what the first one made', async () => {
    const { token, id } = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, maxFiles: 10 } });
    const again = () => upload(token, [xml('k1')], { 'idempotency-key': 'una-vez' });
    const [a, b, c] = [...await Promise.all([again(), again()]), await again()];
    expect(new Set([a, b, c].map((answer) => answer?.body.files[0]?.documentId)).size).toBe(1);
    expect((await stack.api.call('listUploadLinks', { query: {} })).items.find((l) => l.id === id)?.filesReceived).toBe(1);
  });

  it.each([
    ['an unknown secret', () => upload('x'.repeat(43), [xml('u')]), 404, 'not_found'],
    ['a secret that is none', () => upload('corto', [xml('u')]), 400, 'invalid_request'],
    ['no file', async () => upload((await stack.api.call('createUploadLink', { body: { clientId: stack.client.id } })).token, []), 422, 'file_missing'],
    ['another tenant\'s client', async () => ({ status: 422, body: (await stack.api.ask('createUploadLink', { body: { clientId: '0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11' } })).body }), 422, 'client_unknown'],
  ] as const)('with %s answers with a code', async (_what, ask, status, code) => {
    const answer = await ask();
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });
});

it('a document that failed and came through a link is told once more, where the link\'s errors are', async () => {
  const { token, id } = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, autoProcess: true } });
  const { body } = await upload(token, [{ name: 'media.pdf', bytes: (await argentineInvoicePdf(anInvoice())).slice(0, 900) }]);
  const documentId = body.files[0]?.documentId ?? '';
  const { items } = await eventually('the error is listed', () => stack.api.call('listUploadErrors', { query: { linkId: id } }), (page) => page.items.length === 1);
  expect(items).toMatchObject([{ documentId, code: 'pdf_damaged' }]);
  await stack.api.call('eraseDocument', { params: { id: documentId } });
  expect((await stack.api.call('listUploadErrors', { query: { linkId: id } })).total).toBe(0);
});
