// Webhooks under way when the worker and the database are killed. On services of its own, since it stops them.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startServices } from '../../stack/services.mjs';
import { startCrowd, takes } from '../harness/crowd.ts';
import { eventually } from '../harness/eventually.ts';
import { startLedger } from '../harness/ledger.ts';
import { openStackDatabase, publish } from '../harness/publish.ts';
import { startStack, type Stack } from '../harness/start-stack.ts';

// Recovery waits for Temporal's own timeouts, one after the other where several tasks were lost.
vi.setConfig({ testTimeout: 600_000 });

let folder: string;
let services: Awaited<ReturnType<typeof startServices>>;
let stack: Stack;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comprobante-durability-'));
  services = await startServices({ dataDir: folder, isThrowaway: true });
  // What is left at the end of each run are the events that one receiver always refuses: to its circuit a receiver that is down, with a pause that each probe doubles.
  stack = await startStack({ services: services.env, env: { WEBHOOK_CIRCUIT_SECONDS: '0.5' } });
});

afterAll(async () => {
  await stack?.stop();
  await services?.stop();
  await rm(folder, { recursive: true, force: true });
});

// `npm run bench -- webhooks --chaos` is the same with thousands of events, receivers of every kind, and everything killed.
it('webhooks under way while the worker and PostgreSQL are killed are each delivered or a dead letter, unchanged; a requeue empties those', async () => {
  const crowd = await startCrowd();
  const db = openStackDatabase(stack.env);
  try {
    const watched = await Promise.all(['prompt', 'broken'].map(async (name) => {
      const { id, signingSecret } = await stack.api.call('createEndpoint', { body: { url: crowd.url(name), retrySeconds: [1] } });
      return { id, name, secret: signingSecret as string };
    }));
    const ledger = startLedger(crowd, watched);
    ledger.behave('prompt', takes);
    ledger.behave('broken', (hit) => ({ status: /[048c]$/.test(hit.headers['webhook-id'] ?? '') ? 500 : 200 }));
    const documentIds = Array.from({ length: 60 }, () => randomUUID());
    const ended = (status: 'delivered' | 'dead') => db.withTenant(stack.administrator.tenantId, ({ tx }) => tx.delivery.count({ where: { status, endpointId: { in: watched.map(({ id }) => id) } } }));
    for (const id of documentIds) await db.withTenant(stack.administrator.tenantId, (scope) => publish(scope, id));
    await eventually('some are delivered', async () => ledger.taken('prompt').events, (n) => n > 5);
    await stack.worker.kill();
    await services.postgres?.kill();
    await Promise.all([services.postgres?.start(), stack.startWorker()]);
    await eventually('all have ended', async () => await ended('delivered') + await ended('dead'), (n) => n === 120, 240_000);
    expect(await ledger.faults(db, stack.administrator.tenantId, documentIds)).toEqual([]);
    ledger.behave('broken', takes);
    const dead = await ended('dead');
    expect(await stack.api.call('requeueDeadLetters', { body: { endpointId: watched[1]?.id as string } })).toEqual({ matching: dead, disabled: 0, requeued: dead });
    await eventually('all are delivered', () => ended('delivered'), (n) => n === 120, 240_000);
    expect(await ledger.faults(db, stack.administrator.tenantId, documentIds)).toEqual([]);
  } finally {
    await db.close();
    await crowd.close();
  }
});
