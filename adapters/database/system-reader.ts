import pg from 'pg';
import type { Statement } from './reader.ts';

export interface SystemReader {
  read<T>(statement: Statement): Promise<T[]>;
  close(): Promise<void>;
}

/** Single statements as the role that sees no document. */
export function openSystemReader(connectionString: string, max: number): SystemReader {
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000, query_timeout: 9000, application_name: 'comprobante' });
  pool.on('error', () => undefined);
  return {
    async read<T>({ text, values }: Statement) {
      return (await pool.query(text, [...values])).rows as T[];
    },
    async close() {
      await pool.end();
    },
  };
}
