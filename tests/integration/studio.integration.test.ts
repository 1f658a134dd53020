// A studio's day beside its documents: what it is told, counts, takes out, brings in and does to many at once. Each part has a studio of its own.
import { randomUUID } from 'node:crypto';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../adapters/database/api-keys.ts';
import { takeAttempt } from '../../adapters/database/attempts.ts';
import type { Database, Scope } from '../../adapters/database/database.ts';
import { sweep } from '../../adapters/database/sweep.ts';
import type { DocumentStatus } from '../../contract/document.ts';
import type { ExportedDocument } from '../../contract/transfer.ts';
import { ApiClient } from '../harness/api-client.ts';
import { newPerson } from '../harness/person.ts';
import { openStackDatabase } from '../harness/publish.ts';
import { addDocument, addReviewTask, aReading, dayMs } from '../harness/rows.ts';
import { startStack, type Stack } from '../harness/start-stack.ts';

let stack: Stack;
let db: Database;

beforeAll(async () => {
  stack = await startStack({ worker: false });
  db = openStackDatabase(stack.env, 3);
});
afterAll(async () => {
  await db?.close();
  await stack?.stop();
});

interface Studio {
  tenantId: string;
  api: ApiClient;
  client: string;
  rows<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
}

async function newStudio(): Promise<Studio> {
  const slug = randomUUID();
  const { id: tenantId } = await db.system.tenant.create({ data: { name: `Estudio ${slug}`, slug, plan: 'enterprise' } });
  const { key } = await db.withTenant(tenantId, (scope) => createApiKey(scope, { kind: 'system', id: null, name: 'tests' }, { name: 'todo', expiresAt: null }));
  const api = new ApiClient(stack.baseUrl, { authorization: `Bearer ${key}` });
  const { id: client } = await api.call('createClient', { body: { name: 'Panadería =San Martín', taxId: '30-50001091-2' } });
  return { tenantId, api, client, rows: (work) => db.withTenant(tenantId, work) };
}

const notifications = (tenantId: string, ages: number[]) => ages.map((age) => ({ tenantId, kind: 'upload_link.received', data: { files: age }, createdAt: new Date(Date.now() - age * 1000) }));

