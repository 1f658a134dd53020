// Lists and their totals, which the database keeps, against what is really there.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../adapters/database/database.ts';
import { createDocuments } from '../../adapters/database/documents.ts';
import { listDocuments } from '../../adapters/database/list-documents.ts';
import { openReader } from '../../adapters/database/reader.ts';
import { listReviewTasks } from '../../adapters/database/list-review-tasks.ts';
import { DocumentFilter } from '../../contract/document.ts';
import { ReviewFilter } from '../../contract/review.ts';
import type { TestDatabase } from '../harness/database.ts';
import { createPreparedDatabase } from '../harness/prepared-database.ts';

const me = { kind: 'user' as const, id: randomUUID(), name: 'Ana' };
let database: TestDatabase;
let db: Database;
const tenants: { id: string; clients: string[] }[] = [];

beforeAll(async () => {
  ({ database } = await createPreparedDatabase(process.env));
  const env = { ...process.env, ...database.urls };
  db = openDatabase({ appUrl: env['DATABASE_URL'] ?? '', systemUrl: env['DATABASE_SYSTEM_URL'] ?? '', pool: 8 });
  for (const name of ['uno', 'dos']) {
    const { id } = await db.system.tenant.create({ data: { name, slug: name } });
    const clients = await db.withTenant(id, async ({ tx }) => [await tx.client.create({ data: { tenantId: id, name: 'A' } }), await tx.client.create({ data: { tenantId: id, name: 'B' } })]);
    tenants.push({ id, clients: clients.map((client) => client.id) });
  }
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const add = (tenant: number, client: number, ...names: string[]) => {
  const { id: tenantId = '', clients = [] } = tenants[tenant] ?? {};
  return db.withTenant(tenantId, (scope) => createDocuments(scope, names.map((fileName) => ({ id: randomUUID(), clientId: clients[client] ?? '', fileName, size: 1, sha256: 'x', autoProcess: true })), me));
};
const tenantId = (tenant: number) => tenants[tenant]?.id ?? '';
const list = (tenant: number, query: object = {}) => listDocuments(db, tenantId(tenant), DocumentFilter.parse(query));
const names = async (tenant: number, query: object) => (await list(tenant, query)).items.map(({ fileName }) => fileName).sort();

/** Works through all of them, four at the same moment: more would wait for connections on a slow machine. */
async function side<T>(all: readonly T[], work: (one: T, i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let i = next++; i < all.length; i = next++) await work(all[i] as T, i);
  }));
}

/** Every total that lists can ask for without looking at rows, beside the rows. */
async function expectTrueTotals(tenant: number): Promise<void> {
  for (const clientId of [undefined, ...tenants[tenant]?.clients ?? []]) {
    for (const status of [undefined, ['received'], ['failed', 'in_review'], ['approved']]) {
      const rows = await db.withTenant(tenantId(tenant), ({ tx }) => tx.document.count({ where: { ...(clientId && { clientId }), ...(status && { status: { in: status as never } }) } }));
      expect((await list(tenant, { clientId, status })).total).toBe(rows);
    }
    const open = await db.withTenant(tenantId(tenant), ({ tx }) => tx.reviewTask.count({ where: { status: 'open', ...(clientId && { document: { clientId } }) } }));
    expect((await listReviewTasks(db, tenantId(tenant), ReviewFilter.parse({ clientId }), me)).total).toBe(open);
  }
}

