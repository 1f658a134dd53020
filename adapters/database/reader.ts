import pg from 'pg';
import { askTogether, type Statement } from './ask-together.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface Reader {
  /**
   * Runs statements in one read-only transaction that sees this tenant's rows alone, at one moment. They go and come back together, in one round trip.
   * @returns the rows of each, with PostgreSQL's own column names.
   */
  read(tenantId: string, statements: readonly Statement[]): Promise<Record<string, unknown>[][]>;
  close(): Promise<void>;
}

/** Lists answer within milliseconds at any size; what takes longer is cut off with its connection, so that it cannot hold the connections that all share. */
const longestMs = 9000;

/** For what is asked often and must answer at once; everything else goes through Prisma. */
export function openReader(connectionString: string, max: number): Reader {
  const pool = new pg.Pool({
    connectionString, max, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000, maxLifetimeSeconds: 3600, query_timeout: longestMs, statement_timeout: longestMs, application_name: 'comprobante',
    onConnect: (client) => client.query('SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY'),
  });
  // A connection that breaks is replaced at the next use; the read that had it is told by its statements.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    async read(tenantId, statements) {
      if (!uuid.test(tenantId)) throw new TypeError('tenantId must be a UUID');
      const client = await pool.connect();
      try {
        // The tenant is the transaction's own: it ends with the last statement.
        const [, ...rows] = await askTogether(client, [{ text: `SELECT set_config('app.tenant', $1, true)`, values: [tenantId], isKept: true }, ...statements]);
        client.release();
        return rows;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    async close() {
      await pool.end();
    },
  };
}
