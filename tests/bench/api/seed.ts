// Fills a migrated database with documents and review tasks as years of work leave them, by set-wise SQL: a million in minutes.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { sampleExtraction } from './sample-extraction.ts';

export interface SeededTenant {
  id: string;
  documents: number;
}

export interface SeedOptions {
  documents: number;
  tenants: number;
  /** Documents that come in a day, over all tenants: how far into the past they reach follows from it. */
  perDay: number;
  /** The first and largest tenant, where it is there already. */
  largest?: string;
}

/** Tenants as uneven as in life: the n-th has the n-th part of the first's documents (Zipf's law). */
function sizes(documents: number, tenants: number): number[] {
  const weight = Array.from({ length: tenants }, (_, i) => 1 / (i + 1)).reduce((sum, one) => sum + one, 0);
  const rest = Array.from({ length: tenants }, (_, i) => Math.max(1, Math.floor(documents / weight / (i + 1))));
  rest[0] = documents - rest.slice(1).reduce((sum, one) => sum + one, 0);
  return rest;
}

/** Rows are written without triggers and foreign keys, and indexes made afterwards, as restoring a backup does. */
export async function seed(ownerUrl: string, { documents, tenants, perDay, largest }: SeedOptions): Promise<SeededTenant[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    await owner.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2`);
    const made = sizes(documents, tenants).map((size, i) => ({ id: (i === 0 && largest) || randomUUID(), documents: size }));
    await owner.query(`INSERT INTO tenants (id, name, slug) SELECT id, 'Estudio ' || n, 'estudio-' || n FROM unnest($1::uuid[]) WITH ORDINALITY AS t(id, n) ON CONFLICT DO NOTHING`, [made.map(({ id }) => id)]);
    const remake = await dropIndexes(owner, ['documents', 'review_tasks', 'review_decisions', 'extractions']);
    const days = documents / perDay;
    for (const tenant of made) await seedTenant(owner, tenant, days);
    for (const definition of remake) await owner.query(definition);
    await recount(owner);
    for (const table of ['tenants', 'clients', 'documents', 'review_tasks', 'review_decisions', 'list_counts']) await owner.query(`VACUUM (ANALYZE) ${table}`);
    return made;
  } finally {
    await owner.end();
  }
}

async function dropIndexes(owner: pg.Client, tables: string[]): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
    WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisprimary AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`, [tables]);
  for (const { name } of rows) await owner.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

async function recount(owner: pg.Client): Promise<void> {
  await owner.query('TRUNCATE list_counts');
  for (const list of ['documents', 'review_tasks']) {
    await owner.query(`INSERT INTO list_counts (tenant_id, list, client_id, status, n)
      SELECT tenant_id, '${list}', client_id, status_text, count(*) FROM ${list} GROUP BY GROUPING SETS ((tenant_id, client_id, status_text), (tenant_id, status_text))`);
  }
}

const issuers = `ARRAY['Distribuidora Andina', 'Molinos Quebracho', 'Ferretería Núñez', 'Transportes del Litoral', 'Papelera Güemes', 'Lácteos La Vaquita', 'Imprenta Belgrano', 'Servicios Informáticos Pampa']`;

async function seedTenant(owner: pg.Client, { id, documents }: SeededTenant, days: number): Promise<void> {
  const clients = Math.max(3, Math.round(documents / 400));
  await owner.query(`INSERT INTO clients (id, tenant_id, name, tax_id) SELECT uuidv7(), $1, 'Cliente ' || n, (20000000000 + n)::text FROM generate_series(1, $2::int) n`, [id, clients]);
  // Most documents are approved and long settled; what waits for a person or failed is a small share, and recent.
  await owner.query(`
    INSERT INTO documents (id, tenant_id, client_id, file_name, media_type, size, sha256, object_prefix, status, auto_process, extraction, confidence, review_task_id, fiscal_key, issuer_name, issuer_tax_id,
      invoice_number, issue_date, currency, total_amount, failure_code, uploaded_by, reader, created_at, updated_at, settled_at)
    SELECT d.id, $1, c.ids[1 + d.r % cardinality(c.ids)], 'Factura ' || d.number || '.pdf', 'application/pdf', 20000 + d.r % 400000, md5(d.id::text) || md5(d.n::text), $1 || '/' || d.id || '/',
      d.status, true, CASE WHEN d.has_reading THEN $4::jsonb || jsonb_build_object('confidence', d.confidence) END, CASE WHEN d.has_reading THEN d.confidence END,
      CASE WHEN d.status IN ('in_review', 'rejected') OR d.n % 7 = 0 THEN uuidv7(d.at - now()) END,
      d.issuer || ':1:' || d.number, (${issuers})[1 + d.issuer % 8] || ' ' || d.issuer || ' SRL', (30500000000 + d.issuer)::text, d.number, (d.at - interval '1 day')::date, 'ARS', (d.r % 100000000) / 100.0,
      CASE WHEN d.status = 'failed' THEN 'pdf_damaged' END, '{"kind":"user","id":null,"name":"Ana"}', 'qr+text', d.at, d.at + interval '2 seconds', CASE WHEN d.status NOT IN ('in_review', 'ingested') THEN d.at + interval '2 seconds' END
    FROM (SELECT array_agg(id) AS ids FROM clients WHERE tenant_id = $1) c,
      (SELECT uuidv7(g.at - now()) AS id, g.*, g.status NOT IN ('failed', 'ingested') AS has_reading, 1 + g.r % 900 AS issuer, lpad((1 + g.r % 20)::text, 4, '0') || '-' || lpad((g.r % 100000000)::text, 8, '0') AS number
       FROM (SELECT n, now() - (n::float8 / $2 * $3) * interval '1 day' AS at, (hashint8(n::bigint * 7919 + hashtext($1::text)) & 2147483647) AS r, round((0.5 + 0.5 * sqrt(random()))::numeric, 4) AS confidence,
         CASE WHEN n % 20 = 3 THEN 'in_review' WHEN n % 25 = 4 THEN 'rejected' WHEN n % 33 = 5 THEN 'failed' WHEN n % 50 = 6 THEN 'ingested' ELSE 'approved' END::"DocumentStatus" AS status
         FROM generate_series(1, $2::int) n) g) d`, [id, documents, days, JSON.stringify(sampleExtraction())]);
  await owner.query(`
    INSERT INTO review_tasks (id, tenant_id, document_id, client_id, run, status, confidence, created_at, decided_at)
    SELECT review_task_id, tenant_id, id, client_id, 1, (CASE status WHEN 'in_review' THEN 'open' WHEN 'rejected' THEN 'rejected' ELSE 'approved' END)::"ReviewStatus", coalesce(confidence, 0), created_at + interval '2 seconds',
      CASE WHEN status <> 'in_review' THEN created_at + interval '1 hour' END
    FROM documents WHERE tenant_id = $1 AND review_task_id IS NOT NULL`, [id]);
  await owner.query(`
    INSERT INTO review_decisions (id, tenant_id, review_task_id, outcome, corrections, decided_by, created_at)
    SELECT uuidv7(), tenant_id, id, status::text, '{}', '{"kind":"user","id":null,"name":"Ana"}', decided_at FROM review_tasks WHERE tenant_id = $1 AND status <> 'open'`, [id]);
}
