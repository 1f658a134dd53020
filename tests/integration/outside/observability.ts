import { readFile } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Database } from '../../../adapters/database/database.ts';
import { tellAlerts } from '../../../adapters/database/tenant-signs.ts';
import { createLog } from '../../../adapters/log.ts';
import { lookOnce } from '../../../api/monitor.ts';
import { anInvoice, argentineInvoicePdf } from '../../fixtures/argentine-invoice.ts';
import { encryptedPdf } from '../../fixtures/pdf-files.ts';
import { eventually } from '../../harness/eventually.ts';
import { metricsOf } from '../../harness/promql.ts';
import { openStackDatabase } from '../../harness/publish.ts';
import { startReceiver, type Receiver } from '../../harness/receiver.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { setting } from './setting.ts';

const secret = 'un-secreto-que-no-se-escribe-nunca';
const invoice = anInvoice({ issuerName: 'Talabartería Quimey Hue S.A.', net: 48_213.77 });

let stack: Stack;
let receiver: Receiver;
let db: Database;
let documentId: string;

const scrape = (url: string, headers: Record<string, string> = { authorization: `Bearer ${setting.watched.token}` }) => fetch(url, { headers });
const apiMetrics = () => `${stack.baseUrl}/metrics`;
const workerMetrics = () => `http://127.0.0.1:${setting.watched.port}/metrics`;
const textOf = async (url: string) => (await scrape(url)).text();

async function expressions(): Promise<string[]> {
  const rules = parse(await readFile('docs/operations/alerts.yaml', 'utf8')) as { groups: { rules: { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string } }[] }[] };
  const dashboard = JSON.parse(await readFile('docs/operations/dashboard.json', 'utf8')) as { panels: { targets: { expr: string }[] }[] };
  const all = rules.groups.flatMap((group) => group.rules);
  expect(all.filter(({ alert, labels, annotations }) => !/^Comprobante\w+$/.test(alert) || !['warning', 'critical'].includes(labels.severity) || !annotations.summary)).toEqual([]);
  return [...all.map(({ expr }) => expr), ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))];
}

