// What a workflow does where a step within its own task fails, as it does while the database is away: the queue has it tried again, and nothing ends.
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attempted } from '../../activities/attempt-delivery.ts';
import { workflowSource } from '../../temporal/bundle.ts';
import type { deliverWebhook, processDocumentAtOnce } from '../../workflows/index.ts';
import { taskQueues } from '../../workflows/messages.ts';
import { quietTemporal } from '../harness/quiet-temporal.ts';
import { createNamespace } from '../harness/start-stack.ts';

let client: Client;
let connection: Connection;
let native: NativeConnection;
const running: { worker: Worker; over: Promise<void> }[] = [];
const calls: string[] = [];

/** Fails the first time, with what an activity makes of a database that is away. */
function failsOnce<R>(name: string, result: R): () => Promise<R> {
  return async () => {
    calls.push(name);
    if (calls.filter((call) => call === name).length === 1) throw ApplicationFailure.create({ type: 'internal', message: 'The step failed; it is tried again.' });
    return result;
  };
}

const delivered: Attempted = { waitMs: null, isTried: true, turnAt: null, isSlow: false };
const activities = {
  attemptAtOnce: failsOnce('attemptAtOnce', delivered),
  attemptDelivery: async () => (calls.push('attemptDelivery'), delivered),
  preprocess: async () => true,
  extract: async () => 'read',
  read: async () => 'read',
  score: failsOnce('score', 'approved'),
  settle: failsOnce('settle', 'approved'),
  announce: failsOnce('announce', []),
};

beforeAll(async () => {
  quietTemporal();
  const address = process.env['TEMPORAL_ADDRESS'] ?? '';
  const namespace = await createNamespace(address, `test-${randomUUID()}`);
  [native, connection] = await Promise.all([NativeConnection.connect({ address }), Connection.connect({ address })]);
  client = new Client({ connection, namespace });
  for (const taskQueue of Object.values(taskQueues)) {
    const worker = await Worker.create({ connection: native, namespace, taskQueue, ...workflowSource(), activities });
    running.push({ worker, over: worker.run() });
  }
});
afterAll(async () => {
  for (const { worker } of running) worker.shutdown();
  await Promise.all(running.map(({ over }) => over));
  await Promise.all([connection?.close(), native?.close()]);
});

it('a delivery goes on by the queue', async () => {
  await client.workflow.execute<typeof deliverWebhook>('deliverWebhook', { taskQueue: taskQueues.http, workflowId: 'webhook', args: [{ tenantId: 't', deliveryId: 'd', run: 1 }] });
  expect(calls).toEqual(['attemptAtOnce', 'attemptDelivery']);
});

it('so does a document, at each of its steps', async () => {
  const ref = { tenantId: 't', documentId: 'd', run: 1 };
  const outcome = await client.workflow.execute<typeof processDocumentAtOnce>('processDocumentAtOnce', { taskQueue: taskQueues.orchestration, workflowId: 'document', args: [{ ref, autoProcess: true }] });
  expect([outcome, calls.slice(2)]).toEqual(['approved', ['score', 'score', 'settle', 'settle', 'announce', 'announce']]);
});
