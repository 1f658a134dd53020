// Records what each path through the workflows leaves in Temporal, for the replay test: `node tests/harness/record-histories.ts SUFFIX` with the services' environment;
// the suffix tells the new files from those of older builds.
// Run it when a path is added or a workflow changes on purpose; the old histories must still replay (see ARCHITECTURE.md on changing workflows).
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { unlabelledInvoicePdf } from '../fixtures/unlabelled-invoice.ts';
import { startOpenAiServer } from '../openai-server/openai-server.ts';
import { eventually } from './eventually.ts';
import { startReceiver } from './receiver.ts';
import { startStack } from './start-stack.ts';

const suffix = process.argv[2] ?? '';
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'tests', 'histories');
const receiver = await startReceiver();
const ai = await startOpenAiServer();
const stack = await startStack({ env: { OPENAI_API_KEY: ai.apiKey, OPENAI_BASE_URL: ai.baseUrl, OPENAI_MODEL: 'scripted-1' } });
const connection = await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' });
const client = new Client({ connection, namespace: stack.env['TEMPORAL_NAMESPACE'] ?? '' });
const { api, client: ours } = stack;
await api.call('createEndpoint', { body: { url: receiver.url } });
// The AI is asked on its own paths alone.
await api.call('updateClient', { params: { id: ours.id }, body: { externalAi: false } });
await mkdir(folder, { recursive: true });

async function keep(name: string, workflowId: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  await eventually(`${workflowId} has ended`, () => handle.describe(), (d) => d.status.name !== 'RUNNING');
  await writeFile(join(folder, `${name}${suffix}.json`), `${JSON.stringify(JSON.parse(historyToJSON(await handle.fetchHistory()).replaceAll(`${root}/`, '')), null, 1)}\n`);
  process.stdout.write(`${name}\n`);
}

const doubtful = async () => {
  const id = await api.uploadOne(ours.id, 'a.pdf', await argentineInvoicePdf(anInvoice({ withQr: false, totalError: 12 })));
  const { reviewTaskId } = await api.until(id, 'in_review');
  return { id, task: { id: reviewTaskId as string } };
};
const deliveryOf = async (id: string) => eventually('a delivery', () => api.call('listDeliveries', { query: { documentId: id } as never }), (d) => d.items[0] !== undefined && d.items[0].status !== 'pending').then((d) => d.items[0]?.id);

const approved = await api.uploadOne(ours.id, 'a.xml', ublInvoice('H-1'));
await keep('approved', `document-${approved}`);
await keep('delivered', `webhook-${await deliveryOf(approved)}`);

const corrected = await doubtful();
await api.call('approveReviewTask', { params: corrected.task, body: { corrections: { fields: { totalAmount: '12100.00' } } } });
await keep('reviewed-and-corrected', `document-${corrected.id}`);

const rejected = await doubtful();
await api.call('rejectReviewTask', { params: rejected.task, body: { reason: 'no' } });
await keep('rejected', `document-${rejected.id}`);

const superseded = await doubtful();
await api.call('reprocessDocument', { params: { id: superseded.id } });
await keep('reprocessed-while-in-review', `document-${superseded.id}`);
await api.until(superseded.id, 'in_review');
await api.call('cancelDocument', { params: { id: superseded.id } });
await keep('second-run-cancelled-in-review', `document-${superseded.id}-run-2`);

const manual = await api.uploadOne(ours.id, 'm.xml', ublInvoice('H-2'), { autoProcess: false });
await api.until(manual, 'ingested');
await api.call('startProcessing', { params: { id: manual } });
await keep('started-by-hand', `document-${manual}`);

const cancelled = await api.uploadOne(ours.id, 'c.xml', ublInvoice('H-3'), { autoProcess: false });
await api.until(cancelled, 'ingested');
await api.call('cancelDocument', { params: { id: cancelled } });
await keep('cancelled-before-start', `document-${cancelled}`);

const failed = await api.uploadOne(ours.id, 'f.pdf', new Uint8Array());
await keep('failed', `document-${failed}`);

const open = await api.call('createClient', { body: { name: 'Cliente abierto' } });
const consulted = async (name: string): Promise<void> => {
  const id = await api.uploadOne(open.id, 'u.pdf', await unlabelledInvoicePdf(anInvoice({ withQr: false })));
  const { reviewTaskId } = await api.until(id, 'in_review');
  await api.call('rejectReviewTask', { params: { id: reviewTaskId as string }, body: { reason: 'no' } });
  await keep(name, `document-${id}`);
};
ai.script('rate-limited', 'good');
await consulted('consulted-after-waiting');
ai.script('wrong-key');
await consulted('consulted-in-vain');

receiver.answer(500);
const undelivered = await api.uploadOne(ours.id, 'd.xml', ublInvoice('H-4'));
await keep('dead-letter', `webhook-${await deliveryOf(undelivered)}`);

await connection.close();
await stack.stop();
await receiver.close();
await ai.close();
