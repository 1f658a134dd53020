import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anInvoice, argentineInvoicePdf } from '../../fixtures/argentine-invoice.ts';
import { encryptedPdf } from '../../fixtures/pdf-files.ts';
import type { ApiClient } from '../../harness/api-client.ts';
import { eventually } from '../../harness/eventually.ts';
import { newPerson } from '../../harness/person.ts';
import { setting } from './setting.ts';

let owner: pg.Client;
let operator: ApiClient;

const operations = () => operator.call('getOperations', { query: { hours: 1 } });

/** Processes, queues, documents and failures, as operators see them. */
export function describeOperations(): void {
  beforeAll(async () => {
    owner = new pg.Client({ connectionString: setting.stack.env['DATABASE_OWNER_URL'] });
    await owner.connect();
    operator = await newPerson(setting.stack, { email: 'operadora@example.com', password: 'correcta-bateria-caballo', role: 'operator' });
  });
  afterAll(() => owner?.end());

  describe('operations', () => {
    it('tells of machines, processes with their slots and polls, queues and what is stored', async () => {
      const seen = await eventually('both processes report and poll', operations, ({ processes, storage }) =>
        processes.length === 2 && processes.every(({ cpuUsed }) => cpuUsed !== null) && processes.some(({ queues }) => queues.length === 3 && queues.every((q) => q.lastPollAt)) && storage.latest !== null, 60_000);
      expect(seen.hosts).toHaveLength(1);
      expect(seen.hosts[0]).toMatchObject({ cpus: expect.any(Number), cpuUsed: expect.any(Number) });
      expect(seen.hosts[0]?.diskFreeBytes).toBeGreaterThan(0);
      expect(seen.hosts[0]?.memoryFreeBytes).toBeLessThanOrEqual(seen.hosts[0]?.memoryTotalBytes ?? 0);
      const worker = seen.processes.find(({ kind }) => kind === 'worker');
      expect(worker).toMatchObject({ pid: setting.stack.worker.process.pid, isFresh: true, isDraining: false });
      expect(worker?.queues.map(({ queue, workflowTasks }) => [queue, workflowTasks !== null]).sort()).toEqual([['cpu', false], ['http', true], ['orchestration', true]]);
      expect(seen.queues?.map(({ queue, tasks, workers }) => [queue, tasks, workers])).toEqual([
        ['orchestration', 'workflow', 1], ['orchestration', 'activity', 1], ['cpu', 'activity', 1], ['http', 'workflow', 1], ['http', 'activity', 1],
      ]);
      expect(seen.storage.latest?.databaseBytes).toBeGreaterThan(1_000_000);
      expect(seen.alerts.filter(({ kind }) => ['temporal_down', 'workers_missing', 'process_silent', 'outbox_stuck'].includes(kind))).toEqual([]);
    });

    it('shows where documents stand, what they failed of, and reads all of one kind again, once', async () => {
      const fine = await setting.stack.api.uploadOne(setting.stack.client.id, 'bien.pdf', await argentineInvoicePdf(anInvoice()));
      const ids = await Promise.all([1, 2, 3].map(async () => setting.stack.api.uploadOne(setting.stack.client.id, 'con-clave.pdf', await encryptedPdf())));
      for (const id of ids) await setting.stack.api.until(id, 'failed');
      await setting.stack.api.until(fine, 'approved', 'in_review');

      const before = await operations();
      expect(before.failures).toEqual([{ code: 'pdf_encrypted', count: 3, firstAt: expect.any(String), lastAt: expect.any(String), isFileFault: true, latestDocumentId: expect.toBeOneOf(ids) }]);
      expect(before.documents.settled).toContainEqual({ status: 'failed', count: 3 });
      expect(before.steps.find(({ name }) => name === 'preprocess')).toMatchObject({ documents: 4, failures: 3, waitsForPerson: false });
      expect(before.steps.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 6);
      expect(before.bottleneck?.share).toBeGreaterThan(0);

      const retry = (body: object) => operator.call('retryFailures', { body: { code: 'pdf_encrypted', ...body } as never });
      const dry = await retry({ dryRun: true });
      expect(dry).toMatchObject({ matching: 3, retried: 0 });
      expect(await retry({ until: before.failures[0]?.firstAt })).toMatchObject({ retried: 1 });
      const both = await Promise.all([retry({ until: dry.until }), retry({ until: dry.until })]);
      expect(both.map(({ retried }) => retried).sort()).toEqual([0, 2]);
      for (const id of ids) {
        await eventually('the second run failed too', () => setting.stack.api.call('getDocument', { params: { id } }), ({ run, status }) => run === 2 && status === 'failed');
        const { rows } = await owner.query('SELECT detail->>\'from\' AS from, detail->>\'to\' AS to FROM audit_entries WHERE document_id = $1 AND action = \'document.status\' ORDER BY id', [id]);
        const once = [{ from: 'received', to: 'preprocessing' }, { from: 'preprocessing', to: 'failed' }];
        expect(rows).toEqual([{ from: null, to: 'received' }, ...once, { from: 'failed', to: 'received' }, ...once]);
      }
      expect(await retry({ until: dry.until })).toMatchObject({ matching: 0, retried: 0 });
    });

    it('shows a tenant its own documents alone, and nothing to who may not', async () => {
      const { id: other } = await setting.stack.admin<{ id: string }>('create-tenant', '--name', 'Otro estudio');
      const stranger = await newPerson(setting.stack, { email: 'ajena@example.com', password: 'correcta-bateria-caballo', role: 'operator', tenantId: other });
      const seen = await stranger.call('getOperations');
      expect(seen).toMatchObject({ failures: [], steps: [], bottleneck: null, documents: { active: [], settled: [] } });
      expect(seen.queues).toHaveLength(5);
      expect(await stranger.call('retryFailures', { body: { code: 'pdf_encrypted' } })).toMatchObject({ matching: 0, retried: 0 });
      const reviewer = await newPerson(setting.stack, { email: 'revisora@example.com', password: 'correcta-bateria-caballo', role: 'reviewer' });
      expect((await reviewer.ask('getOperations')).status).toBe(403);
      const viewer = await newPerson(setting.stack, { email: 'mira@example.com', password: 'correcta-bateria-caballo', role: 'viewer' });
      expect((await viewer.ask('retryFailures', { body: { code: 'pdf_encrypted' } })).status).toBe(403);
    });
  });
}

/** Leaves no worker. */
export function describeLostProcess(): void {
  describe('operations', () => {
    it('tells a process that died from one that ended in good order', async () => {
      await setting.stack.worker.kill();
      await owner.query('UPDATE processes SET seen_at = now() - interval \'1 minute\' WHERE kind = \'worker\'');
      const seen = await operations();
      expect(seen.processes.find(({ kind }) => kind === 'worker')).toMatchObject({ isFresh: false });
      expect(seen.alerts).toContainEqual(expect.objectContaining({ kind: 'process_silent', severity: 'warning' }));
      const { pid } = setting.stack.server.process;
      await setting.stack.server.stop();
      await setting.stack.startServer();
      expect((await operations()).processes.filter((row) => row.pid === pid)).toEqual([]);
    });
  });
}