describe('notifications', () => {
  it('are read by each for themselves, one by one or up to a moment; unread ones are counted', async () => {
    const { tenantId, api, rows } = await newStudio();
    const person = await newPerson(stack, { email: 'lee@estudio.example', password: 'un tranvía llamado deseo', tenantId, role: 'viewer' });
    await rows(({ tx }) => tx.notification.createMany({ data: [...notifications(tenantId, [50, 40, 30, 20, 10]), { tenantId, kind: 'webhook.dead_letter', data: { url: 'x' }, createdAt: new Date(Date.now() - 5000) }] }));
    const files = async (query: object = {}) => {
      const page = await person.call('listNotifications', { query });
      return { unread: page.unread, total: page.total, items: page.items.map(({ data, isRead }) => `${data['files'] ?? 'url'}${isRead ? ' read' : ''}`) };
    };
    expect(await files()).toEqual({ unread: 6, total: 6, items: ['url', '10', '20', '30', '40', '50'] });
    const { items } = await person.call('listNotifications');
    expect(await person.call('readNotification', { params: { id: items[1]?.id ?? '' } })).toMatchObject({ isRead: true });
    await person.call('readNotification', { params: { id: items[1]?.id ?? '' } });
    expect(await files()).toMatchObject({ unread: 5, items: ['url', '10 read', '20', '30', '40', '50'] });
    await person.call('readNotifications', { body: { until: new Date(Date.now() - 35_000).toISOString() } });
    expect(await files()).toMatchObject({ unread: 3, items: ['url', '10 read', '20', '30', '40 read', '50 read'] });
    // An earlier moment takes nothing back; a later one than now reads nothing that is still to come.
    await person.call('readNotifications', { body: { until: new Date(Date.now() - 45_000).toISOString() } });
    expect((await files()).unread).toBe(3);
    expect(await files({ unread: 'true', kind: 'upload_link.received', limit: 1, offset: 1 })).toEqual({ unread: 3, total: 2, items: ['30'] });
    await person.call('readNotifications', { body: { until: new Date(Date.now() + dayMs).toISOString() } });
    await rows(({ tx }) => tx.notification.create({ data: { tenantId, kind: 'upload_link.received', data: { files: 0 } } }));
    expect(await files({ unread: 'true' })).toEqual({ unread: 1, total: 1, items: ['0'] });
    expect((await api.call('listNotifications')).unread).toBe(7);
  });

  it('tell what became of documents, once a change', async () => {
    const { api, client, rows } = await newStudio();
    const id = await rows((scope) => addDocument(scope, client, { fileName: 'a.pdf' }));
    for (const status of ['preprocessing', 'extracting', 'in_review', 'approved'] as DocumentStatus[]) await rows(({ tx }) => tx.document.update({ where: { id }, data: { status } }));
    const failed = await rows((scope) => addDocument(scope, client, { fileName: 'b.pdf' }));
    await rows(({ tx }) => tx.document.update({ where: { id: failed }, data: { status: 'failed', failureCode: 'pdf_damaged' } }));
    expect((await api.call('listNotifications')).items.map(({ kind, documentId, data }) => [kind, documentId, data['fileName'], data['code']])).toEqual([
      ['document.failed', failed, 'b.pdf', 'pdf_damaged'], ['document.review_approved', id, 'a.pdf', undefined], ['document.in_review', id, 'a.pdf', undefined],
    ]);
    // Erased documents leave no name behind.
    for (const { id: told } of (await api.call('listNotifications')).items) await api.call('readNotification', { params: { id: told } });
    await api.call('eraseDocument', { params: { id: failed } });
    expect((await api.call('listNotifications')).items.map(({ documentId }) => documentId)).toEqual([id, id]);
    expect(await rows(({ tx }) => tx.notificationRead.count())).toBe(2);
  });
});

