// What is left when Temporal is lost, rows and objects part, or everything burns down and a backup is all there is.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sweepObjects } from '../../activities/maintenance/sweep-objects.ts';
import { recordAttempt } from '../../adapters/database/steps.ts';
import { openDatabase } from '../../adapters/database/database.ts';
import { openObjectStore, type OpenObjectStore } from '../../adapters/object-store.ts';
import type { MaintenanceJob } from '../../workflows/messages.ts';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import { runAdminEntry } from '../harness/admin.ts';
import { ApiClient } from '../harness/api-client.ts';
import { eventually } from '../harness/eventually.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { startStack, type Stack } from '../harness/start-stack.ts';

let first: Stack;
let second: Stack;
let api: ApiClient;
let receiver: Receiver;
let owner: pg.Client;
let objects: OpenObjectStore;
let temporal: Client;
let folder: string;
const ids: Record<'approved' | 'inReview' | 'claimed' | 'held' | 'underWay' | 'decided', string> = { approved: '', inReview: '', claimed: '', held: '', underWay: '', decided: '' };

const doubtful = () => argentineInvoicePdf(anInvoice({ totalError: 500, withQr: false }));
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
const objectsOf = async (store: OpenObjectStore) => (await all(store.keys(''))).sort();
const storeOf = ({ env }: Stack) => openObjectStore({ endpoint: env['S3_ENDPOINT'] ?? '', accessKey: env['S3_ACCESS_KEY'] ?? '', secretKey: env['S3_SECRET_KEY'] ?? '', bucket: env['S3_BUCKET'] ?? '', region: 'us-east-1' });
const open = async ({ env }: Stack) => {
  const client = new pg.Client({ connectionString: env['DATABASE_OWNER_URL'] });
  await client.connect();
  return client;
};
/** As if what is now had been so for an hour. */
const age = (client: pg.Client) => client.query('UPDATE documents SET updated_at = now() - interval \'1 hour\'');

/** Has a schedule run its job now, and waits for its end. */
async function maintain(job: MaintenanceJob): Promise<Record<string, number>> {
  const schedule = temporal.schedule.getHandle(`maintain-${job}`);
  // By run: two rounds that begin within one second have the same workflow id.
  const actions = async () => (await schedule.describe()).info.recentActions.map(({ action }) => action.workflow);
  await eventually('the round before is over', async () => (await schedule.describe()).info.runningActions, (running) => running.length === 0);
  const before = await actions();
  await schedule.trigger();
  const isNew = ({ firstExecutionRunId }: { firstExecutionRunId: string }) => !before.some((known) => known.firstExecutionRunId === firstExecutionRunId);
  const after = await eventually(`${job} has begun`, actions, (rounds) => rounds.some(isNew), 60_000);
  const round = after.find(isNew);
  return temporal.workflow.getHandle(round?.workflowId ?? '', round?.firstExecutionRunId).result() as Promise<Record<string, number>>;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  receiver = await startReceiver();
  first = await startStack();
  await first.api.call('createEndpoint', { body: { url: receiver.url, events: ['document.processed', 'document.review_approved'] } });
  const upload = async (bytes: Uint8Array, options = {}) => first.api.uploadOne(first.client.id, 'factura.pdf', bytes, options);
  ids.approved = await upload(await argentineInvoicePdf(anInvoice()));
  ids.inReview = await upload(await doubtful());
  ids.claimed = await upload(await doubtful());
  ids.decided = await upload(await doubtful());
  ids.held = await upload(await argentineInvoicePdf(anInvoice()), { autoProcess: false });
  await first.api.until(ids.approved, 'approved');
  await first.api.until(ids.held, 'ingested');
  for (const id of [ids.inReview, ids.claimed, ids.decided]) await first.api.until(id, 'in_review');
  const { reviewTaskId } = await first.api.call('getDocument', { params: { id: ids.claimed } });
  await first.api.call('claimReviewTask', { params: { id: reviewTaskId ?? '' } });
  await eventually('all were told', async () => receiver.hits.length, (n) => n >= 4);
  // A try whose answer the killed worker could not write down would be repeated, as it should.
  await eventually('all is written down', () => first.api.call('listDeliveries', { query: { status: ['delivered'] } }), ({ total }) => total === 4);
  await first.worker.kill();
  ids.underWay = await upload(await argentineInvoicePdf(anInvoice()));
  const { reviewTaskId: task } = await first.api.call('getDocument', { params: { id: ids.decided } });
  await first.api.call('approveReviewTask', { params: { id: task ?? '' }, body: { corrections: {} } });
}, 240_000);
afterAll(async () => {
  await temporal?.connection.close();
  await owner?.end();
  await receiver?.close();
  await Promise.all([first?.stop(), second?.stop()]);
  for (const path of [folder, `${folder}-spoilt`]) await rm(path, { recursive: true, force: true });
});

