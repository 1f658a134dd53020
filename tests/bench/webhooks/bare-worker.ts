// A process of its own, as the product's worker is one: starts empty workflows as the relay starts deliveries and runs them under the same settings.
// Told a number by its parent, it answers with the milliseconds that so many took.
import { DefaultLogger, Runtime, Worker, type InjectedSinks } from '@temporalio/worker';
import { config } from '../../../config.ts';
import { openTemporalClient, openWorkerConnection } from '../../../temporal/connection.ts';
import { deliverySlots } from '../../../temporal/slots.ts';
import type { bare, Counting } from './bare-workflow.ts';

const atOnce = 50;
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } } });
const { namespace } = config.temporal();
const connection = await openWorkerConnection(config.temporal());
const client = openTemporalClient(config.temporal());
let done = 0;
let onDone: () => void = () => undefined;
const sinks: InjectedSinks<Counting> = { count: { one: { fn: () => { done++; onDone(); } } } };
const worker = await Worker.create({
  connection, namespace, taskQueue: 'bare', sinks, workflowsPath: new URL('./bare-workflow.ts', import.meta.url).pathname, ...deliverySlots,
});

async function round(count: number): Promise<number> {
  const began = performance.now();
  const [until, mark] = [done + count, began.toFixed()];
  const all = new Promise<void>((resolve) => {
    onDone = () => { if (done >= until) resolve(); };
  });
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let i = next++; i < count; i = next++) {
      await client.workflow.start<typeof bare>('bare', { taskQueue: 'bare', workflowId: `bare-${mark}-${i}`, workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'USE_EXISTING', args: [] });
    }
  }));
  await all;
  return performance.now() - began;
}

process.on('message', (count: number) => void round(count).then((ms) => process.send?.(ms)));
process.on('disconnect', () => worker.shutdown());
process.send?.('ready');
await worker.run();
await connection.close();
process.exit(0);