it('totals are exact whatever happens at the same moment', async () => {
  await side(Array.from({ length: 12 }), (_, i) => add(0, i % 2, ...Array.from({ length: 10 }, (_none, n) => `lote-${i}-${n}.pdf`)));
  await add(1, 0, 'ajeno.pdf');
  const { items } = await list(0, { limit: 100 });
  const moves = ['preprocessing', 'extracting', 'approved', 'failed', 'in_review'] as const;
  await side(items, ({ id }, i) => db.withTenant(tenantId(0), async ({ tx }) => {
    for (const status of moves.slice(0, 1 + (i % moves.length))) await tx.document.update({ where: { id }, data: { status } });
    if (i % 5 === 4) await tx.reviewTask.create({ data: { tenantId: tenantId(0), documentId: id, run: 1, confidence: 0.5 } });
  }));
  await expect(db.withTenant(tenantId(0), async ({ tx }) => {
    await tx.document.updateMany({ data: { status: 'cancelled' } });
    throw new Error('rolled back');
  })).rejects.toThrow('rolled back');
  await expectTrueTotals(0);
  // Documents take their tasks along.
  await db.withTenant(tenantId(0), ({ tx }) => tx.document.deleteMany({ where: { id: { in: items.slice(0, 40).map(({ id }) => id) } } }));
  await expectTrueTotals(0);
  await expectTrueTotals(1);
  // What was added row by row has been folded: there are fewer rows than changes.
  const kept = await db.withTenant(tenantId(0), ({ tx }) => tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM list_counts`);
  expect(kept[0]?.n).toBeLessThan(1000);
});

it('pages hold every row once, in both directions of every order, what has no value last', async () => {
  for (const sort of ['createdAt', '-createdAt', 'confidence', '-confidence', 'totalAmount', '-totalAmount']) {
    await db.withTenant(tenantId(0), ({ tx }) => tx.$executeRaw`UPDATE documents SET confidence = CASE WHEN get_byte(uuid_send(id), 15) % 3 > 0 THEN (get_byte(uuid_send(id), 14) % 7) / 10.0 END`);
    const seen: { id: string; confidence: number | null }[] = [];
    const { total } = await list(0, { sort });
    // The one size is usual, of whose pages the connection keeps the plans, the other is not.
    const limit = sort.startsWith('-') ? 20 : 17;
    for (let offset = 0; offset < total; offset += limit) seen.push(...(await list(0, { sort, limit, offset })).items);
    expect([sort, new Set(seen.map(({ id }) => id)).size]).toEqual([sort, total]);
    if (!sort.includes('confidence')) continue;
    const values = seen.map(({ confidence }) => confidence);
    const known = values.filter((value) => value !== null);
    expect(values.slice(known.length).every((value) => value === null)).toBe(true);
    expect(known).toEqual([...known].sort((a, b) => (sort.startsWith('-') ? b - a : a - b)));
  }
});

it('search finds words in any case, without accents, by CUIT with dashes, and takes no sign for a wildcard', async () => {
  const [document] = await add(0, 0, 'Ferretería Ñandú 100%_a.pdf');
  await db.withTenant(tenantId(0), ({ tx }) => tx.document.update({ where: { id: document?.id ?? '' }, data: { issuerTaxId: '30712345671', invoiceNumber: '0003-00000042' } }));
  for (const q of ['ferreteria', 'FERRETERÍA', 'nandu', 'ñandú', '100%_A', '30-71234567-1', '0003-00000042', 'ía Ña']) expect([q, await names(0, { q })]).toEqual([q, ['Ferretería Ñandú 100%_a.pdf']]);
  for (const q of ['100__a', 'ferret%nandu', '\\']) expect([q, await names(0, { q })]).toEqual([q, []]);
  expect(await names(0, { q: 'nandu', status: 'approved' })).toEqual([]);
  expect(await names(0, { q: 'nandu', from: '2020-01-01', clientId: tenants[0]?.clients[0] })).toHaveLength(1);
  expect((await list(0, { q: 'nandu' })).total).toBe(1);
});

it('search sees its own tenant alone, whichever way it looks', async () => {
  expect(await names(0, { q: 'ajeno' })).toEqual([]);
  expect(await names(1, { q: 'ajeno' })).toEqual(['ajeno.pdf']);
  expect(await names(1, { q: 'lote' })).toEqual([]);
  const [none] = await db.read(tenantId(1), [{ text: `SELECT search_documents('lote', 10) AS ids`, values: [] }]);
  expect(none).toEqual([{ ids: [] }]);
});

it('words that many documents hold are counted up to a thousand, and the newest come first', async () => {
  for (let i = 0; i < 11; i++) await add(1, 1, ...Array.from({ length: 100 }, (_, n) => `común-${i}-${n}.pdf`));
  const { items, total } = await list(1, { q: 'comun' });
  expect([total, items.length]).toEqual([1000, 20]);
  expect(items.map(({ createdAt }) => createdAt)).toEqual([...items.map(({ createdAt }) => createdAt)].sort().reverse());
  expect((await list(1, {})).total).toBe(1101);
});

it('a read is one tenant at one moment and writes nothing, whoever had its connection and its plans before', async () => {
  const reader = openReader(String(database.urls.DATABASE_URL), 1);
  for (let i = 0; i < 16; i++) {
    const [settings, owners = []] = await reader.read(tenantId(i % 2), [
      { text: `SELECT current_setting('transaction_isolation') AS isolation, current_setting('transaction_read_only') AS read_only`, values: [], isKept: true },
      { text: 'SELECT DISTINCT tenant_id FROM documents WHERE created_at < $1', values: [new Date()], isKept: true },
    ]);
    expect(settings).toEqual([{ isolation: 'repeatable read', read_only: 'on' }]);
    expect(owners).toEqual([{ tenant_id: tenantId(i % 2) }]);
  }
  await expect(reader.read(tenantId(0), [{ text: `UPDATE documents SET file_name = 'x'`, values: [] }])).rejects.toThrow('read-only');
  await reader.close();
});

it('a connection that breaks fails the read that had it, and none after', async () => {
  const broken = db.read(tenantId(1), [{ text: 'SELECT 1 AS n', values: [] }, { text: 'SELECT pg_terminate_backend(pg_backend_pid())', values: [] }, { text: 'SELECT 2 AS n', values: [] }]);
  await expect(broken).rejects.toThrow();
  await expect(db.read(tenantId(1), [{ text: 'SELECT nothing FROM nowhere', values: [] }])).rejects.toThrow('nowhere');
  expect(await db.read(tenantId(1), [{ text: 'SELECT 3 AS n', values: [] }])).toEqual([[{ n: 3 }]]);
});
