import pg from 'pg';
import { askTogether, type Statement } from './ask-together.ts';

export interface SystemReader {
  read<T>(statement: Statement): Promise<T[]>;
  close(): Promise<void>;
}

/** Single statements as the role that sees no document. */
export function openSystemReader(connectionString: string, max: number): SystemReader {
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000, maxLifetimeSeconds: 3600, query_timeout: 9000, statement_timeout: 9000, application_name: 'comprobante' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    async read<T>(statement: Statement) {
      const client = await pool.connect();
      try {
        const [rows = []] = await askTogether(client, [statement]);
        client.release();
        return rows as T[];
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
