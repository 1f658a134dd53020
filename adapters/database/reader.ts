import pg from 'pg';

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
  // An idle connection that breaks is replaced at the next use.
  pool.on('error', () => undefined);
  return {
    async read(tenantId, statements) {
      const client = await pool.connect();
      try {
        const [, , ...results] = await Promise.all([
          client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
          client.query(`SELECT set_config('app.tenant', $1, true)`, [tenantId]),
          ...statements.map(({ text, values }) => client.query<Record<string, unknown>>(text, [...values])),
          client.query('COMMIT'),
        ]);
        client.release();
        return results.slice(0, statements.length).map(({ rows }) => rows as Record<string, unknown>[]);
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
