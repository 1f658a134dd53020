// Rows as the pipeline leaves them, for what is counted, listed and exported without it.
import { createHash, randomUUID } from 'node:crypto';
import type { Scope } from '../../adapters/database/database.ts';
import { columnsOf, objectPrefix } from '../../adapters/database/documents.ts';
import type { Extraction, FieldName } from '../../contract/extraction.ts';
import type { Prisma } from '../../prisma/client/client.ts';

export const dayMs = 86_400_000;

export function aReading(values: Partial<Record<FieldName, string>>, more: Partial<Extraction> = {}): Extraction {
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, confidence: 0.99, source: 'text', page: 1, box: null }]));
  return { isInvoice: true, confidence: 0.99, fields, taxes: [], lineItems: [], reasons: [], reader: 'text', version: '1', ...more };
}

export async function addDocument({ tx, tenantId }: Scope, clientId: string, more: Partial<Prisma.DocumentUncheckedCreateInput> = {}, reading?: Extraction): Promise<string> {
  const id = randomUUID();
  await tx.document.create({
    data: {
      id, tenantId, clientId, fileName: `${id}.pdf`, size: 1000, sha256: createHash('sha256').update(id).digest('hex'), objectPrefix: objectPrefix(tenantId, id), autoProcess: true,
      uploadedBy: { kind: 'system', id: null, name: 'tests' }, ...(reading && columnsOf(reading) as Partial<Prisma.DocumentUncheckedCreateInput>), ...more,
    },
  });
  return id;
}

export async function addReviewTask({ tx, tenantId }: Scope, documentId: string, more: Partial<Prisma.ReviewTaskUncheckedCreateInput> = {}): Promise<string> {
  return (await tx.reviewTask.create({ data: { tenantId, documentId, run: 1, confidence: 0.5, ...more } })).id;
}