describe('statistics', () => {
  it('count the rows of the period, beside those of the period before', async () => {
    const { tenantId, api, client, rows } = await newStudio();
    const at = (days: number, seconds = 0) => new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), new Date().getUTCDate()) - days * dayMs + seconds * 1000);
    const settled = (days: number, seconds: number, status: DocumentStatus, confidence: number, reader: string) => ({ createdAt: at(days), settledAt: at(days, seconds), status, confidence, reader });
    const taskOf = async (scope: Scope, documentId: string, days: number, seconds: number) => {
      const reviewTaskId = await addReviewTask(scope, documentId, { createdAt: at(days), status: 'approved', decidedAt: at(days, seconds) });
      await scope.tx.reviewDecision.create({ data: { tenantId, reviewTaskId, outcome: 'approved', corrections: {}, decidedBy: { kind: 'user', id: null, name: 'x' }, createdAt: at(days, seconds) } });
    };
    await rows(async (scope) => {
      // Within the last 7 days: two approved alone (10 s and 30 s), one by a person who corrected it, one failed, one rejected, one that waits.
      await addDocument(scope, client, settled(0, 10, 'approved', 1, 'xml:ubl'));
      await addDocument(scope, client, settled(6, 30, 'approved', 0.97, 'text'));
      const corrected = await addDocument(scope, client, settled(1, 500, 'approved', 0.85, 'text'));
      await taskOf(scope, corrected, 1, 100);
      await scope.tx.extraction.create({ data: { tenantId, documentId: corrected, run: 1, origin: 'human', data: {} } });
      await addDocument(scope, client, { createdAt: at(2), settledAt: at(2, 2), status: 'failed', failureCode: 'pdf_damaged' });
      const rejected = await addDocument(scope, client, settled(2, 300, 'rejected', 0.4, 'ocr'));
      await taskOf(scope, rejected, 2, 200);
      const waiting = await addDocument(scope, client, { createdAt: at(3), status: 'in_review', confidence: 0.85, reader: 'text' });
      await addReviewTask(scope, waiting, { createdAt: at(3), claimedUntil: new Date(Date.now() + 600_000) });
      // The 7 days before, and one that is out of both.
      await addDocument(scope, client, settled(7, 50, 'approved', 0.99, 'text'));
      await addDocument(scope, client, settled(13, 60, 'failed', 0.99, 'text'));
      await addDocument(scope, client, settled(14, 70, 'approved', 0.99, 'text'));
    });
    const statistics = await api.call('getStatistics', { query: { days: 7 } });
    expect(statistics.current).toEqual({ uploaded: 6, approved: 3, rejected: 1, failed: 1, reviewed: 2, autoApproved: 2 / 3, medianSeconds: 10, medianReviewSeconds: 150 });
    expect(statistics.previous).toEqual({ uploaded: 2, approved: 1, rejected: 0, failed: 1, reviewed: 0, autoApproved: 1, medianSeconds: 55, medianReviewSeconds: null });
    const day = (days: number, figures: object) => ({ day: at(days).toISOString().slice(0, 10), uploaded: 0, approved: 0, inReview: 0, reviewed: 0, failed: 0, ...figures });
    expect(statistics.byDay).toEqual([
      day(6, { uploaded: 1, approved: 1 }), day(5, {}), day(4, {}), day(3, { uploaded: 1, inReview: 1 }), day(2, { uploaded: 2, failed: 1, inReview: 1, reviewed: 1 }),
      day(1, { uploaded: 1, approved: 1, inReview: 1, reviewed: 1 }), day(0, { uploaded: 1, approved: 1 }),
    ]);
    expect(statistics.review).toMatchObject({ open: 1, claimed: 1, created: 3, withdrawn: 0 });
    expect(statistics.review.oldestSeconds).toBeGreaterThanOrEqual(3 * 86_400);
    expect(statistics.readers).toEqual([
      { reader: 'text', documents: 3, approved: 2, meanConfidence: 0.89 }, { reader: 'ocr', documents: 1, approved: 0, meanConfidence: 0.4 }, { reader: 'xml:ubl', documents: 1, approved: 1, meanConfidence: 1 },
    ]);
    expect(statistics.confidence.filter((band) => band.autoApproved + band.reviewed > 0)).toEqual([
      { from: 0.98, to: 1, autoApproved: 1, reviewed: 0, corrected: 0 }, { from: 0.95, to: 0.98, autoApproved: 1, reviewed: 0, corrected: 0 },
      { from: 0.8, to: 0.9, autoApproved: 0, reviewed: 2, corrected: 1 }, { from: 0, to: 0.5, autoApproved: 0, reviewed: 1, corrected: 0 },
    ]);
    expect((await api.call('getStatistics')).days).toBe(14);
    expect((await (await newStudio()).api.call('getStatistics')).current).toMatchObject({ uploaded: 0, autoApproved: null, medianSeconds: null });
  });
});

describe('the audit log', () => {
  it('says who did what, newest first, by action, person, document and day', async () => {
    const { tenantId, api, client, rows } = await newStudio();
    const person = await newPerson(stack, { email: 'audita@estudio.example', password: 'un tranvía llamado deseo', tenantId, role: 'owner' });
    const { user } = await person.call('getSession');
    const document = await rows((scope) => addDocument(scope, client, { autoProcess: false }));
    await person.call('startProcessing', { params: { id: document } });
    await api.call('cancelDocument', { params: { id: document } });
    await person.call('updateTenantDefaults', { body: { linkMaxFiles: 3 } });
    const page = await person.call('listAudit', { query: { limit: 2 } });
    expect(page.items[1]).toMatchObject({ action: 'document.status', subject: `document:${document}`, documentId: document, actor: { kind: 'api_key' }, detail: { from: 'received', to: 'cancelled' } });
    expect((await person.call('listAudit', { query: { documentId: document } })).items.map((e) => e.action)).toEqual(['document.status', 'document.started']);
    expect((await person.call('listAudit', { query: { actorId: user?.id, action: 'document.' } })).items.map((e) => [e.action, e.actor.name])).toEqual([['document.started', 'audita']]);
    const today = new Date().toISOString().slice(0, 10);
    expect((await person.call('listAudit', { query: { from: today, to: today } })).total).toBe(page.total);
    expect((await person.call('listAudit', { query: { to: '2001-01-01' } })).total).toBe(0);
    expect((await person.ask('listAudit', { query: { from: '0000-01-01' } })).body.error.code).toBe('invalid_request');
  });
});

