// New workers take over what old ones began: documents before a person, held, being read; deliveries between two tries. The new build has a step more,
// behind `patched`, and a worker process for every role, two of them for the database's.
import { Client, Connection } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { WebhookBody } from '../../contract/webhook.ts';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { buildWith, bundleWithout, type Build } from '../harness/build-with.ts';
import { eventually } from '../harness/eventually.ts';
import { quietTemporal } from '../harness/quiet-temporal.ts';
import { run, type Running } from '../harness/processes.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { startStack, type Stack } from '../harness/start-stack.ts';

vi.setConfig({ testTimeout: 240_000 });

const before = '  step = \'score\';\n';
const patched = `  if (patched('another-look')) await condition(() => isCancelled, 20);\n${before}`;
/** As the bundler writes it. */
const guard = /if \(\(0,\w+\.patched\)\('another-look'\)\) /;

let stack: Stack;
let receiver: Receiver;
let next: Build;
/** The same with the step for all, also for those who began without. */
let wrong: Build['workflowBundle'];
let client: Client;
const upgraded: Running[] = [];

beforeAll(async () => {
  quietTemporal();
  next = await buildWith('workflows/process-document.ts', before, patched);
  wrong = await bundleWithout(next, guard);
  receiver = await startReceiver();
  stack = await startStack({ env: { WEBHOOK_RETRY_SECONDS: '1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1' } });
  client = new Client({ connection: await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' }), namespace: stack.env['TEMPORAL_NAMESPACE'] ?? '' });
  await stack.api.call('createEndpoint', { body: { url: receiver.url } });
});

afterAll(async () => {
  await Promise.all(upgraded.map((worker) => worker.stop()));
  await stack?.stop();
  await client?.connection.close();
  await receiver?.close();
  await next?.remove();
});

const eventsOf = (id: string) => receiver.hits.map(({ body }) => JSON.parse(body) as WebhookBody).filter(({ data }) => data.documentId === id);

it('workers are upgraded under running documents, and every document completes once', async () => {
  const { api, client: ours } = stack;
  const doubtful = async (i: number) => api.uploadOne(ours.id, `dudosa-${i}.pdf`, await argentineInvoicePdf(anInvoice({ withQr: false, totalError: 100 + i, net: 20_000 + i * 13 })));
  const reviewed = await Promise.all([doubtful(1), doubtful(2), doubtful(3)]);
  const held = await api.uploadOne(ours.id, 'espera.xml', ublInvoice('UP-HELD'), { autoProcess: false });
  for (const id of reviewed) await api.until(id, 'in_review');
  await api.until(held, 'ingested');
  receiver.answer(500);
  const told = await api.uploadOne(ours.id, 'avisada.xml', ublInvoice('UP-TOLD'));
  await eventually('its delivery waits between two tries', async () => eventsOf(told).length, (tries) => tries > 0);
  const moving = await Promise.all(Array.from({ length: 8 }, (_, i) => api.uploadOne(ours.id, `en-curso-${i}.xml`, ublInvoice(`UP-${i}`))));

  await stack.worker.kill();
  const open = client.workflow.getHandle(`document-${reviewed[0]}`);
  const history = await open.fetchHistory();
  for (const role of ['orchestration', 'orchestration', 'cpu', 'http']) upgraded.push(run('temporal/worker.ts', ['--role', role], stack.env, next.folder));
  for (const worker of upgraded) await eventually('the new worker runs', async () => worker.output(), (output) => output.includes('worker started'), 90_000);
  receiver.answer(200);

  for (const [i, id] of reviewed.entries()) {
    const { reviewTaskId } = await api.until(id, 'in_review');
    const params = { id: reviewTaskId as string };
    if (i === 0) await api.call('rejectReviewTask', { params, body: { reason: 'ilegible' } });
    else await api.call('approveReviewTask', { params, body: { corrections: { fields: { totalAmount: '12100.00' } } } });
  }
  await api.call('startProcessing', { params: { id: held } });
  await api.until(reviewed[0] as string, 'rejected');
  for (const id of [...reviewed.slice(1), held, told, ...moving]) await api.until(id, 'approved');

  const all = [...reviewed, held, told, ...moving];
  for (const id of all) {
    const handle = client.workflow.getHandle(`document-${id}`);
    await handle.result();
    const { events } = await handle.fetchHistory();
    // A signal that comes while a task ends has the server ask for the task again: no fault of anybody's.
    const failures = events?.flatMap((event) => event.workflowTaskFailedEventAttributes?.failure?.message ?? []).filter((message) => message !== 'UnhandledCommand') ?? [];
    expect(failures, id).toEqual([]);
  }
  await eventually('every event has come', async () => all.map((id) => new Set(eventsOf(id).map(({ event }) => event)).size), (kinds) => kinds.every((n, i) => n >= (i < reviewed.length ? 2 : 1)), 120_000);
  for (const id of all) {
    const ids = Map.groupBy(eventsOf(id), ({ event }) => event);
    for (const [event, bodies] of ids) expect(new Set(bodies.map(({ eventId }) => eventId)).size, `${event} of ${id}`).toBe(1);
  }

  await Worker.runReplayHistory({ workflowBundle: next.workflowBundle }, history, open.workflowId);
  await expect(Worker.runReplayHistory({ workflowBundle: wrong }, history, open.workflowId)).rejects.toThrow(/[Nn]ondetermin/);
});
