import type { Actor } from '../../contract/common.ts';
import type { Document, DocumentFilter, DocumentSummary } from '../../contract/document.ts';
import { AppError, errors, type ErrorCode } from '../../contract/errors.ts';
import type { Extraction } from '../../contract/extraction.ts';
import type { Document as Row, Prisma } from '../../prisma/client/client.ts';
import { audit } from './audit.ts';
import type { Scope } from './database.ts';
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

/** The row, its audit line and the start of its workflow: all or nothing. */
export async function createDocument(scope: Scope, document: NewDocument, uploadedBy: Actor): Promise<Row> {
  const { tx, tenantId } = scope;
  const row = await tx.document.create({ data: { ...document, tenantId, objectPrefix: objectPrefix(tenantId, document.id), uploadedBy } });
  await audit(scope, { actor: uploadedBy, action: 'document.status', subject: `document:${row.id}`, documentId: row.id, detail: { from: null, to: 'received', run: 1 } });
  await enqueue(scope, { kind: 'process', ref: { tenantId, documentId: row.id, run: 1 }, autoProcess: document.autoProcess });
  return row;
}

/** Throws `not_found` also for another tenant's document: row-level security hides it. */
export async function findDocument({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.document.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found');
  return row;
}

const sortColumns = { createdAt: 'createdAt', confidence: 'confidence', totalAmount: 'totalAmount' } as const;

export async function listDocuments({ tx }: Scope, filter: DocumentFilter): Promise<{ items: DocumentSummary[]; total: number }> {
  const where = whereOf(filter);
  const direction = filter.sort.startsWith('-') ? 'desc' : 'asc';
  const column = sortColumns[filter.sort.replace('-', '') as keyof typeof sortColumns];
  const order = column === 'createdAt' ? { createdAt: direction } as const : { [column]: { sort: direction, nulls: 'last' } };
  const [rows, total] = [
    await tx.document.findMany({ where, orderBy: [order, { id: direction }], take: filter.limit, skip: filter.offset, omit: { extraction: true, pages: true } }),
    await tx.document.count({ where }),
  ];
  return { items: rows.map(toSummary), total };
}

function whereOf({ status, clientId, q, from, to }: DocumentFilter): Prisma.DocumentWhereInput {
  const contains = q ? { contains: q, mode: 'insensitive' as const } : undefined;
  return {
    ...(status && { status: { in: status } }),
    ...(clientId && { clientId }),
    ...((from || to) && { createdAt: { ...(from && { gte: new Date(`${from}T00:00:00Z`) }), ...(to && { lte: new Date(`${to}T23:59:59.999Z`) }) } }),
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
  const extraction = row.extraction as unknown as Extraction | null;
  return {
    ...toSummary(row),
    run: row.run,
    sha256: row.sha256,
    autoProcess: row.autoProcess,
    isInvoice: extraction?.isInvoice ?? null,
    reader: extraction?.reader ?? null,
    pages: (row.pages ?? []) as Document['pages'],
    fields: extraction?.fields ?? {},
    taxes: extraction?.taxes ?? [],
    lineItems: extraction?.lineItems ?? [],
    reasons: extraction?.reasons ?? [],
    children: children.map((c) => c.id),
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
    issuerName: value('issuerName')?.slice(0, 300) ?? null,
    issuerTaxId: value('issuerTaxId')?.slice(0, 50) ?? null,
    invoiceNumber: value('invoiceNumber')?.slice(0, 100) ?? null,
    issueDate: date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : null,
    currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : null,
    totalAmount: total && /^-?\d{1,15}(\.\d{1,6})?$/.test(total) ? total : null,
  };
}
