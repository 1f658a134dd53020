// What must survive: Temporal down, the worker, the API and the database killed without warning. On services of its own, since it stops them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startServices } from '../../stack/services.mjs';
import type { WebhookBody } from '../../contract/webhook.ts';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { startStack, type Stack } from '../harness/start-stack.ts';
import { describeWebhooks } from './durability/webhooks.ts';

// Recovery waits for Temporal's own timeouts, one after the other where several tasks were lost.
vi.setConfig({ testTimeout: 240_000 });

let folder: string;
let services: Awaited<ReturnType<typeof startServices>>;
let stack: Stack;
let receiver: Receiver;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comprobante-durability-'));
  services = await startServices({ dataDir: folder, isThrowaway: true });
  receiver = await startReceiver();
  // What is left of the webhooks at the end of each run are the events that one receiver always refuses: to its circuit a receiver that is down, with a pause that each probe doubles.
  stack = await startStack({ services: services.env, env: { WEBHOOK_CIRCUIT_SECONDS: '0.1' } });
  await stack.api.call('createEndpoint', { body: { url: receiver.url } });
});

afterAll(async () => {
  await stack?.stop();
  await receiver?.close();
  await services?.stop();
  await rm(folder, { recursive: true, force: true });
});

const told = (documentId: string) => receiver.hits.map((hit) => JSON.parse(hit.body) as WebhookBody).filter((b) => b.data.documentId === documentId);
const eventIds = (documentId: string, event: string) => new Set(told(documentId).filter((b) => b.event === event).map((b) => b.eventId));

describe('with Temporal stopped', () => {
  it('uploads and decisions are accepted and take effect once it is back, once', async () => {
    const doubtful = await stack.api.uploadOne(stack.client.id, 'dudosa.pdf', await argentineInvoicePdf(anInvoice({ withQr: false, totalError: 55 })));
    const { reviewTaskId } = await stack.api.until(doubtful, 'in_review');
    await services.temporal?.kill();

    const waiting = await stack.api.uploadOne(stack.client.id, 'espera.xml', ublInvoice('T-DOWN'));
    await stack.api.call('rejectReviewTask', { params: { id: reviewTaskId as string }, body: { reason: 'ilegible' } });
    const readiness = await (await fetch(`${stack.baseUrl}/ready`)).json() as { status: string };
    expect(readiness.status).toBe('degraded');
    await sleep(2500);
    expect((await stack.api.call('getDocument', { params: { id: waiting } })).status).toBe('received');

    await services.temporal?.start();
    await stack.api.until(waiting, 'approved');
    await stack.api.until(doubtful, 'rejected');
    await eventually('both are told', async () => [eventIds(waiting, 'document.processed').size, eventIds(doubtful, 'document.review_rejected').size], (n) => n.join() === '1,1');
  });
});

describe('after kill -9', () => {
  it('of the worker while it reads, the document completes once: one set of rows, one event', async () => {
    const id = await stack.api.uploadOne(stack.client.id, 'larga.pdf', await argentineInvoicePdf(anInvoice({ copies: 3 })));
    await eventually('it is being read', () => stack.api.call('getTrace', { params: { id } }), (t) => t.steps.some((s) => s.name === 'preprocess'));
    await stack.worker.kill();
    await stack.startWorker();
    await stack.api.until(id, 'approved', 'in_review');
    const trace = await eventually('the event is delivered', () => stack.api.call('getTrace', { params: { id } }), (t) => t.deliveries.every((d) => d.status === 'delivered') && t.deliveries.length > 0);
    expect(trace.steps.map((s) => s.name).filter((name, i, all) => all.indexOf(name) !== i)).toEqual([]);
    expect(trace.deliveries).toHaveLength(1);
    expect(eventIds(id, 'document.processed').size).toBe(1);
  });

  it('of the worker in the middle of many documents, each completes and is told', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await stack.api.uploadOne(stack.client.id, `muchas-${i}.xml`, ublInvoice(`MANY-${i}`)));
    await sleep(400);
    await stack.worker.kill();
    await stack.startWorker();
    for (const id of ids) await stack.api.until(id, 'approved');
    await eventually('each is told of once', async () => ids.map((id) => eventIds(id, 'document.processed').size), (n) => n.every((count) => count === 1), 120_000);
  });

  it('of the API in the middle of uploads, what was accepted completes', async () => {
    const accepted: string[] = [];
    const uploading = Promise.all(Array.from({ length: 8 }, async (_, i) => {
      try {
        accepted.push(await stack.api.uploadOne(stack.client.id, `api-${i}.xml`, ublInvoice(`API-${i}`)));
      } catch { /* not accepted: the caller knows and sends it again */ }
    }));
    await sleep(60);
    await stack.server.kill();
    await uploading;
    await stack.startServer();
    for (const id of accepted) await stack.api.until(id, 'approved');
    const { items } = await stack.api.call('listDocuments', { query: { q: 'api-', limit: 100 } });
    for (const { id } of items) await stack.api.until(id, 'approved');
  });

  it('of PostgreSQL in the middle of documents, each completes', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await stack.api.uploadOne(stack.client.id, `pg-${i}.xml`, ublInvoice(`PG-${i}`)));
    await services.postgres?.kill();
    const refused = await stack.api.ask('listDocuments');
    expect([refused.status, refused.body.error.code]).toEqual([503, 'dependency_unavailable']);
    await services.postgres?.start();
    for (const id of ids) await stack.api.until(id, 'approved');
  });
});

describeWebhooks(() => ({ services, stack }));
