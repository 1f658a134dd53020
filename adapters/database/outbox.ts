import pg from 'pg';
import type { OutboxMessage } from '../../workflows/messages.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { currentTraceparent } from '../tracing.ts';
import type { Scope } from './database.ts';

/** Commits work for Temporal together with the rows that cause it. */
export async function enqueue({ tx, tenantId }: Scope, ...messages: OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const traceparent = currentTraceparent();
  await tx.outbox.createMany({ data: messages.map((message) => ({ tenantId, message: { ...message, ...(traceparent && { traceparent }) } as unknown as Prisma.InputJsonObject })) });
}

export interface OutboxEntry {
  id: string;
  attempts: number;
  /** With the span that committed it, where that was traced. */
  message: OutboxMessage & { traceparent?: string };
}

export interface OutboxReader {
  /**
   * Takes up to `limit` due entries, carries each out, and deletes those that succeeded; a failed one is due again after `retryMs(attempts)`.
   * Entries taken here are locked, so that several relays share the work; should this process die, they are due again at once.
   * @returns how many were taken.
   */
  drain(limit: number, carryOut: (entry: OutboxEntry) => Promise<void>, retryMs: (attempts: number) => number): Promise<number>;
  /** Calls back whenever entries were committed; reconnects by itself. */
  listen(onWork: () => void): void;
  close(): Promise<void>;
}

export function openOutboxReader(systemUrl: string, onError: (error: unknown) => void): OutboxReader {
  const pool = new pg.Pool({ connectionString: systemUrl, max: 2, connectionTimeoutMillis: 5000, application_name: 'comprobante-relay' });
  pool.on('error', onError);
  let listener: pg.Client | null = null;
  let isClosed = false;

  async function connectListener(onWork: () => void): Promise<void> {
    if (isClosed) return;
    const client = new pg.Client({ connectionString: systemUrl, keepAlive: true, application_name: 'comprobante-relay' });
    const again = () => {
      client.removeAllListeners();
      client.on('error', () => undefined);
      void client.end().catch(() => undefined);
      if (!isClosed) setTimeout(() => void connectListener(onWork), 1000);
    };
    client.once('error', again);
    client.once('end', again);
    client.on('notification', onWork);
    try {
      await client.connect();
      await client.query('LISTEN outbox');
      listener = client;
      onWork();
    } catch (error) {
      onError(error);
      again();
    }
  }

  return {
    async drain(limit, carryOut, retryMs) {
      const client = await pool.connect();
      // A connection that breaks while in use tells its client alone; unheard, that would end the process.
      let broken: Error | undefined;
      const onBroken = (error: Error) => {
        broken = error;
      };
      client.on('error', onBroken);
      try {
        await client.query('BEGIN');
        const { rows } = await client.query<OutboxEntry>(
          'SELECT id, attempts, message FROM outbox WHERE available_at <= now() ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED', [limit]);
        const results = await Promise.allSettled(rows.map((entry) => carryOut(entry)));
        const done = rows.filter((_, i) => results[i]?.status === 'fulfilled').map((r) => r.id);
        if (done.length > 0) await client.query('DELETE FROM outbox WHERE id = ANY($1)', [done]);
        for (const [i, result] of results.entries()) {
          const row = rows[i];
          if (result.status === 'fulfilled' || !row) continue;
          onError(result.reason);
          await client.query('UPDATE outbox SET attempts = attempts + 1, last_error = $2, available_at = now() + $3 * interval \'1 millisecond\' WHERE id = $1',
            [row.id, String(result.reason).slice(0, 500), retryMs(row.attempts + 1)]);
        }
        await client.query('COMMIT');
        return rows.length;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        client.off('error', onBroken);
        client.release(broken);
      }
    },
    listen(onWork) {
      void connectListener(onWork);
    },
    async close() {
      isClosed = true;
      await listener?.end().catch(() => undefined);
      await pool.end();
    },
  };
}
