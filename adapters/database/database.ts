import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from '../../prisma/client/client.ts';
import type { DatabaseConfig } from '../../config.ts';
import { openReader, type Reader } from './reader.ts';
import { openSystemReader, type SystemReader } from './system-reader.ts';

/** One tenant's rows within one transaction. */
export interface Scope {
  tenantId: string;
  tx: Prisma.TransactionClient;
}

export interface Database {
  /**
   * Runs `work` in one transaction that sees this tenant's rows alone: row-level security compares every row with `app.tenant`,
   * which is set for the transaction only. A rejection rolls back.
   */
  withTenant<T>(tenantId: string, work: (scope: Scope) => Promise<T>): Promise<T>;
  /** Reads a tenant's rows by SQL, in one round trip. */
  read: Reader['read'];
  /** Reads by SQL before a tenant is known: what every request asks. */
  readSystem: SystemReader['read'];
  /** Accounts, keys and tenants, before a tenant is known; it sees nothing of any document. */
  system: PrismaClient;
  ping(): Promise<void>;
  close(): Promise<void>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function openDatabase({ appUrl, systemUrl, pool }: DatabaseConfig): Database {
  const open = (connectionString: string, max: number) => new PrismaClient({
    adapter: new PrismaPg({ connectionString, max, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000, application_name: 'comprobante' }),
    transactionOptions: { maxWait: 5000, timeout: 9000 },
  });
  const app = open(appUrl, pool);
  const reader = openReader(appUrl, pool);
  const systemReader = openSystemReader(systemUrl, Math.max(2, Math.ceil(pool / 2)));
  const system = open(systemUrl, Math.max(2, Math.ceil(pool / 2)));
  return {
    system,
    read: (tenantId, statements) => reader.read(tenantId, statements),
    readSystem: (statement) => systemReader.read(statement),
    async withTenant(tenantId, work) {
      if (!uuid.test(tenantId)) throw new TypeError('tenantId must be a UUID');
      return app.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.tenant', ${tenantId}, true)`;
        return work({ tenantId, tx });
      });
    },
    async ping() {
      await app.$queryRaw`SELECT 1`;
    },
    async close() {
      await Promise.all([app.$disconnect(), system.$disconnect(), reader.close(), systemReader.close()]);
    },
  };
}

const hasPrismaCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;

/** A unique constraint was violated. */
export const isTaken = (error: unknown): boolean => hasPrismaCode(error, 'P2002');
