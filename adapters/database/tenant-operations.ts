import { isFileFault, type ErrorCode } from '../../contract/errors.ts';
import type { Operations } from '../../contract/operations.ts';
import { stepNames } from '../../contract/trace.ts';
import { activeStatuses, settledStatuses } from '../../domain/lifecycle.ts';
import type { Scope } from './database.ts';

/** Steps are measured on so many documents at most, the newest: a figure of the last hours needs no more, and costs the same however many there are. */
const sampled = 2000;
const people = ['wait-start', 'review'];

export type TenantOperations = Pick<Operations, 'documents' | 'failures' | 'steps' | 'bottleneck' | 'deadLetters' | 'uploadErrors'>;

interface StepRow extends Omit<Operations['steps'][number], 'waitsForPerson' | 'share'> {
  queueMs: number;
  workMs: number;
}

interface Figures {
  active: Operations['documents']['active'];
  settled: Operations['documents']['settled'];
  failures: Omit<Operations['failures'][number], 'isFileFault'>[];
  steps: StepRow[];
  deadLetters: Operations['deadLetters']['byReason'];
  uploadErrors: Operations['uploadErrors'];
}

/** What an operator of the tenant watches, all of one moment. */
export async function readTenantOperations({ tx }: Scope, from: Date): Promise<TenantOperations> {
  const [row] = await tx.$queryRaw<{ figures: Figures }[]>`
    WITH recent AS MATERIALIZED (
      SELECT id, run FROM documents WHERE created_at >= ${from} ORDER BY created_at DESC LIMIT ${sampled}
    ), attempt AS MATERIALIZED (
      SELECT s.name, s.document_id, s.attempt, s.error IS NOT NULL AS failed, s.finished_at IS NOT NULL AS ended,
        greatest(0, extract(epoch FROM s.started_at - s.queued_at) * 1000) AS queue, extract(epoch FROM s.finished_at - s.started_at) * 1000 AS work
      FROM recent r JOIN step_attempts s ON s.document_id = r.id AND s.run = r.run
    ), mended AS (
      SELECT name, count(*) AS recovered FROM (
        SELECT name, document_id FROM attempt GROUP BY 1, 2 HAVING bool_or(failed) AND bool_or(ended AND NOT failed)) d GROUP BY name
    )
    SELECT json_build_object(
      'active', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT status, count(*) AS count, to_char(min(created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "oldestAt", json_build_object(
          'minute', count(*) FILTER (WHERE age <= 60), 'tenMinutes', count(*) FILTER (WHERE age > 60 AND age <= 600), 'hour', count(*) FILTER (WHERE age > 600 AND age <= 3600),
          'day', count(*) FILTER (WHERE age > 3600 AND age <= 86400), 'older', count(*) FILTER (WHERE age > 86400)) AS "byAge"
        FROM (SELECT status, created_at, extract(epoch FROM now() - created_at) AS age FROM documents WHERE status_text = ANY(${activeStatuses})) d GROUP BY status ORDER BY status) x),
      'settled', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT status, count(*) AS count FROM documents WHERE status_text = ANY(${settledStatuses}) AND created_at >= ${from} GROUP BY status ORDER BY status) x),
      'failures', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT coalesce(failure_code, 'pipeline_failed') AS code, count(*) AS count, to_char(min(settled_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstAt", to_char(max(settled_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastAt",
          (array_agg(id ORDER BY settled_at DESC))[1] AS "latestDocumentId"
        FROM documents WHERE status_text = 'failed' GROUP BY 1 ORDER BY 2 DESC, 1) x),
      'steps', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT a.name, count(DISTINCT document_id) AS documents, count(*) FILTER (WHERE attempt > 1) AS retries, count(*) FILTER (WHERE failed) AS failures, coalesce(max(m.recovered), 0) AS recovered,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY queue) AS "queueP50Ms", percentile_cont(0.95) WITHIN GROUP (ORDER BY queue) AS "queueP95Ms",
          percentile_cont(0.5) WITHIN GROUP (ORDER BY work) AS "workP50Ms", percentile_cont(0.95) WITHIN GROUP (ORDER BY work) AS "workP95Ms",
          coalesce(sum(queue), 0) AS "queueMs", coalesce(sum(work), 0) AS "workMs"
        FROM attempt a LEFT JOIN mended m ON m.name = a.name GROUP BY a.name) x),
      'deadLetters', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT reason, count(*) AS count, to_char(min(created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstAt", to_char(max(created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastAt"
        FROM dead_letters WHERE requeued_at IS NULL AND discarded_at IS NULL GROUP BY 1 ORDER BY 2 DESC, 1) x),
      'uploadErrors', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT code, count(*) AS count, to_char(min(created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstAt", to_char(max(created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastAt"
        FROM upload_errors WHERE created_at >= ${from} GROUP BY 1 ORDER BY 2 DESC, 1) x)
    ) AS figures`;
  // Without FROM there is always one row.
  const { active, settled, failures, steps, deadLetters, uploadErrors } = (row as { figures: Figures }).figures;
  return {
    documents: { active, settled },
    failures: failures.map((failure) => ({ ...failure, isFileFault: isFileFault(failure.code as ErrorCode) })),
    ...describeSteps(steps),
    deadLetters: { open: deadLetters.reduce((sum, { count }) => sum + count, 0), oldestAt: deadLetters.map(({ firstAt }) => firstAt).sort()[0] ?? null, byReason: deadLetters },
    uploadErrors,
  };
}

/** The share that each step has of the machines' time, and where most of it goes. */
function describeSteps(rows: StepRow[]): Pick<Operations, 'steps' | 'bottleneck'> {
  const machines = rows.filter(({ name }) => !people.includes(name));
  const total = machines.reduce((sum, { queueMs, workMs }) => sum + queueMs + workMs, 0);
  const ordered = rows.toSorted((a, b) => stepNames.indexOf(a.name) - stepNames.indexOf(b.name));
  const worst = machines.toSorted((a, b) => b.queueMs + b.workMs - a.queueMs - a.workMs)[0];
  return {
    steps: ordered.map(({ queueMs, workMs, ...step }) => {
      const waitsForPerson = people.includes(step.name);
      return { ...step, waitsForPerson, share: waitsForPerson || total === 0 ? null : (queueMs + workMs) / total };
    }),
    bottleneck: worst && total > 0 ? { step: worst.name, part: worst.queueMs > worst.workMs ? 'queue' : 'work', share: (worst.queueMs + worst.workMs) / total } : null,
  };
}
