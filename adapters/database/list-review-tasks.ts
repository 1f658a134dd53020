import type { Actor } from '../../contract/common.ts';
import type { Reason } from '../../contract/extraction.ts';
import type { ReviewFilter, ReviewTask } from '../../contract/review.ts';
import { keptCount } from './counting.ts';
import type { Database } from './database.ts';
import type { Statement } from './ask-together.ts';
import { pageTaken } from './page-taken.ts';
import { holderId } from './reviews.ts';
import { summaryColumns, summaryOfRow, type SummaryRow } from './summary-row.ts';

/** A page of the tenant's review tasks and how many there are. */
export async function listReviewTasks(db: Database, tenantId: string, { status = ['open'], clientId, assignee, sort, limit, offset }: ReviewFilter, me: Actor): Promise<{ items: ReviewTask[]; total: number }> {
  const statuses = [...new Set(status)];
  const [rows = [], counted = []] = await db.read(tenantId, [pageOf({ statuses, clientId, sort, limit, offset }, assignedTo(assignee, me)), assignee === undefined ? keptCount('review_tasks', { status: statuses, clientId }) : assignedCount(statuses, clientId, assignedTo(assignee, me))]);
  return { items: rows.map((row) => taskOfRow(row as unknown as TaskRow, me)), total: Number(counted[0]?.['total'] ?? 0) };
}

const orders = {
  queue: 't.confidence ASC, t.created_at ASC, t.id ASC', createdAt: 't.created_at ASC, t.id ASC', '-createdAt': 't.created_at DESC, t.id DESC',
} as const satisfies Record<ReviewFilter['sort'], string>;

/** Whose tasks are asked for: undefined, whoever's; null, nobody's. An API key is nobody's assignee: asking for its own finds nothing. */
function assignedTo(assignee: ReviewFilter['assignee'], me: Actor): string | null | undefined {
  if (assignee === 'nobody') return null;
  if (assignee !== 'me') return assignee;
  return me.kind === 'user' && me.id !== null ? me.id : noUser;
}

const noUser = '00000000-0000-0000-0000-000000000000';

function assigneeIs(userId: string | null | undefined, add: (value: unknown) => string): string[] {
  if (userId === undefined) return [];
  return [userId === null ? 't.assigned_to_id IS NULL' : `t.assigned_to_id = ${add(userId)}::uuid`];
}

function assignedCount(statuses: string[], clientId: string | undefined, userId: string | null | undefined): Statement {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [`t.status_text = ANY (${add(statuses)}::text[])`, ...(clientId ? [`t.client_id = ${add(clientId)}::uuid`] : []), ...assigneeIs(userId, add)];
  return { text: `SELECT count(*)::int AS total FROM review_tasks t WHERE ${conditions.join(' AND ')}`, values };
}

function pageOf({ statuses, clientId, sort, limit, offset }: Pick<ReviewFilter, 'clientId' | 'sort' | 'limit' | 'offset'> & { statuses: string[] }, userId: string | null | undefined): Statement {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    statuses.length === 1 ? `t.status_text = ${add(statuses[0])}` : `t.status_text = ANY (${add(statuses)}::text[])`,
    ...(clientId ? [`t.client_id = ${add(clientId)}::uuid`] : []),
    ...assigneeIs(userId, add),
  ];
  const { isUsual, take } = pageTaken(limit, offset, add);
  const among = `WHERE ${conditions.join(' AND ')} ORDER BY ${orders[sort]} ${take}`;
  // The documents of the page alone are looked up, and of their readings the reasons. Tasks that are skipped are skipped in the index.
  return {
    text: `SELECT ${summaryColumns}, t.id AS task_id, t.status_text AS task_status, t.confidence::float8 AS task_confidence, t.assigned_to, t.assigned_to_id, t.claimed_by, t.claimed_by_id, t.claimed_until, t.created_at AS task_created_at, t.decided_at,
        d.extraction->'reasons' AS reasons, r.decided_by, r.reason
      FROM ${offset === 0 ? `(SELECT t.* FROM review_tasks t ${among}) t` : `(SELECT t.id FROM review_tasks t ${among}) page JOIN review_tasks t USING (id)`}
      JOIN documents d ON d.id = t.document_id LEFT JOIN review_decisions r ON r.tenant_id = t.tenant_id AND r.review_task_id = t.id
      ORDER BY ${orders[sort]}`,
    isKept: isUsual && statuses.length === 1,
    values,
  };
}

interface TaskRow extends SummaryRow {
  task_id: string;
  task_status: ReviewTask['status'];
  task_confidence: number;
  assigned_to: string | null;
  assigned_to_id: string | null;
  claimed_by: string | null;
  claimed_by_id: string | null;
  claimed_until: Date | null;
  task_created_at: Date;
  decided_at: Date | null;
  reasons: Reason[] | null;
  decided_by: Actor | null;
  reason: string | null;
}

function taskOfRow(row: TaskRow, me: Actor): ReviewTask {
  const held = row.claimed_until !== null && row.claimed_until.getTime() > Date.now();
  return {
    id: row.task_id, documentId: row.id, document: summaryOfRow(row), status: row.task_status, confidence: row.task_confidence, reasons: row.reasons ?? [],
    assignedTo: row.assigned_to_id === null ? null : { id: row.assigned_to_id, name: row.assigned_to ?? '' },
    claimedBy: held ? row.claimed_by : null, claimedByMe: held && row.claimed_by_id === holderId(me), claimedUntil: held ? row.claimed_until?.toISOString() ?? null : null,
    decision: row.decided_by && { decidedBy: row.decided_by, reason: row.reason }, createdAt: row.task_created_at.toISOString(), decidedAt: row.decided_at?.toISOString() ?? null,
  };
}
