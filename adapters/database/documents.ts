import type { Actor } from '../../contract/common.ts';
import type { Document, DocumentFilter, DocumentSummary } from '../../contract/document.ts';
import { AppError, errors, type ErrorCode } from '../../contract/errors.ts';
import type { Extraction } from '../../contract/extraction.ts';
import type { Document as Row, Prisma } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';
import { dayRange } from './day-range.ts';
import { enqueue } from './outbox.ts';

export interface NewDocument {
  id: string;
  clientId: string;
  fileName: string;
  size: number;
  sha256: string;
  autoProcess: boolean;
}

/** Everything of a document's objects stands under this prefix. */
export const objectPrefix = (tenantId: string, documentId: string): string => `${tenantId}/${documentId}/`;

/** The rows, their audit lines and the starts of their workflows: all or nothing. @returns in the order given. */
export async function createDocuments(scope: Scope, documents: NewDocument[], uploadedBy: Actor): Promise<Row[]> {
  const { tx, tenantId } = scope;
  const rows = await tx.document.createManyAndReturn({ data: documents.map((document) => ({ ...document, tenantId, objectPrefix: objectPrefix(tenantId, document.id), uploadedBy })) });
  await tx.auditEntry.createMany({
    data: documents.map(({ id }) => ({ tenantId, actor: uploadedBy, action: 'document.status', subject: `document:${id}`, documentId: id, detail: { from: null, to: 'received', run: 1 } })),
  });
  await enqueue(scope, ...documents.map(({ id, autoProcess }) => ({ kind: 'process' as const, ref: { tenantId, documentId: id, run: 1 }, autoProcess })));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return documents.flatMap(({ id }) => byId.get(id) ?? []);
}

/** Throws `not_found` also for another tenant's document: row-level security hides it. */
export async function findDocument({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.document.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found');
  return row;
}

/** The condition of a list's or an export's filter. */
export function whereOf({ status, clientId, q, from, to }: Pick<DocumentFilter, 'status' | 'clientId' | 'q' | 'from' | 'to'>): Prisma.DocumentWhereInput {
  const contains = q ? { contains: q, mode: 'insensitive' as const } : undefined;
  return {
    ...(status && { status: { in: status } }),
    ...(clientId && { clientId }),
    ...dayRange(from, to),
    ...(contains && { OR: [{ fileName: contains }, { issuerName: contains }, { issuerTaxId: contains }, { invoiceNumber: contains }] }),
  };
}

export function toSummary(row: Omit<Row, 'extraction' | 'pages'>): DocumentSummary {
  const code = row.failureCode as ErrorCode | null;
  return {
    id: row.id,
    clientId: row.clientId,
    fileName: row.fileName,
    mediaType: row.mediaType,
    size: Number(row.size),
    status: row.status,
    confidence: row.confidence === null ? null : Number(row.confidence),
    reviewTaskId: row.reviewTaskId,
    duplicateOf: row.duplicateOfId,
    parentId: row.parentId,
    issuerName: row.issuerName,
    issuerTaxId: row.issuerTaxId,
    invoiceNumber: row.invoiceNumber,
    issueDate: row.issueDate?.toISOString().slice(0, 10) ?? null,
    currency: row.currency,
    totalAmount: row.totalAmount?.toFixed() ?? null,
    failure: code && { code, message: errors[code].message },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export async function getDocument(scope: Scope, id: string): Promise<Document> {
  const row = await findDocument(scope, id);
  const children = await scope.tx.document.findMany({ where: { parentId: id }, select: { id: true }, orderBy: { pageFrom: 'asc' } });
  return toDocument(row, children.map((c) => c.id));
}

export function toDocument(row: Row, children: string[]): Document {
  const extraction = row.extraction as unknown as Extraction | null;
  return {
    ...toSummary(row),
    run: row.run,
    sha256: row.sha256,
    autoProcess: row.autoProcess,
    isInvoice: extraction?.isInvoice ?? null,
    reader: extraction?.reader ?? null,
    readerVersion: extraction?.version ?? null,
    pages: (row.pages ?? []) as Document['pages'],
    fields: extraction?.fields ?? {},
    taxes: extraction?.taxes ?? [],
    lineItems: extraction?.lineItems ?? [],
    reasons: extraction?.reasons ?? [],
    children,
    uploadedBy: row.uploadedBy as Actor,
  };
}

/** The columns that lists show and search, taken from a reading. Values that a column cannot hold stay in the reading alone. */
export function columnsOf(extraction: Extraction): Prisma.DocumentUncheckedUpdateManyInput {
  const value = (name: keyof Extraction['fields']) => extraction.fields[name]?.value ?? null;
  const date = value('issueDate');
  const total = value('totalAmount');
  const currency = value('currency');
  return {
    extraction: extraction as unknown as Prisma.InputJsonObject,
    confidence: extraction.confidence,
    reader: extraction.reader,
    issuerName: value('issuerName')?.slice(0, 300) ?? null,
    issuerTaxId: value('issuerTaxId')?.slice(0, 50) ?? null,
    invoiceNumber: value('invoiceNumber')?.slice(0, 100) ?? null,
    issueDate: date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : null,
    currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : null,
    totalAmount: total && /^-?\d{1,15}(\.\d{1,6})?$/.test(total) ? total : null,
  };
}
