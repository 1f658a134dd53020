import type { ExternalInput, ExternalReading } from '../../domain/ports.ts';
import type { CallOutcome } from '../../domain/reading/external/next-call.ts';
import type { ExternalValues } from '../../domain/reading/external/external-values.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { DocumentRef } from '../../workflows/messages.ts';
import type { Scope } from './database.ts';

export interface NewCall {
  /** From 1, within the run. */
  attempt: number;
  model: string;
  input: ExternalInput;
  startedAt: Date;
}

/** The calls made so far for this reading. One without an end has no worker any more that could hear its answer: it is lost, and may have cost something. */
export async function openCalls({ tx }: Scope, { documentId, run }: DocumentRef): Promise<{ outcome: CallOutcome }[]> {
  await tx.aiCall.updateMany({ where: { documentId, run, outcome: 'pending' }, data: { outcome: 'lost' } });
  const rows = await tx.aiCall.findMany({ where: { documentId, run }, orderBy: { attempt: 'asc' }, select: { outcome: true } });
  return rows.map(({ outcome }) => ({ outcome: outcome as CallOutcome }));
}

/** Writes the line of a call before it is made. A second call under the same number is refused by the table. */
export async function startCall({ tx, tenantId }: Scope, { documentId, run }: DocumentRef, { attempt, model, input, startedAt }: NewCall): Promise<void> {
  await tx.aiCall.create({ data: { tenantId, documentId, run, attempt, model, kind: input.kind, pages: input.pages.length, bytes: bytesOf(input), startedAt } });
}

/** Completes the line, and keeps the answer with the document's readings, so that nobody pays for it twice. */
export async function endCall({ tx, tenantId }: Scope, { documentId, run }: DocumentRef, attempt: number, reading: ExternalReading): Promise<void> {
  const { outcome, status, inputTokens, outputTokens, costUsd, durationMs, values } = reading;
  await tx.aiCall.update({ where: { documentId_run_attempt: { documentId, run, attempt } }, data: { outcome, status, inputTokens, outputTokens, costUsd, durationMs } });
  if (!values || await tx.document.count({ where: { id: documentId } }) === 0) return;
  const key = { documentId, run, origin: 'ai' };
  const data = values as unknown as Prisma.InputJsonObject;
  await tx.extraction.upsert({ where: { documentId_run_origin: key }, create: { ...key, tenantId, data }, update: { data } });
}

/** What was answered for this reading; null where nothing was. */
export async function findAnswer({ tx }: Scope, { documentId, run }: DocumentRef): Promise<ExternalValues | null> {
  const row = await tx.extraction.findUnique({ where: { documentId_run_origin: { documentId, run, origin: 'ai' } } });
  return (row?.data ?? null) as unknown as ExternalValues | null;
}

function bytesOf(input: ExternalInput): number {
  if (input.kind === 'images') return input.pages.reduce((sum, { png }) => sum + png.length, 0);
  return input.pages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}
