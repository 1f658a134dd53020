import { argentineInvoicePdf, anInvoice } from '../../fixtures/argentine-invoice.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { seed } from '../api/seed.ts';

/** A studio's documents of a day: a hundred thousand are some years of work. */
const perDay = 100;

/** Documents as they stand after years of work, written straight into the database: one in twenty waits for a person. */
export async function fillTenant({ env, administrator }: Stack, documents: number): Promise<void> {
  await seed(String(env['DATABASE_OWNER_URL']), { documents, tenants: 1, perDay, largest: administrator.tenantId });
}

/** @returns the review task of a doubtful document of so many pages, read by the pipeline; `number` sets one apart from another. */
export async function longDocument(stack: Stack, pages: number, number: number): Promise<string> {
  const id = await stack.api.uploadOne(stack.client.id, 'larga.pdf', await argentineInvoicePdf(anInvoice({ number: 1000 + number, totalError: 100, withQr: false, copies: pages })));
  const { reviewTaskId } = await stack.api.until(id, 'in_review');
  if (!reviewTaskId) throw new Error('the long document has no review task');
  return reviewTaskId;
}
