import { argentineInvoicePdf, anInvoice } from '../../fixtures/argentine-invoice.ts';
import { openStackDatabase } from '../../harness/publish.ts';
import type { Stack } from '../../harness/start-stack.ts';

const perTransaction = 5000;

/** Documents as they stand after a year of work, written straight into the database: one in fifty waits for a person. */
export async function fillTenant(stack: Stack, count: number): Promise<void> {
  const db = openStackDatabase(stack.env, 1);
  const reasons = JSON.stringify({ reasons: [{ code: 'total_mismatch', field: 'totalAmount', message: '', blocking: true }] });
  for (let from = 0; from < count; from += perTransaction) {
    await db.withTenant(stack.administrator.tenantId, async ({ tx, tenantId }) => {
      await tx.$executeRaw`
        INSERT INTO documents (id, tenant_id, client_id, file_name, media_type, size, sha256, object_prefix, status, auto_process, confidence, issuer_name, issuer_tax_id, invoice_number, issue_date, currency, total_amount, uploaded_by, extraction, created_at, updated_at)
        SELECT gen_random_uuid(), ${tenantId}::uuid, ${stack.client.id}::uuid, 'factura-' || n || '.pdf', 'application/pdf', 90000, md5(n::text), 'none/', (CASE WHEN n % 50 = 0 THEN 'in_review' ELSE 'approved' END)::"DocumentStatus", true,
          CASE WHEN n % 50 = 0 THEN 0.4 + (n % 40) / 100.0 ELSE 0.99 END, 'Proveedor ' || n % 400, '30500010912', '00003-' || lpad(n::text, 8, '0'), '2026-03-06', 'ARS', 1000 + n, '{"kind":"system","id":null,"name":"bench"}'::jsonb,
          ${reasons}::jsonb, now() - n * interval '5 minutes', now()
        FROM generate_series(${from}::int + 1, ${Math.min(from + perTransaction, count)}::int) AS n`;
    });
  }
  await db.withTenant(stack.administrator.tenantId, async ({ tx, tenantId }) => {
    await tx.$executeRaw`
      INSERT INTO review_tasks (id, tenant_id, document_id, run, confidence, created_at) SELECT gen_random_uuid(), ${tenantId}::uuid, id, 1, confidence, created_at FROM documents WHERE status = 'in_review'`;
    await tx.$executeRaw`UPDATE documents d SET review_task_id = t.id FROM review_tasks t WHERE t.document_id = d.id`;
  });
  await db.close();
}

/** @returns the review task of a doubtful document of so many pages, read by the pipeline. */
export async function longDocument(stack: Stack, pages: number): Promise<string> {
  const id = await stack.api.uploadOne(stack.client.id, 'larga.pdf', await argentineInvoicePdf(anInvoice({ totalError: 100, withQr: false, copies: pages })));
  const { reviewTaskId } = await stack.api.until(id, 'in_review');
  if (!reviewTaskId) throw new Error('the long document has no review task');
  return reviewTaskId;
}