/** Metrics, logs, traces and alerts, from nothing: what they tell of is counted. */
export function describeObservability(): void {
  beforeAll(async () => {
    ({ stack } = setting.world);
    db = openStackDatabase(stack.env, 2);
    receiver = await startReceiver();
    await stack.api.call('createEndpoint', { body: { url: receiver.url, signingSecret: secret, events: ['document.processed', 'document.failed'] } });
    documentId = await stack.api.uploadOne(stack.client.id, 'factura de Quimey.pdf', await argentineInvoicePdf(invoice));
    const failed = await stack.api.uploadOne(stack.client.id, 'clave.pdf', await encryptedPdf());
    await stack.api.until(documentId, 'approved', 'in_review');
    await stack.api.until(failed, 'failed');
    await eventually('both were told', async () => receiver.hits.length, (n) => n >= 2);
  });
  afterAll(async () => {
    for (const { id } of (await stack.api.call('listEndpoints')).items) await stack.api.call('deleteEndpoint', { params: { id } });
    await receiver?.close();
    await db?.close();
  });

  it('has every metric that alert rules and dashboard ask for, named as Prometheus wants it, without a tenant', async () => {
    await eventually('the worker has worked', () => textOf(workerMetrics()), (text) => /comprobante_webhook_attempt_duration_seconds_count\{outcome="delivered"\} [2-9]/.test(text));
    const texts = [await textOf(apiMetrics()), await textOf(workerMetrics())];
    const types = new Map(texts.flatMap((text) => [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type] as const)));
    const series = new Set([...types].flatMap(([name, type]) => (type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name])));
    const asked = (await expressions()).flatMap(metricsOf);
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((name) => !series.has(name))).toEqual([]);

    const own = [...types].filter(([name]) => name.startsWith('comprobante_'));
    expect(own.filter(([name, type]) => type === 'counter' && !name.endsWith('_total'))).toEqual([]);
    expect(own.filter(([name, type]) => type === 'histogram' && !name.endsWith('_seconds'))).toEqual([]);
    expect(own.filter(([name]) => /milli|_ms|_mb/i.test(name))).toEqual([]);
    const ids = [stack.administrator.tenantId, stack.client.id, 'tenant=', 'tenant_id'];
    expect(ids.filter((id) => texts.some((text) => text.includes(id)))).toEqual([]);
    expect(texts[0]).toMatch(/^comprobante_task_queue_workers\{queue="cpu",tasks="activity"\} 1$/m);
    expect(texts[1]).toMatch(/^comprobante_documents_settled_total\{status="failed"\} 1$/m);
  });

  it('keeps metrics to whoever has the token', async () => {
    for (const url of [apiMetrics(), workerMetrics()]) {
      const statuses = await Promise.all([{}, { authorization: 'Bearer otra' }, { authorization: setting.watched.token }].map(async (headers) => (await scrape(url, headers as Record<string, string>)).status));
      expect(statuses).toEqual([404, 404, 404]);
    }
  });

  it('logs JSON with the ids of request, tenant, document and workflow, and nothing of anybody', async () => {
    const output = `${stack.server.output()}\n${stack.worker.output()}`.split('\n').filter(Boolean);
    expect(output.filter((line) => !line.startsWith('{'))).toEqual([]);
    const lines = output.map((line) => JSON.parse(line) as Record<string, unknown>);
    const received = lines.find(({ msg }) => msg === 'documents received');
    expect(received).toMatchObject({ requestId: expect.any(String), tenantId: stack.administrator.tenantId });
    expect(received?.['documentIds']).toEqual([documentId]);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'request', route: 'uploadDocuments', requestId: received?.['requestId'] }));
    for (const step of ['preprocess', 'extract', 'score', 'announce']) {
      expect(lines).toContainEqual(expect.objectContaining({ msg: 'step done', step, tenantId: stack.administrator.tenantId, documentId, workflowId: `document-${documentId}` }));
    }
    const all = lines.map((line) => JSON.stringify(line)).join('\n') + setting.watched.traces.text();
    const { email, password } = stack.administrator;
    const total = (invoice.net * 1.21).toFixed(2);
    const personal = ['Quimey', 'Talabartería', invoice.issuerTaxId, '30-50001091-2', '30500010912', 'Cliente de prueba', total, '48213', '48.213', String(invoice.number), secret, email, password, setting.watched.token, 'comp_live_', 'abracadabra', receiver.url];
    expect(personal.filter((text) => all.includes(text))).toEqual([]);
  });

  it('traces a document from the request by outbox, workflow and activities to the webhook', async () => {
    const ofDocument = () => {
      const traceId = setting.watched.traces.spans.find(({ attributes }) => attributes['temporal.workflow.id'] === `document-${documentId}`)?.traceId;
      return setting.watched.traces.spans.filter((span) => span.traceId === traceId);
    };
    const activities = ['read', 'score', 'announce', 'attemptAtOnce'];
    // A span is sent once it has ended, which a parent does after its children.
    const whole = ['POST uploadDocuments', 'outbox process', ...activities.map((activity) => `activity ${activity}`), 'webhook attempt'];
    const spans = await eventually('the trace is whole', async () => ofDocument(), (some) => whole.every((wanted) => some.some(({ name }) => name === wanted)));
    const parentOf = (name: string) => {
      const span = spans.find((s) => s.name === name);
      return spans.find(({ spanId }) => spanId === span?.parentSpanId)?.name;
    };
    expect(spans.find(({ name }) => name === 'POST uploadDocuments')).toMatchObject({ service: 'comprobante-api', attributes: { 'http.response.status_code': 202 } });
    expect(parentOf('outbox process')).toBe('POST uploadDocuments');
    for (const activity of activities) expect([activity, parentOf(`activity ${activity}`)]).toEqual([activity, 'outbox process']);
    expect(parentOf('webhook attempt')).toBe('activity attemptAtOnce');
    expect(spans.find(({ name }) => name === 'webhook attempt')?.attributes).toMatchObject({ 'http.response.status_code': 200, 'webhook.id': expect.stringMatching(/^evt_/) });
  });

  it('tells operators what is beyond its threshold, once an hour, however many ask', async () => {
    const connection = await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' });
    const deps = { db, temporal: new Client({ connection, namespace: 'a-namespace-that-is-not-there' }), temporalUi: { url: undefined, namespace: 'a-namespace-that-is-not-there' }, log: createLog('test') };
    try {
      await Promise.all([lookOnce(deps), lookOnce(deps)]);
      await lookOnce(deps);
    } finally {
      await connection.close();
    }
    const told = async () => (await stack.api.call('listNotifications', { query: { kind: ['operations.alert'] } })).items.map(({ data }) => `${data['severity']} ${data['alert']} ${data['subject']}`.trim());
    expect((await told()).filter((line) => line.includes('temporal_down'))).toEqual(['critical temporal_down']);
    const low = { kind: 'disk_low', subject: 'uno', value: 0.05, threshold: 0.1 } as const;
    const tell = (severity: 'warning' | 'critical') => tellAlerts(db, stack.administrator.tenantId, [{ ...low, severity }]);
    for (const severity of ['warning', 'warning', 'critical', 'warning'] as const) await tell(severity);
    expect((await told()).filter((line) => line.includes('disk_low')).sort()).toEqual(['critical disk_low uno', 'warning disk_low uno']);
    const { id: other } = await stack.admin<{ id: string }>('create-tenant', '--name', 'Otro estudio');
    await lookOnce({ ...deps, temporal: new Client({ connection: await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' }) }) });
    expect(await db.withTenant(other, ({ tx }) => tx.notification.count())).toBe(0);
  });
}
