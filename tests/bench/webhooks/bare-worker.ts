// A process of its own, as the product's worker is one: starts bare workflows and runs them under the settings of deliveries.
// Told a kind and a number by its parent, it answers with the milliseconds that so many took.
import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker, type InjectedSinks } from '@temporalio/worker';
import { config } from '../../../config.ts';
import { openWorkerConnection } from '../../../temporal/worker-connection.ts';
import { deliverySlots } from '../../../temporal/slots.ts';
import type { BareActivities, Counting } from './bare-workflow.ts';
import type { Round } from './bare.ts';

const atOnce = 50;
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } } });
const { namespace } = config.temporal();
const connection = await openWorkerConnection(config.temporal());
const client = new Client({ connection, namespace });
let done = 0;
let onDone: () => void = () => undefined;
const activities: BareActivities = { nothing: async () => undefined };
const sinks: InjectedSinks<Counting> = { count: { one: { fn: () => { done++; onDone(); } } } };
const worker = await Worker.create({
  connection, namespace, taskQueue: 'bare', sinks, activities, workflowsPath: new URL('./bare-workflow.ts', import.meta.url).pathname, ...deliverySlots,
});

async function round({ kind, count }: Round): Promise<number> {
  const began = performance.now();
  const [until, mark] = [done + count, began.toFixed()];
  const all = new Promise<void>((resolve) => {
    onDone = () => { if (done >= until) resolve(); };
  });
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let i = next++; i < count; i = next++) {
      await client.workflow.start(kind, {
        taskQueue: 'bare', workflowId: `bare-${mark}-${i}`, workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'USE_EXISTING', requestEagerStart: true, args: [],
      });
    }
  }));
  await all;
  return performance.now() - began;
}

process.on('message', (asked: Round) => void round(asked).then((ms) => process.send?.(ms)));
process.on('disconnect', () => worker.shutdown());
process.send?.('ready');
await worker.run();
await connection.close();
process.exit(0);
