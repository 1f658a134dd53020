import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createBatches } from './batches.ts';
import type { Database, Scope } from './database.ts';

const db = { withTenant: <T>(tenantId: string, work: (scope: Scope) => Promise<T>) => work({ tenantId } as Scope) } as Database;

it('what comes while a transaction runs is done in the next one, by tenant, each with its own answer', async () => {
  const seen: string[] = [];
  const double = createBatches<number, number>(db, async ({ tenantId }, items) => {
    seen.push(`${tenantId}:${items.join()}`);
    await sleep(20);
    return items.map((n) => n * 2);
  });
  const first = [double('a', 1), double('a', 2), double('b', 3)];
  await sleep(10);
  expect(await Promise.all([...first, double('a', 4), double('a', 5)])).toEqual([2, 4, 6, 8, 10]);
  expect(seen).toEqual(['a:1,2', 'b:3', 'a:4,5']);
});

it('a failed transaction fails its own items alone', async () => {
  const work = createBatches<string, string>(db, async (_scope, items) => {
    if (items.includes('bad')) throw new Error('no');
    return items;
  });
  const bad = Promise.allSettled([work('a', 'bad'), work('a', 'beside')]);
  expect((await bad).map((r) => r.status)).toEqual(['rejected', 'rejected']);
  expect(await work('a', 'good')).toBe('good');
});

it('a thousand at once take ten transactions', async () => {
  let transactions = 0;
  const work = createBatches<number, number>(db, async (_scope, items) => {
    transactions++;
    return items;
  });
  await Promise.all(Array.from({ length: 1000 }, (_, i) => work('a', i)));
  expect(transactions).toBe(10);
});
