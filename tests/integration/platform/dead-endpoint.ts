import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../adapters/database/database.ts';
import { hangs, startCrowd, type Crowd } from '../../harness/crowd.ts';
import { eventually } from '../../harness/eventually.ts';
import { newTenant } from '../../harness/new-tenant.ts';
import { openStackDatabase, publishMany } from '../../harness/publish.ts';
import { setting } from './setting.ts';

let crowd: Crowd;
let db: Database;

/** One dead endpoint among fifty holds up nobody: all others have everything while its first calls still hang. */
export function describeDeadEndpoint(): void {
  beforeAll(async () => {
    crowd = await startCrowd();
    db = openStackDatabase(setting.stack.env);
  });
  afterAll(async () => {
    // First, so that the hanging calls end and the worker drains at once.
    await crowd?.close();
    await db?.close();
  });

  it('one dead endpoint among fifty delays nobody else', async () => {
    const { api, administrator: { tenantId } } = await newTenant(setting.stack);
    const events = 6;
    const well = Array.from({ length: 49 }, (_, i) => `well-${i}`);
    crowd.behave('dead', hangs);
    await Promise.all(['dead', ...well].map((name) => api.call('createEndpoint', { body: { url: crowd.url(name) } })));
    await publishMany(db, tenantId, events, 4);
    await eventually('everybody else has everything', async () => well.map((name) => crowd.hits(name).length), (hits) => hits.every((n) => n === events), 55_000);
    await eventually('the dead one was called', async () => crowd.waiting('dead').now, (n) => n > 0);
    expect(crowd.waiting('dead').now, 'calls that hang still, of those made').toBe(crowd.hits('dead').length);
  });
}
