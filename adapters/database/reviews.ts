import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import { rolePermissions } from '../../contract/permissions.ts';
import type { Extraction } from '../../contract/extraction.ts';
import type { Corrections, ReviewTask } from '../../contract/review.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { audit } from './audit.ts';
import { isTaken, type Scope } from './database.ts';
import { toSummary } from './documents.ts';
import { enqueue } from './outbox.ts';

/** How long a claim holds without renewal. */
const leaseMs = 10 * 60_000;

const withDocument = { document: true, decision: true } satisfies Prisma.ReviewTaskInclude;
type Row = Prisma.ReviewTaskGetPayload<{ include: typeof withDocument }>;

export async function getReviewTask(scope: Scope, id: string, me: Actor): Promise<ReviewTask> {
  return toReviewTask(await find(scope, id), me);
}

export async function claimReviewTask(scope: Scope, id: string, me: Actor): Promise<ReviewTask> {
  const row = await findOpen(scope, id, me);
  return update(scope, row, me, { claimedById: holderId(me), claimedBy: me.name, claimedUntil: new Date(Date.now() + leaseMs) });
}

/** Throws `not_found` also for somebody who is no member, or whose role decides nothing. */
export async function assignReviewTask(scope: Scope, id: string, me: Actor, userId: string | null): Promise<ReviewTask> {
  const { tx } = scope;
  await tx.$queryRaw`SELECT 1 FROM review_tasks WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await find(scope, id);
  refuseDecided(row);
  const member = userId === null ? null : await tx.member.findFirst({ where: { userId }, include: { user: { select: { name: true } } } });
  if (userId !== null && (!member || !rolePermissions[member.role].includes('reviews:decide'))) throw new AppError('not_found');
  await audit(scope, { actor: me, action: 'review.assigned', subject: `review-task:${id}`, documentId: row.documentId, detail: { from: row.assignedTo, to: member?.user.name ?? null } });
  return update(scope, row, me, { assignedToId: userId, assignedTo: member?.user.name ?? null });
}

export async function releaseReviewTask(scope: Scope, id: string, me: Actor): Promise<ReviewTask> {
  const row = await findOpen(scope, id, me);
  return update(scope, row, me, { claimedById: null, claimedBy: null, claimedUntil: null });
}

export type Outcome = { outcome: 'approved'; corrections: Corrections } | { outcome: 'rejected'; reason: string };

/**
 * Writes the decision, which wins by being first, with its audit line and the signal to the workflow.
 * Throws `already_decided` with who decided, `claimed_by_other` with who holds the task.
 */
export async function decideReviewTask(scope: Scope, id: string, me: Actor, decision: Outcome): Promise<ReviewTask> {
  const { tx, tenantId } = scope;
  const row = await findOpen(scope, id, me);
  const reason = decision.outcome === 'rejected' ? decision.reason : null;
  const corrections = decision.outcome === 'approved' ? decision.corrections : {};
  const { id: decisionId } = await tx.reviewDecision.create({
    data: { tenantId, reviewTaskId: id, outcome: decision.outcome, corrections: corrections as Prisma.InputJsonObject, reason, decidedBy: me },
  }).catch((error: unknown) => {
    throw isTaken(error) ? new AppError('already_decided', { cause: error }) : error;
  });
  await audit(scope, { actor: me, action: `review.${decision.outcome}`, subject: `review-task:${id}`, documentId: row.documentId, detail: { decisionId, fields: Object.keys(corrections.fields ?? {}) } });
  await enqueue(scope, { kind: 'review', ref: { tenantId, documentId: row.documentId, run: row.run }, decisionId });
  return update(scope, row, me, { status: decision.outcome, decidedAt: new Date(), claimedUntil: null });
}

/** Who holds a claim, as the column has it. */
export const holderId = (actor: Actor) => `${actor.kind}:${actor.id ?? ''}`;
const isHeld = (row: { claimedUntil: Date | null }) => row.claimedUntil !== null && row.claimedUntil.getTime() > Date.now();

async function find({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.reviewTask.findUnique({ where: { id }, include: withDocument });
  if (!row) throw new AppError('not_found');
  return row;
}

/** The task, locked until the transaction ends, where it is open and nobody else holds it. */
async function findOpen(scope: Scope, id: string, me: Actor): Promise<Row> {
  await scope.tx.$queryRaw`SELECT 1 FROM review_tasks WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await find(scope, id);
  refuseDecided(row);
  if (isHeld(row) && row.claimedById !== holderId(me)) {
    throw new AppError('claimed_by_other', { details: { claimedBy: row.claimedBy, claimedUntil: row.claimedUntil?.toISOString() } });
  }
  return row;
}

function refuseDecided(row: Row): void {
  if (row.status === 'open') return;
  const by = row.decision?.decidedBy as Actor | undefined;
  throw new AppError('already_decided', { details: { status: row.status, decidedBy: by?.name ?? null, decidedAt: row.decidedAt?.toISOString() ?? null } });
}

async function update({ tx }: Scope, row: Row, me: Actor, data: Prisma.ReviewTaskUncheckedUpdateInput): Promise<ReviewTask> {
  return toReviewTask(await tx.reviewTask.update({ where: { id: row.id }, data, include: withDocument }), me);
}

function toReviewTask(row: Row, me: Actor): ReviewTask {
  const held = isHeld(row);
  return {
    id: row.id,
    documentId: row.documentId,
    document: toSummary(row.document),
    status: row.status,
    confidence: Number(row.confidence),
    reasons: (row.document.extraction as unknown as Extraction | null)?.reasons ?? [],
    assignedTo: row.assignedToId === null ? null : { id: row.assignedToId, name: row.assignedTo ?? '' },
    claimedBy: held ? row.claimedBy : null,
    claimedByMe: held && row.claimedById === holderId(me),
    claimedUntil: held ? row.claimedUntil?.toISOString() ?? null : null,
    decision: row.decision && { decidedBy: row.decision.decidedBy as Actor, reason: row.decision.reason },
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
