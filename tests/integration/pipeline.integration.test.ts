import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookBody } from '../../contract/webhook.ts';
import { anInvoice, argentineInvoicePdf, truthOf } from '../fixtures/argentine-invoice.ts';
import { letterPdf } from '../fixtures/pdf-files.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

let stack: JoinedStack;
let receiver: Receiver;
let secret: string;

beforeAll(async () => {
  receiver = await startReceiver();
  stack = await joinStack();
  const endpoint = await stack.api.call('createEndpoint', { body: { url: receiver.url, description: 'tests' } });
  secret = endpoint.signingSecret ?? '';
});

afterAll(async () => {
  await receiver?.close();
});

const bodiesFor = (documentId: string) => receiver.hits.map((hit) => JSON.parse(hit.body) as WebhookBody).filter((body) => body.data.documentId === documentId);
const events = (documentId: string, ...expected: string[]) => eventually(`events of ${documentId}`, async () => bodiesFor(documentId).map((b) => b.event), (got) => got.join() === expected.join());

describe('a document that reads itself', () => {
  it('is approved from its XML, traced step by step, and told to the endpoint', async () => {
    const id = await stack.api.uploadOne(stack.client.id, 'factura.xml', ublInvoice('F-2026-0001'));
    const document = await stack.api.until(id, 'approved', 'in_review', 'failed');
    expect(document).toMatchObject({ status: 'approved', invoiceNumber: 'F-2026-0001', totalAmount: '121', currency: 'EUR', reviewTaskId: null, mediaType: expect.stringContaining('xml') });
    expect(document.fields.totalAmount).toMatchObject({ value: '121.00', source: 'xml' });
    await events(id, 'document.processed');

    const trace = await eventually('the trace', () => stack.api.call('getTrace', { params: { id } }), (t) => t.deliveries[0]?.status === 'delivered');
    expect(trace.steps.map((s) => [s.name, s.status, s.attempts])).toEqual([['preprocess', 'done', 1], ['extract', 'done', 1], ['score', 'done', 1], ['settle', 'done', 1], ['announce', 'done', 1]]);
    for (const step of trace.steps) expect(step).toMatchObject({ worker: expect.stringContaining('@'), finishedAt: expect.any(String), durationMs: expect.any(Number), error: null });
    expect(trace.workflowId).toBe(`document-${id}`);
  });

  it('sends exactly the body of the contract, signed so that both signatures verify', async () => {
    const hit = receiver.hits[0];
    if (!hit) throw new Error('nothing was delivered');
    const body = JSON.parse(hit.body) as WebhookBody;
    expect(Object.keys(body)).toEqual(['event', 'eventId', 'tenantId', 'timestamp', 'data']);
    expect(body).toEqual({
      event: 'document.processed', eventId: expect.stringMatching(/^evt_[0-9a-f]{32}$/), tenantId: stack.administrator.tenantId, timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: { documentId: expect.any(String), status: 'approved', confidence: expect.any(Number), reviewTaskId: null },
    });
    expect(hit.headers['x-comprobante-signature']).toBe(`sha256=${createHmac('sha256', secret).update(hit.body).digest('hex')}`);
    expect(hit.headers['webhook-id']).toBe(body.eventId);
    expect(new Webhook(secret).verify(hit.body, hit.headers)).toEqual(body);
    expect(() => new Webhook(secret).verify(`${hit.body} `, hit.headers)).toThrow();
  });

  it('reads an Argentine PDF by its fiscal QR and its text', async () => {
    const invoice = anInvoice();
    const id = await stack.api.uploadOne(stack.client.id, 'factura.pdf', await argentineInvoicePdf(invoice));
    const document = await stack.api.until(id, 'approved', 'in_review', 'failed');
    const truth = truthOf(invoice);
    for (const field of ['issuerTaxId', 'invoiceNumber', 'issueDate', 'currency', 'totalAmount', 'recipientTaxId'] as const) expect(document.fields[field]?.value, field).toBe(truth[field]);
    expect(document.pages).toEqual([expect.objectContaining({ number: 1, hasImage: true })]);

    const image = await fetch(`${stack.baseUrl}/v1/documents/${id}/pages/1.png`, { headers: stack.api.headers });
    expect([image.status, image.headers.get('content-type'), (await image.arrayBuffer()).byteLength > 5000]).toEqual([200, 'image/png', true]);
    const words = await stack.api.call('getWords', { params: { id } });
    expect(words.pages[0]?.words.map((w) => w.text)).toContain('12.100,00');
    const file = await fetch(`${stack.baseUrl}/v1/documents/${id}/file`, { headers: stack.api.headers });
    expect([file.headers.get('content-disposition'), file.headers.get('x-content-type-options')]).toEqual([expect.stringContaining('attachment'), 'nosniff']);
  });
});

