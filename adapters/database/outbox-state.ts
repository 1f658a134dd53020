import type { OutboxState } from '../../contract/operations.ts';
import type { Database } from './database.ts';

/** Of every tenant; says nothing of what the messages hold. */
export async function readOutboxState({ system }: Database): Promise<OutboxState> {
  const [row] = await system.$queryRaw<OutboxState[]>`
    SELECT count(*)::int AS waiting, extract(epoch FROM clock_timestamp() - min(created_at))::float8 AS "oldestSeconds", count(*) FILTER (WHERE attempts > 0)::int AS failing FROM outbox`;
  const { waiting = 0, oldestSeconds = null, failing = 0 } = row ?? {};
  return { waiting, failing, oldestSeconds: oldestSeconds === null ? null : Math.max(0, oldestSeconds) };
}
