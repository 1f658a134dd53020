import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { startServices } from '../../../stack/services.mjs';
import { startCrowd, takes } from '../../harness/crowd.ts';
import { eventually } from '../../harness/eventually.ts';
import { startLedger } from '../../harness/ledger.ts';
import { newTenant } from '../../harness/new-tenant.ts';
import { openStackDatabase, publish } from '../../harness/publish.ts';
import type { Stack } from '../../harness/start-stack.ts';

interface Installation {
  services: Awaited<ReturnType<typeof startServices>>;
  stack: Stack;
}

/** Webhooks under way when the worker and the database are killed: `npm run bench -- webhooks --chaos` is the same with thousands of events, receivers of every kind, and everything killed. */
export function describeWebhooks(installation: () => Installation): void {
  it('webhooks under way while the worker and PostgreSQL are killed are each delivered or a dead letter, unchanged; a requeue empties those', { timeout: 600_000 }, async () => {
    const { services, stack } = installation();
    const { api, administrator: { tenantId } } = await newTenant(stack);
    const crowd = await startCrowd();
    const db = openStackDatabase(stack.env);
    try {
      const watched = await Promise.all(['prompt', 'broken'].map(async (name) => {
        const { id, signingSecret } = await api.call('createEndpoint', { body: { url: crowd.url(name), retrySeconds: [1] } });
        return { id, name, secret: signingSecret as string };
      }));
      const ledger = startLedger(crowd, watched);
      ledger.behave('prompt', takes);
      ledger.behave('broken', (hit) => ({ status: /[048c]$/.test(hit.headers['webhook-id'] ?? '') ? 500 : 200 }));
      const documentIds = Array.from({ length: 60 }, () => randomUUID());
      const ended = (status: 'delivered' | 'dead') => db.withTenant(tenantId, ({ tx }) => tx.delivery.count({ where: { status, endpointId: { in: watched.map(({ id }) => id) } } }));
      for (const id of documentIds) await db.withTenant(tenantId, (scope) => publish(scope, id));
      await eventually('some are delivered', async () => ledger.taken('prompt').events, (n) => n > 5);
      await stack.worker.kill();
      await services.postgres?.kill();
      await Promise.all([services.postgres?.start(), stack.startWorker()]);
      await eventually('all have ended', async () => await ended('delivered') + await ended('dead'), (n) => n === 120, 240_000);
      expect(await ledger.faults(db, tenantId, documentIds)).toEqual([]);
      ledger.behave('broken', takes);
      const dead = await ended('dead');
      expect(await api.call('requeueDeadLetters', { body: { endpointId: watched[1]?.id as string } })).toEqual({ matching: dead, disabled: 0, requeued: dead });
      await eventually('all are delivered', () => ended('delivered'), (n) => n === 120, 240_000);
      expect(await ledger.faults(db, tenantId, documentIds)).toEqual([]);
    } finally {
      await db.close();
      await crowd.close();
    }
  });
}
