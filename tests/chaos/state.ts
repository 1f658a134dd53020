// What stands in the end: every row that matters, every object, every workflow. Read by the database's owner, who sees all tenants.
import type { Connection } from '@temporalio/client';
import { Client as Minio } from 'minio';
import pg from 'pg';
import type { DocumentStatus } from '../../contract/document.ts';

export interface DocumentRow { id: string; tenantId: string; parentId: string | null; fileName: string; status: DocumentStatus; run: number; objectPrefix: string; part: number | null; failureCode: string | null; duplicateOfId: string | null }
export interface StatusLine { documentId: string; from: DocumentStatus | null; to: DocumentStatus; run: number }
export interface EventRow { id: string; tenantId: string; documentId: string; type: string; dedupeKey: string; body: string }
export interface DeliveryRow { id: string; eventId: string; endpointId: string; url: string; status: string; hasLetter: boolean }
export interface TaskRow { id: string; documentId: string; run: number; status: string; decisions: number; outcome: string | null }
export interface WorkflowRow { id: string; status: string }

export interface State {
  documents: DocumentRow[];
  statusLines: StatusLine[];
  events: EventRow[];
  deliveries: DeliveryRow[];
  endpoints: { id: string; tenantId: string; isDisabled: boolean }[];
  tasks: TaskRow[];
  /** Entries not carried out yet. */
  outbox: string[];
  openAiCalls: number;
  objects: string[];
  /** What is left of them after a sweep, where there was one. */
  objectsKept?: string[];
  /** Of documents and deliveries. */
  workflows: WorkflowRow[];
}

export async function readState(env: NodeJS.ProcessEnv, temporal: Connection): Promise<State> {
  const owner = new pg.Client({ connectionString: env['DATABASE_OWNER_URL'] });
  await owner.connect();
  const rows = async <T>(sql: string) => (await owner.query(sql)).rows as T[];
  try {
    return {
      documents: await rows(`SELECT id, tenant_id AS "tenantId", parent_id AS "parentId", file_name AS "fileName", status::text, run, object_prefix AS "objectPrefix", part,
        failure_code AS "failureCode", duplicate_of_id AS "duplicateOfId" FROM documents`),
      statusLines: await rows('SELECT document_id AS "documentId", detail->>\'from\' AS "from", detail->>\'to\' AS "to", (detail->>\'run\')::int AS run FROM audit_entries WHERE action = \'document.status\' ORDER BY id'),
      events: await rows('SELECT id, tenant_id AS "tenantId", document_id AS "documentId", type, dedupe_key AS "dedupeKey", body FROM events'),
      deliveries: await rows(`SELECT d.id, d.event_id AS "eventId", d.endpoint_id AS "endpointId", p.url, d.status::text, EXISTS (SELECT 1 FROM dead_letters l WHERE l.delivery_id = d.id) AS "hasLetter"
        FROM deliveries d JOIN endpoints p ON p.id = d.endpoint_id`),
      endpoints: await rows('SELECT id, tenant_id AS "tenantId", disabled_at IS NOT NULL AS "isDisabled" FROM endpoints'),
      tasks: await rows(`SELECT t.id, t.document_id AS "documentId", t.run, t.status::text, count(d.id)::int AS decisions, min(d.outcome) AS outcome
        FROM review_tasks t LEFT JOIN review_decisions d ON d.review_task_id = t.id GROUP BY t.id`),
      outbox: (await rows<{ message: { kind: string } }>('SELECT message FROM outbox')).map(({ message }) => message.kind),
      openAiCalls: (await rows<{ count: number }>('SELECT count(*)::int AS count FROM ai_calls WHERE outcome = \'pending\''))[0]?.count ?? 0,
      objects: await listObjects(env),
      workflows: await listWorkflows(temporal, env['TEMPORAL_NAMESPACE'] ?? ''),
    };
  } finally {
    await owner.end();
  }
}

export async function listObjects(env: NodeJS.ProcessEnv): Promise<string[]> {
  const url = new URL(env['S3_ENDPOINT'] ?? '');
  const client = new Minio({ endPoint: url.hostname, port: Number(url.port), useSSL: false, accessKey: env['S3_ACCESS_KEY'] ?? '', secretKey: env['S3_SECRET_KEY'] ?? '', region: env['S3_REGION'] ?? '' });
  const names: string[] = [];
  for await (const item of client.listObjectsV2(env['S3_BUCKET'] ?? '', '', true) as AsyncIterable<{ name?: string }>) if (item.name) names.push(item.name);
  return names;
}

const statusNames: Record<number, string> = { 1: 'running', 2: 'completed', 3: 'failed', 4: 'canceled', 5: 'terminated', 6: 'continued', 7: 'timed-out' };

async function listWorkflows(temporal: Connection, namespace: string): Promise<WorkflowRow[]> {
  const found: WorkflowRow[] = [];
  let nextPageToken: Uint8Array | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof temporal.workflowService.listWorkflowExecutions>> = await temporal.workflowService.listWorkflowExecutions({ namespace, pageSize: 1000, ...(nextPageToken && { nextPageToken }) });
    for (const { execution, status } of page.executions ?? []) if (/^(document|webhook)-/.test(execution?.workflowId ?? '')) found.push({ id: execution?.workflowId ?? '', status: statusNames[Number(status)] ?? String(status) });
    if (!page.nextPageToken?.length) return found;
    nextPageToken = page.nextPageToken;
  }
}