describe('an export', () => {
  const evil = '=HYPERLINK("http://x.example","ver")';
  async function studioWithDocuments() {
    const studio = await newStudio();
    await studio.rows(async (scope) => {
      await addDocument(scope, studio.client, { fileName: evil, status: 'approved', createdAt: new Date('2026-03-01T10:00:00Z') }, aReading({ issuerName: '+Ferretería; "El Tornillo"\nSRL', issueDate: '2026-02-28', currency: 'ARS', netAmount: '-1000.50', totalAmount: '-1210.61', invoiceNumber: '0001' }));
      await addDocument(scope, studio.client, { fileName: 'b.pdf', status: 'in_review', createdAt: new Date('2026-03-02T10:00:00Z') });
      await addDocument(scope, studio.client, { fileName: 'c.pdf', status: 'approved', createdAt: new Date('2025-12-31T23:59:59Z') });
    });
    const get = (query: string) => fetch(`${stack.baseUrl}/v1/documents/export?${query}`, { headers: studio.api.headers });
    return { ...studio, get };
  }

  it('as CSV has the filter\'s rows, a title in the language asked for, and no cell that a spreadsheet would run', async () => {
    const { get } = await studioWithDocuments();
    const response = await get('format=csv&language=es&from=2026-01-01');
    expect([response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual(['text/csv; charset=utf-8', 'attachment; filename="documents.csv"']);
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(text.startsWith('\ufeffId,Cliente,CUIT del cliente,Archivo,')).toBe(true);
    const [, second = '', first = ''] = text.split('\r\n');
    expect(second).toContain('b.pdf');
    expect(first).toContain('"\'=HYPERLINK(""http://x.example"",""ver"")"');
    expect(first).toContain('"\'+Ferretería; ""El Tornillo""\nSRL"');
    expect(first).toContain('ARS,-1000.50,,-1210.61,');
    expect(text).not.toContain('c.pdf');
  });

  it('as XLSX opens elsewhere, with text, numbers and dates as what they are', async () => {
    const { get } = await studioWithDocuments();
    const response = await get('format=xlsx&status=approved&from=2026-01-01');
    expect(response.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const [{ data: [titles = [], row = []] = [] } = {}] = await readXlsxFile(Buffer.from(await response.arrayBuffer())) as unknown as { data: unknown[][] }[];
    const cell = (name: string) => row[titles.indexOf(name)];
    expect([cell('fileName'), cell('issuerName'), cell('netAmount'), cell('totalAmount'), cell('invoiceNumber')]).toEqual([evil, '+Ferretería; "El Tornillo"\nSRL', -1000.5, -1210.61, '0001']);
    expect(cell('issueDate')).toEqual(new Date('2026-02-28T00:00:00Z'));
  });

  it('as JSON is the documents with their client', async () => {
    const { get, client } = await studioWithDocuments();
    const documents = await (await get('format=json')).json() as ExportedDocument[];
    expect(documents.map((d) => d.fileName)).toEqual(['b.pdf', evil, 'c.pdf']);
    expect(documents[1]).toMatchObject({ clientId: client, clientName: 'Panadería =San Martín', clientTaxId: '30500010912', fields: { netAmount: { value: '-1000.50' } } });
    expect(await (await get('format=json&q=nada')).json()).toEqual([]);
  });

  it('goes through more rows than are held at once, each once', async () => {
    const { get, rows, client } = await studioWithDocuments();
    const createdAt = new Date('2026-04-01T00:00:00Z');
    await rows(({ tx, tenantId }) => tx.$executeRaw`
      INSERT INTO documents (id, tenant_id, client_id, file_name, size, sha256, object_prefix, auto_process, uploaded_by, created_at, updated_at)
      SELECT gen_random_uuid(), ${tenantId}::uuid, ${client}::uuid, 'n' || n, 1, '', '', true, '{"kind":"system","id":null,"name":"t"}', ${createdAt}, now() FROM generate_series(1, 1200) n`);
    const lines = (await (await get('format=csv&from=2026-04-01')).text()).trim().split('\r\n');
    expect(lines.length).toBe(1201);
    expect(new Set(lines).size).toBe(1201);
  });
});

describe('clients', () => {
  const importCsv = async ({ api }: Studio, text: string, dryRun = false) => {
    const response = await fetch(`${stack.baseUrl}/v1/clients/import${dryRun ? '?dryRun=true' : ''}`, { method: 'POST', headers: { ...api.headers, 'content-type': 'text/csv; charset=utf-8' }, body: text });
    return { status: response.status, body: await response.json() as { created: number; updated: number; unchanged: number; errors: { line: number; code: string }[]; error: { code: string; details: object } } };
  };
  const file = [
    'Razón social;CUIT;Correo electrónico', 'Panadería San Martín;30-50001091-2;pan@sm.example', '  Kiosco Norte ;; ', ';20-12345678-6;', 'Mal CUIT;30-50001091-3;', 'Otra vez;30500010912;',
    '"Con ""comillas"" y', 'salto";27-28033514-8;', 'Sin arroba;;nada', '',
  ].join('\r\n');

  it('are imported line by line: what is wrong is told, all else is taken; a dry run takes nothing', async () => {
    const studio = await newStudio();
    const told = { created: 2, updated: 1, unchanged: 0, errors: [{ line: 4, code: 'invalid_request' }, { line: 5, code: 'tax_id_invalid' }, { line: 6, code: 'tax_id_taken' }, { line: 9, code: 'invalid_request' }] };
    const dry = await importCsv(studio, file, true);
    expect(dry).toMatchObject({ status: 200, body: told });
    expect((await studio.api.call('listClients')).items.map((c) => c.name)).toEqual(['Panadería =San Martín']);
    expect((await importCsv(studio, file)).body).toEqual(dry.body);
    const { items } = await studio.api.call('listClients');
    expect(items.map(({ name, taxId, email }) => [name, taxId, email])).toEqual([
      ['Con "comillas" y\nsalto', '27280335148', null], ['Kiosco Norte', null, null], ['Panadería San Martín', '30500010912', 'pan@sm.example'],
    ]);
    expect((await importCsv(studio, file)).body).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect((await studio.api.call('listAudit', { query: { action: 'clients.' } })).items.map((e) => e.detail)).toEqual([{ created: 2, updated: 1 }]);
  });

  it('come back as they went out', async () => {
    const studio = await newStudio();
    await studio.api.call('createClient', { body: { name: '-Guion "y" comas, SA', email: 'a@b.example' } });
    const exported = await (await fetch(`${stack.baseUrl}/v1/clients/export`, { headers: studio.api.headers })).text();
    expect(exported).toContain('\'-Guion');
    expect((await importCsv(studio, exported)).body).toEqual({ created: 0, updated: 0, unchanged: 2, errors: [] });
  });

  it('of the same file at the same moment are made once', async () => {
    const studio = await newStudio();
    const answers = await Promise.all([1, 2, 3].map(() => importCsv(studio, file)));
    expect(answers.map(({ body }) => body.created).sort()).toEqual([0, 0, 2]);
  });

  it('by the thousand are one request', async () => {
    const studio = await newStudio();
    const { status, body } = await importCsv(studio, ['nombre', ...Array.from({ length: 10_000 }, (_, i) => `Cliente ${i}`)].join('\n'));
    expect([status, body.created]).toEqual([200, 10_000]);
  });

  it.each([['nothing', ''], ['no names', 'cuit;mail\n30500010912;'], ['an open quote', 'nombre\n"x'], ['too many lines', `nombre\n${'x\n'.repeat(10_001)}`], ['a zero byte', 'nombre\nx\0y\n']])('with %s answer with a code', async (what, text) => {
    const { status, body } = await importCsv(await newStudio(), text);
    if (what === 'a zero byte') expect(body.errors).toMatchObject([{ line: 2, code: 'invalid_request' }]);
    else expect([status, body.error.code]).toEqual([422, 'csv_invalid']);
  });
});

describe('many at once', () => {
  it('each for itself: what cannot be done is told and stops no other', async () => {
    const { api, client, rows } = await newStudio();
    const [waiting, approved, running, inReview] = await rows(async (scope) => [
      await addDocument(scope, client, { status: 'ingested', autoProcess: false }), await addDocument(scope, client, { status: 'approved', settledAt: new Date() }),
      await addDocument(scope, client, { status: 'extracting' }), await addDocument(scope, client, { status: 'in_review' }),
    ]);
    const unknown = randomUUID();
    const change = async (action: 'start' | 'reprocess' | 'cancel' | 'erase', ...ids: (string | undefined)[]) =>
      (await api.call('changeDocuments', { body: { action, ids: ids.map(String) } })).results.map((r) => r.error?.code ?? 'done');
    expect(await change('start', waiting, approved, unknown, waiting)).toEqual(['done', 'not_waiting', 'not_found']);
    expect(await change('reprocess', approved, running, unknown)).toEqual(['done', 'conflict', 'not_found']);
    expect((await api.call('getDocument', { params: { id: approved ?? '' } }))).toMatchObject({ status: 'received', run: 2 });
    expect(await change('cancel', running, inReview, unknown)).toEqual(['done', 'done', 'not_found']);
    expect(await change('erase', waiting, approved, running, inReview, unknown)).toEqual(['done', 'done', 'done', 'done', 'not_found']);
    expect((await api.call('listDocuments')).total).toBe(0);
    expect((await api.ask('changeDocuments', { body: { action: 'erase', ids: [] } })).status).toBe(400);
    expect((await api.ask('changeDocuments', { body: { action: 'erase', ids: Array.from({ length: 101 }, () => unknown) } })).status).toBe(400);
  });

  it('are decided as one by one: the first decision wins, what another holds is left', async () => {
    const { api, tenantId, client, rows } = await newStudio();
    const person = await newPerson(stack, { email: 'decide@estudio.example', password: 'un tranvía llamado deseo', tenantId, role: 'reviewer' });
    const tasks = await rows(async (scope) => {
      const ids: string[] = [];
      for (let i = 0; i < 4; i++) ids.push(await addReviewTask(scope, await addDocument(scope, client, { status: 'in_review' })));
      return ids;
    });
    const [a = '', b = '', c = '', d = ''] = tasks;
    await person.call('claimReviewTask', { params: { id: b } });
    const codes = async (who: ApiClient, body: Parameters<typeof who.call<'decideReviewTasks'>>[1] extends infer T ? NonNullable<T> extends { body?: infer B } ? B : never : never) =>
      (await who.call('decideReviewTasks', { body: body as never })).results.map((r) => r.error?.code ?? 'done');
    expect(await codes(api, { action: 'approve', ids: [a, b] } as never)).toEqual(['done', 'claimed_by_other']);
    expect(await codes(person, { action: 'reject', ids: [a, b, c], reason: 'No es de este cliente' } as never)).toEqual(['already_decided', 'done', 'done']);
    expect(await person.call('getReviewTask', { params: { id: c } })).toMatchObject({ status: 'rejected', decision: { reason: 'No es de este cliente' } });
    expect((await api.ask('decideReviewTasks', { body: { action: 'reject', ids: [d], reason: ' ' } })).status).toBe(400);
    expect((await person.call('listReviewTasks')).items.map((t) => t.id)).toEqual([d]);
  });
});

it('of many attempts at the same moment no more count than are allowed, until the window is over', async () => {
  const who = randomUUID();
  const attempts = (n: number, windowMs = 60_000) => Promise.allSettled(Array.from({ length: n }, () => takeAttempt(db, 'test', who, { attempts: 10, windowMs })));
  const taken = await attempts(25);
  expect(taken.filter((a) => a.status === 'fulfilled')).toHaveLength(10);
  expect(taken.find((a) => a.status === 'rejected')?.reason).toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: expect.any(Number) } });
  await db.system.attemptCount.updateMany({ data: { until: new Date(Date.now() - 1) } });
  expect((await attempts(1)).map((a) => a.status)).toEqual(['fulfilled']);
});

