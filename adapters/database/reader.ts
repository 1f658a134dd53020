import pg from 'pg';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface Statement {
  text: string;
  values: readonly unknown[];
}

export interface Reader {
  /**
   * Runs statements in one read-only transaction that sees this tenant's rows alone, at one moment. They are sent without waiting for each other's answers, so that all
   * of it takes one round trip. @returns the rows of each, with PostgreSQL's own column names.
   */
  read(tenantId: string, statements: readonly Statement[]): Promise<Record<string, unknown>[][]>;
  close(): Promise<void>;
}

/** For what is asked often and must answer at once; everything else goes through Prisma. */
export function openReader(connectionString: string, max: number): Reader {
  // Lists answer within milliseconds at any size; what takes longer is cut off with its connection, so that it cannot hold the connections that all share.
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000, query_timeout: 9000, application_name: 'comprobante', pipeline: true });
  // A connection that breaks is replaced at the next use; the read that had it is told by its statements.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    async read(tenantId, statements) {
      if (!uuid.test(tenantId)) throw new TypeError('tenantId must be a UUID');
      const client = await pool.connect();
      try {
        const began = client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT set_config('app.tenant', '${tenantId}', true)`);
        const answers = statements.map(({ text, values }) => client.query<Record<string, unknown>>(text, [...values]));
        const committed = client.query('COMMIT').then(() => undefined, (error: Error) => error);
        const [, ...results] = await Promise.all([began, ...answers]);
        // Nothing was written: nobody has to wait for the end.
        void committed.then((error) => client.release(error));
        return results.map(({ rows }) => rows);
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
