import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Scope } from './database.ts';

/** Most items of one transaction. */
const most = 100;

interface Waiting<I, O> {
  item: I;
  resolve(outcome: O): void;
  reject(error: unknown): void;
}

/**
 * Gathers what comes in for one tenant while its last transaction runs, and does it in the next one: the busier, the fewer transactions
 * an item. Nothing waits for others to come.
 * @param work does all items in one transaction, and answers in their order.
 */
export function createBatches<I, O>(db: Database, work: (scope: Scope, items: I[]) => Promise<O[]>): (tenantId: string, item: I) => Promise<O> {
  const queues = new Map<string, Waiting<I, O>[]>();

  async function drain(tenantId: string, queue: Waiting<I, O>[]): Promise<void> {
    await nextTurn();
    while (queue.length > 0) {
      const batch = queue.splice(0, most);
      try {
        const outcomes = await db.withTenant(tenantId, (scope) => work(scope, batch.map(({ item }) => item)));
        for (const [i, { resolve }] of batch.entries()) resolve(outcomes[i] as O);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    queues.delete(tenantId);
  }

  return (tenantId, item) => new Promise((resolve, reject) => {
    const queue = queues.get(tenantId);
    if (queue) {
      queue.push({ item, resolve, reject });
      return;
    }
    const started: Waiting<I, O>[] = [{ item, resolve, reject }];
    queues.set(tenantId, started);
    void drain(tenantId, started);
  });
}
