import { AppError } from '../../contract/errors.ts';
import type { Notification, NotificationFilter, NotificationKind, NotificationPage } from '../../contract/notification.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { Database, Scope } from './database.ts';

interface Row {
  id: string;
  kind: string;
  documentId: string | null;
  data: Notification['data'];
  isRead: boolean;
  createdAt: Date;
}

/** Unread ones are counted no further. */
const unreadMost = 1000;
/** How far back somebody who never read any begins. */
const firstDays = 30;

/** With what the reader has read of them. `readerId`: of the user or key. */
export async function listNotifications(scope: Scope, readerId: string, { kind, unread: onlyUnread, limit, offset }: NotificationFilter): Promise<NotificationPage> {
  const { tx } = scope;
  const until = await readUntil(scope, readerId);
  const isRead = isReadBy(readerId, until);
  const ofKind = kind ? Prisma.sql`n.kind = ANY(${kind})` : Prisma.sql`true`;
  const where = onlyUnread ? Prisma.sql`${ofKind} AND NOT ${isRead}` : ofKind;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT n.id, n.kind, n.document_id AS "documentId", n.data, n.created_at AS "createdAt", ${isRead} AS "isRead"
    FROM notifications n WHERE ${where} ORDER BY n.created_at DESC, n.id DESC LIMIT ${limit} OFFSET ${offset}`;
  const [counts] = await tx.$queryRaw<{ total: number; unread: number }[]>`
    SELECT (SELECT count(*)::int FROM (SELECT 1 FROM notifications n WHERE ${where} LIMIT 100000) t) AS total,
      (SELECT count(*)::int FROM (SELECT 1 FROM notifications n WHERE n.created_at > ${until} AND NOT ${isRead} LIMIT ${unreadMost}) u) AS unread`;
  return { items: rows.map(toNotification), total: counts?.total ?? 0, limit, offset, unread: counts?.unread ?? 0 };
}

export async function readOne(scope: Scope, readerId: string, id: string): Promise<Notification> {
  const { tx, tenantId } = scope;
  const row = await tx.notification.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found');
  await tx.notificationRead.createMany({ data: [{ tenantId, readerId, notificationId: id }], skipDuplicates: true });
  return toNotification({ ...row, data: row.data as Notification['data'], isRead: true });
}

/** Never takes back what was read before. */
export async function readAllUntil({ tx, tenantId }: Scope, readerId: string, until: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO notification_marks AS m (tenant_id, reader_id, read_until) VALUES (${tenantId}::uuid, ${readerId}::uuid, least(${until}, now()))
    ON CONFLICT (tenant_id, reader_id) DO UPDATE SET read_until = greatest(m.read_until, excluded.read_until)`;
}

/** Tells people what no row's change tells by itself. */
export async function notify({ tx, tenantId }: Scope, kind: NotificationKind, data: Notification['data']): Promise<void> {
  await tx.notification.createMany({ data: [{ tenantId, kind, data }] });
}

/** Tells, once a month, that the plan takes no more documents, where that is what an upload failed for. */
export async function noteUsedUp(db: Database, tenantId: string, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.code !== 'plan_documents_used_up') return;
  await db.withTenant(tenantId, async (scope) => {
    const now = new Date();
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
    const isTold = await scope.tx.notification.count({ where: { kind: 'plan.documents_used_up', createdAt: { gte: month } }, take: 1 }) > 0;
    if (!isTold) await notify(scope, 'plan.documents_used_up', { plan: String(error.details?.['plan']), limit: Number(error.details?.['limit']) });
  });
}

async function readUntil({ tx, tenantId }: Scope, readerId: string): Promise<Date> {
  const mark = await tx.notificationMark.findUnique({ where: { tenantId_readerId: { tenantId, readerId } } });
  return mark?.readUntil ?? new Date(Date.now() - firstDays * 86_400_000);
}

const isReadBy = (readerId: string, until: Date) =>
  Prisma.sql`(n.created_at <= ${until} OR EXISTS (SELECT 1 FROM notification_reads r WHERE r.notification_id = n.id AND r.reader_id = ${readerId}::uuid))`;

const toNotification = ({ id, kind, documentId, data, isRead, createdAt }: Row): Notification => ({ id, kind: kind as NotificationKind, documentId, data, isRead, createdAt: createdAt.toISOString() });
