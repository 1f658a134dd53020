import type { Client } from '@temporalio/client';
import type { OutboxEntry, OutboxReader } from '../adapters/database/outbox.ts';
import type { Log } from '../adapters/log.ts';
import { noteRelayed } from '../adapters/metrics.ts';
import type { ObjectStore } from '../domain/ports.ts';
import { inSpan } from '../adapters/tracing.ts';
import { carryOut } from './carry-out.ts';

const batch = 50;
/** Looks for due retries and missed notifications. */
const pollMs = 1000;
const retryMs = (attempts: number): number => Math.min(500 * 2 ** (attempts - 1), 5000);

export interface Relay {
  close(): Promise<void>;
}

/** Carries the outbox to Temporal until closed: at once when entries are committed, again and again while Temporal is down. Any number may run side by side. */
export function startRelay({ outbox, client, objects, log }: { outbox: OutboxReader; client: Client; objects: ObjectStore; log: Log }): Relay {
  let isClosed = false;
  let wake: () => void = () => undefined;
  let isAwake = false;

  async function relay(message: OutboxEntry['message']): Promise<void> {
    try {
      await inSpan(`outbox ${message.kind}`, { kind: 'producer', parent: message.traceparent }, () => carryOut(client, objects, message));
      noteRelayed(message.kind, 'done');
    } catch (error) {
      noteRelayed(message.kind, 'failed');
      throw error;
    }
  }

  async function run(): Promise<void> {
    while (!isClosed) {
      isAwake = false;
      const taken = await outbox.drain(batch, ({ message }) => relay(message), retryMs).catch((error: unknown) => {
        log.warn({ err: error }, 'the outbox cannot be read');
        return 0;
      });
      if (taken === batch || isAwake) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  outbox.listen(() => {
    isAwake = true;
    wake();
  });
  const running = run();
  return {
    async close() {
      isClosed = true;
      wake();
      await running;
      await outbox.close();
    },
  };
}