it('a backup restored into an empty system goes on with every document where it stood, and tells nobody twice', { timeout: 180_000 }, async () => {
  const source = await open(first);
  await age(source);
  // Nobody will hear of these by the outbox: the reconciler has to find them.
  await source.query('DELETE FROM outbox');
  await source.query('UPDATE review_tasks SET claimed_until = now() - interval \'1 hour\' WHERE claimed_by_id IS NOT NULL');
  const backup = await runAdminEntry<{ objects: { count: number }; tables: Record<string, { rows: number }>; erased: string[] }>(first.env, ['backup', folder]);
  expect(backup).toMatchObject({ erased: [], tables: { documents: { rows: 6 } } });
  const kept = (await source.query<{ rows: string }>('SELECT md5(string_agg(t::text, \'|\' ORDER BY id)) AS rows FROM events t')).rows;
  await source.end();
  const told = receiver.hits.map(({ headers }) => headers['webhook-id']);
  await expect(first.admin('backup', folder)).rejects.toThrow(/is not empty/);
  await expect(first.admin('restore', folder)).rejects.toThrow(/There are documents here/);

  second = await startStack({ worker: false });
  objects = storeOf(second);
  owner = await open(second);
  const spoilt = `${folder}-spoilt`;
  await cp(folder, spoilt, { recursive: true });
  await writeFile(join(spoilt, 'database/clients.jsonl.gz'), 'x');
  await expect(second.admin('restore', spoilt)).rejects.toThrow(/not what was backed up/);
  await expect(second.admin('restore', folder)).rejects.toThrow(/stop them, then restore/);
  await second.server.stop();
  const restored = await runAdminEntry<{ rows: number; objects: number }>(second.env, ['restore', folder]);
  expect(restored.objects).toBe(backup.objects.count);
  expect(await objectsOf(objects)).toEqual(await objectsOf(storeOf(first)));
  expect((await owner.query('SELECT md5(string_agg(t::text, \'|\' ORDER BY id)) AS rows FROM events t')).rows).toEqual(kept);
  const { rows: open_ } = await owner.query('SELECT relname FROM pg_class WHERE relnamespace = \'public\'::regnamespace AND relkind = \'r\' AND relname <> \'_prisma_migrations\' AND NOT relforcerowsecurity');
  expect(open_).toEqual([]);

  await second.startServer();
  api = new ApiClient(second.baseUrl, first.api.headers);
  expect((await api.call('getDocument', { params: { id: ids.approved } })).status).toBe('approved');
  await second.startWorker();
  await api.until(ids.underWay, 'approved');
  await api.until(ids.decided, 'approved');
  await api.call('startProcessing', { params: { id: ids.held } });
  await api.until(ids.held, 'approved');
  const { reviewTaskId } = await api.call('getDocument', { params: { id: ids.inReview } });
  await api.call('approveReviewTask', { params: { id: reviewTaskId ?? '' }, body: { corrections: {} } });
  await api.until(ids.inReview, 'approved');
  const claimed = await eventually('the lease is over', () => api.call('listReviewTasks'), ({ items }) => items.length === 1 && items[0]?.claimedBy === null);
  expect(claimed.items[0]?.documentId).toBe(ids.claimed);

  const events = async () => (await owner.query<{ id: string }>('SELECT id FROM events')).rows.map(({ id }) => id);
  await eventually('all was told', async () => receiver.hits.map(({ headers }) => headers['webhook-id']), (hits) => new Set(hits).size === 8);
  expect(receiver.hits.map(({ headers }) => headers['webhook-id']).slice(told.length).filter((id) => told.includes(id))).toEqual([]);
  expect(new Set(receiver.hits.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(await events()));
  const { rows } = await owner.query('SELECT document_id, detail->>\'from\' AS f, detail->>\'to\' AS t, count(*)::int FROM audit_entries WHERE action = \'document.status\' GROUP BY 1, 2, 3 HAVING count(*) > 1');
  expect(rows).toEqual([]);
});

it('a document whose workflow was ended goes on, and a workflow whose document is gone ends', { timeout: 180_000 }, async () => {
  const connection = await Connection.connect({ address: second.env['TEMPORAL_ADDRESS'] ?? '' });
  temporal = new Client({ connection, namespace: second.env['TEMPORAL_NAMESPACE'] ?? '' });
  const statusOf = async (id: string) => (await temporal.workflow.getHandle(`document-${id}`).describe()).status.name;
  const lost = await api.uploadOne(first.client.id, 'perdida.pdf', await doubtful());
  const gone = await api.uploadOne(first.client.id, 'borrada.pdf', await doubtful());
  for (const id of [lost, gone]) await api.until(id, 'in_review');
  await temporal.workflow.getHandle(`document-${lost}`).terminate('lost');
  await owner.query('DELETE FROM documents WHERE id = $1', [gone]);
  const running = async () => (await all(temporal.workflow.list({ query: 'WorkflowType = "processDocumentAtOnce" AND ExecutionStatus = "Running"' }))).map(({ workflowId }) => workflowId);
  await eventually('the index of workflows has caught up', running, (workflows) => workflows.includes(`document-${gone}`) && !workflows.includes(`document-${lost}`));
  await age(owner);
  expect(await maintain('reconcile')).toEqual({ documents_restarted: 1, workflows_ended: 1, events_told: 0, deliveries_revived: 0, leases_ended: 0 });
  await eventually('the one ended', () => statusOf(gone), (status) => status === 'COMPLETED', 60_000);
  await eventually('the other runs again', () => statusOf(lost), (status) => status === 'RUNNING', 60_000);
  const { reviewTaskId } = await api.call('getDocument', { params: { id: lost } });
  await api.call('approveReviewTask', { params: { id: reviewTaskId ?? '' }, body: { corrections: {} } });
  await api.until(lost, 'approved');

  const before = await objectsOf(objects);
  const stray = `${first.administrator.tenantId}/0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11/original`;
  await objects.put(stray, Buffer.from('x'), { contentType: 'text/plain' });
  const db = openDatabase({ appUrl: second.env['DATABASE_URL'] ?? '', systemUrl: second.env['DATABASE_SYSTEM_URL'] ?? '', pool: 1 });
  try {
    expect(await sweepObjects({ db, objects })).toEqual({ objects_removed: 0 });
    // A step that was under way when the document went is over, and not tried again for a trace that nobody can read.
    const { tenantId } = first.administrator;
    const attempt = { name: 'announce', attempt: 1, worker: 'w', queuedAt: null, startedAt: new Date() } as const;
    await db.withTenant(tenantId, (scope) => recordAttempt(scope, { tenantId, documentId: gone, run: 1 }, attempt, { finishedAt: new Date(), error: { code: 'internal', message: 'x' } }));
    expect(await db.withTenant(tenantId, ({ tx }) => tx.stepAttempt.count({ where: { documentId: gone } }))).toBe(0);
    expect(await sweepObjects({ db, objects }, -1)).toEqual({ objects_removed: 2 });
  } finally {
    await db.close();
  }
  expect(await objectsOf(objects)).toEqual(before.filter((key) => !key.includes(gone)));
});

it('what a tenant keeps no longer is erased by the schedule, with its objects', { timeout: 180_000 }, async () => {
  await owner.query('UPDATE documents SET settled_at = now() - interval \'31 days\' WHERE id = $1', [ids.approved]);
  expect(await maintain('retain')).toEqual({ documents_erased: 0 });
  await owner.query('UPDATE tenants SET retention_days = 30');
  expect(await maintain('retain')).toEqual({ documents_erased: 1 });
  expect((await api.ask('getDocument', { params: { id: ids.approved } })).status).toBe(404);
  await eventually('its objects are gone', () => objectsOf(objects), (keys) => !keys.some((key) => key.includes(ids.approved)));
  expect((await api.call('getDocument', { params: { id: ids.inReview } })).status).toBe('approved');
  const { rows } = await owner.query('SELECT actor->>\'name\' AS by FROM audit_entries WHERE document_id = $1 AND action = \'document.erased\'', [ids.approved]);
  expect(rows).toEqual([{ by: 'retention' }]);
});