describe('a document that needs a person', () => {
  const inReview = async (overrides = {}) => {
    const id = await stack.api.uploadOne(stack.client.id, 'dudosa.pdf', await argentineInvoicePdf(anInvoice({ withQr: false, totalError: 777.77, ...overrides })));
    const document = await stack.api.until(id, 'in_review', 'approved', 'failed');
    expect(document.status).toBe('in_review');
    return { id, taskId: document.reviewTaskId as string, document };
  };

  it('is approved with corrections, which stay when it is read again', async () => {
    const { id, taskId } = await inReview();
    expect((await stack.api.call('listReviewTasks', { query: { limit: 100 } })).items.map((t) => t.id)).toContain(taskId);
    const task = await stack.api.call('approveReviewTask', { params: { id: taskId }, body: { corrections: { fields: { totalAmount: '12100.00', issuerName: 'El Yunque' } } } });
    expect(task).toMatchObject({ status: 'approved', decision: { decidedBy: { kind: 'api_key', name: 'tests' } } });
    const approved = await stack.api.until(id, 'approved');
    expect(approved.fields.totalAmount).toMatchObject({ value: '12100.00', source: 'human', confidence: 1 });
    expect(approved.totalAmount).toBe('12100');
    await events(id, 'document.processed', 'document.review_approved');
    expect(bodiesFor(id).map((b) => [b.data.status, b.data.reviewTaskId])).toEqual([['in_review', taskId], ['approved', taskId]]);

    await stack.api.call('reprocessDocument', { params: { id } });
    const again = await eventually('the second run', () => stack.api.call('getDocument', { params: { id } }), (d) => d.run === 2 && ['approved', 'in_review'].includes(d.status), 60_000);
    expect(again.fields.issuerName).toMatchObject({ value: 'El Yunque', source: 'human' });
    expect((await stack.api.call('getTrace', { params: { id } })).steps.filter((s) => s.run === 2).map((s) => s.name)).toContain('extract');
  });

  it('read again while it waits has its task withdrawn, and the first run waits for nobody', async () => {
    const { id, taskId } = await inReview();
    await stack.api.call('reprocessDocument', { params: { id } });
    expect((await stack.api.call('getReviewTask', { params: { id: taskId } })).status).toBe('withdrawn');
    const reviews = async () => (await stack.api.call('getTrace', { params: { id } })).steps.filter(({ name }) => name === 'review').map(({ run, status }) => [run, status]);
    expect(await reviews()).toEqual([[1, 'done']]);
    await eventually('the second run waits', reviews, (found) => found.length === 2);
    expect(await reviews()).toEqual([[1, 'done'], [2, 'waiting']]);
  });

  it('is rejected with a reason; the second decision hears who made the first', async () => {
    const { id, taskId } = await inReview();
    expect((await stack.api.ask('rejectReviewTask', { params: { id: taskId }, body: { reason: '' } })).status).toBe(400);
    await stack.api.call('rejectReviewTask', { params: { id: taskId }, body: { reason: 'No es de este cliente' } });
    const second = await stack.api.ask('approveReviewTask', { params: { id: taskId }, body: {} });
    expect([second.status, second.body.error]).toEqual([409, expect.objectContaining({ code: 'already_decided', details: expect.objectContaining({ status: 'rejected', decidedBy: 'tests' }) })]);
    await stack.api.until(id, 'rejected');
    await events(id, 'document.processed', 'document.review_rejected');
  });

  it('of two decisions at the same moment one wins', async () => {
    const { taskId } = await inReview();
    const answers = await Promise.all([1, 2, 3, 4].map((i) => (i % 2
      ? stack.api.ask('approveReviewTask', { params: { id: taskId }, body: {} }) : stack.api.ask('rejectReviewTask', { params: { id: taskId }, body: { reason: 'dos veces' } }))));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('is held by one person at a time', async () => {
    const { taskId } = await inReview();
    const { key } = await stack.admin<{ key: string }>('create-api-key', '--name', 'otra persona');
    const { ApiClient } = await import('../harness/api-client.ts');
    const other = new ApiClient(stack.baseUrl, { authorization: `Bearer ${key}` });
    expect(await stack.api.call('claimReviewTask', { params: { id: taskId } })).toMatchObject({ claimedByMe: true, claimedBy: 'tests' });
    expect((await other.ask('claimReviewTask', { params: { id: taskId } })).body.error).toMatchObject({ code: 'claimed_by_other', details: { claimedBy: 'tests' } });
    expect((await other.ask('approveReviewTask', { params: { id: taskId }, body: {} })).status).toBe(409);
    await stack.api.call('releaseReviewTask', { params: { id: taskId } });
    expect(await other.call('claimReviewTask', { params: { id: taskId } })).toMatchObject({ claimedByMe: true });
  });

  it('refuses corrections that are not of their field\'s form', async () => {
    const { taskId } = await inReview();
    const answer = await stack.api.ask('approveReviewTask', { params: { id: taskId }, body: { corrections: { fields: { totalAmount: '1.000,00', issueDate: '31/12/2025' } } } });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_request']);
    expect(JSON.stringify(answer.body.error.details)).toContain('corrections.fields.issueDate');
  });

  it('never approves what is not an invoice', async () => {
    const id = await stack.api.uploadOne(stack.client.id, 'carta.pdf', await letterPdf());
    expect(await stack.api.until(id, 'in_review', 'approved', 'failed')).toMatchObject({ status: 'in_review', isInvoice: false });
  });
});

describe('starting, stopping and erasing', () => {
  it('waits for a start where processing is manual', async () => {
    const id = await stack.api.uploadOne(stack.client.id, 'espera.xml', ublInvoice('M-1'), { autoProcess: false });
    await stack.api.until(id, 'ingested');
    expect((await stack.api.call('getTrace', { params: { id } })).steps.at(-1)).toMatchObject({ name: 'wait-start', status: 'waiting' });
    await stack.api.call('startProcessing', { params: { id } });
    expect((await stack.api.ask('startProcessing', { params: { id } })).body.error.code).toBe('not_waiting');
    await stack.api.until(id, 'approved');
  });

  it('cancels, and a cancelled document stays cancelled', async () => {
    const id = await stack.api.uploadOne(stack.client.id, 'cancelada.xml', ublInvoice('M-2'), { autoProcess: false });
    await stack.api.until(id, 'ingested');
    expect(await stack.api.call('cancelDocument', { params: { id } })).toMatchObject({ status: 'cancelled' });
    expect((await stack.api.ask('startProcessing', { params: { id } })).status).toBe(409);
    expect((await stack.api.ask('cancelDocument', { params: { id } })).body.error.code).toBe('conflict');
  });

  it('marks a second upload of the same invoice as a duplicate of the first', async () => {
    const first = await stack.api.uploadOne(stack.client.id, 'a.xml', ublInvoice('D-1'));
    await stack.api.until(first, 'approved');
    const second = await stack.api.uploadOne(stack.client.id, 'b.xml', ublInvoice('D-1'));
    const document = await stack.api.until(second, 'in_review', 'approved');
    expect(document).toMatchObject({ status: 'in_review', duplicateOf: first });
    expect(document.reasons.map((r) => r.code)).toContain('duplicate_file');
    const retyped = new TextEncoder().encode(new TextDecoder().decode(ublInvoice('D-1')).replace('Revisión de', 'Revisión general de'));
    const third = await stack.api.until(await stack.api.uploadOne(stack.client.id, 'c.xml', retyped), 'in_review', 'approved');
    expect([third.duplicateOf, third.reasons.map((r) => r.code)]).toEqual([first, expect.arrayContaining(['duplicate_fiscal'])]);
  });

  it('marks an invoice that differs from another by a slip in its number', async () => {
    const invoice = anInvoice({ withQr: false, totalError: 321, number: 40_001_234 });
    const first = await stack.api.until(await stack.api.uploadOne(stack.client.id, 'n1.pdf', await argentineInvoicePdf(invoice)), 'in_review');
    const slip = await stack.api.until(await stack.api.uploadOne(stack.client.id, 'n2.pdf', await argentineInvoicePdf({ ...invoice, number: 40_007_234 })), 'in_review');
    expect([slip.duplicateOf, slip.reasons.map((r) => r.code)]).toEqual([first.id, expect.arrayContaining(['duplicate_near'])]);
    const next = await stack.api.until(await stack.api.uploadOne(stack.client.id, 'n3.pdf', await argentineInvoicePdf({ ...invoice, number: 40_001_235 })), 'in_review');
    expect(next.duplicateOf).toBeNull();
  });

  it('erases the row at once and the objects with it', async () => {
    const id = await stack.api.uploadOne(stack.client.id, 'borrar.xml', ublInvoice('E-1'));
    await stack.api.until(id, 'approved');
    expect((await stack.api.ask('eraseDocument', { params: { id } })).status).toBe(204);
    expect((await stack.api.ask('getDocument', { params: { id } })).body.error.code).toBe('not_found');
    const { openObjectStore } = await import('../../adapters/object-store.ts');
    const objects = openObjectStore({ endpoint: stack.env['S3_ENDPOINT'] ?? '', accessKey: stack.env['S3_ACCESS_KEY'] ?? '', secretKey: stack.env['S3_SECRET_KEY'] ?? '', bucket: stack.env['S3_BUCKET'] ?? '', region: 'us-east-1' });
    await eventually('the objects are gone', () => objects.exists(`${stack.administrator.tenantId}/${id}/original`), (exists) => !exists);
  });
});