it('housekeeping removes what has expired and is told long ago, and nothing else', async () => {
  const { tenantId, api, rows } = await newStudio();
  const person = await newPerson(stack, { email: 'barre@estudio.example', password: 'un tranvía llamado deseo', tenantId });
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const { old, young } = await rows(async ({ tx }) => {
    const [o, y] = [91, 89].map((days) => ({ id: randomUUID(), tenantId, kind: 'upload_link.received', data: {}, createdAt: hoursAgo(24 * days) }));
    await tx.notification.createMany({ data: [o, y] as never });
    await tx.$executeRaw`INSERT INTO changes (tenant_id, kind, subject_id, data, created_at) VALUES (${tenantId}::uuid, 'document', gen_random_uuid(), '{}', ${hoursAgo(1.1)}), (${tenantId}::uuid, 'document', gen_random_uuid(), '{}', ${hoursAgo(0.9)})`;
    for (const [key, days] of [['old', 8], ['young', 6]] as const) await tx.idempotencyKey.create({ data: { tenantId, key, fingerprint: '', documentIds: [], createdAt: hoursAgo(24 * days) } });
    return { old: o?.id ?? '', young: y?.id ?? '' };
  });
  await api.call('readNotification', { params: { id: old } });
  await api.call('readNotification', { params: { id: young } });
  await db.system.attemptCount.createMany({ data: [{ key: 'old', count: 1, until: hoursAgo(0.1) }, { key: 'young', count: 1, until: hoursAgo(-0.1) }] });
  await db.system.session.updateMany({ where: { user: { email: 'barre@estudio.example' } }, data: { expiresAt: hoursAgo(0.1) } });
  const living = await newPerson(stack, { email: 'queda@estudio.example', password: 'un tranvía llamado deseo', tenantId });
  await Promise.all([sweep(db), sweep(db)]);
  await sweep(db);
  const left = await rows(async ({ tx }) => ({
    notifications: (await tx.notification.findMany({ where: { createdAt: { lt: hoursAgo(1) } } })).map((n) => n.id), reads: (await tx.notificationRead.findMany()).map((r) => r.notificationId),
    keys: (await tx.idempotencyKey.findMany()).map((k) => k.key), changes: await tx.change.count({ where: { createdAt: { lt: hoursAgo(0.5) } } }),
  }));
  expect(left).toEqual({ notifications: [young], reads: [young], keys: ['young'], changes: 1 });
  expect((await db.system.attemptCount.findMany({ where: { key: { in: ['old', 'young'] } } })).map((a) => a.key)).toEqual(['young']);
  expect((await person.ask('getSession')).status).toBe(401);
  expect(await db.system.session.count({ where: { user: { email: 'barre@estudio.example' } } })).toBe(0);
  expect((await living.ask('getSession')).status).toBe(200);
});
