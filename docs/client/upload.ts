// Uploads a file for a client, waits for the decision and prints what was read: node upload.ts CLIENT_ID FILE
// COMPROBANTE_URL and COMPROBANTE_KEY name the installation and the API key.
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './comprobante.d.ts';

type Document = components['schemas']['Document'];

const [clientId = '', file = ''] = process.argv.slice(2);
const api = createClient<paths>({
  baseUrl: process.env['COMPROBANTE_URL'] ?? 'http://localhost:8787',
  headers: { authorization: `Bearer ${process.env['COMPROBANTE_KEY'] ?? ''}` },
});

/** Every error has the same shape, whatever the operation; its code is stable. */
function told<T>({ data, error }: { data?: T; error?: components['schemas']['Error'] }): T {
  if (error) throw new Error(`${error.error.code}: ${error.error.message} (request ${error.error.requestId})`);
  return data as T;
}

/** The same key makes it safe to send the upload again when the answer was lost. */
async function upload(idempotencyKey: string): Promise<string> {
  const bytes = await openAsBlob(file);
  const { documents } = told(await api.POST('/v1/documents', {
    params: { header: { 'idempotency-key': idempotencyKey } },
    body: { clientId, file: [basename(file)] },
    bodySerializer: ({ clientId: client, file: [name = 'file'] = [] }) => {
      const form = new FormData();
      form.set('clientId', client);
      form.set('file', bytes, name);
      return form;
    },
  }));
  return documents[0]?.id ?? '';
}

/** Asks now and then; a webhook endpoint is told at once instead. */
async function decided(id: string): Promise<Document> {
  for (;;) {
    const document = told(await api.GET('/v1/documents/{id}', { params: { path: { id } } }));
    if (['approved', 'in_review', 'rejected', 'failed'].includes(document.status)) return document;
    await sleep(500);
  }
}

const document = await decided(await upload(crypto.randomUUID()));
const values = Object.fromEntries(Object.entries(document.fields).map(([name, field]) => [name, field?.value]));
console.log(JSON.stringify({ id: document.id, status: document.status, confidence: document.confidence, ...values }));
