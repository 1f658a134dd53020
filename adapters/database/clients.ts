import { AppError } from '../../contract/errors.ts';
import type { Client, ClientFilter } from '../../contract/client.ts';
import type { Client as Row, Prisma } from '../../prisma/client/client.ts';
import { isTaken, type Scope } from './database.ts';

export interface ClientData {
  name: string;
  taxId: string | null;
  email: string | null;
  externalAi: boolean;
}

const taken = (error: unknown): never => {
  throw isTaken(error) ? new AppError('tax_id_taken', { cause: error }) : error;
};

export async function listClients({ tx }: Scope, { q, id, limit, offset }: ClientFilter): Promise<{ items: Client[]; total: number }> {
  const contains = q ? { contains: q, mode: 'insensitive' as const } : undefined;
  const where: Prisma.ClientWhereInput = { archivedAt: null, ...(id && { id: { in: id } }), ...(contains && { OR: [{ name: contains }, { taxId: { contains: q?.replace(/[-.]/g, '') ?? '' } }] }) };
  const rows = await tx.client.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: limit, skip: offset });
  return { items: rows.map(toClient), total: await tx.client.count({ where }) };
}

export async function findClient({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.client.findUnique({ where: { id } });
  if (!row || row.archivedAt) throw new AppError('not_found');
  return row;
}

export async function createClient({ tx, tenantId }: Scope, data: ClientData): Promise<Client> {
  return toClient(await tx.client.create({ data: { ...data, tenantId } }).catch(taken));
}

export async function updateClient(scope: Scope, id: string, data: Partial<ClientData>): Promise<Client> {
  await findClient(scope, id);
  return toClient(await scope.tx.client.update({ where: { id }, data }).catch(taken));
}

export const toClient = (row: Row): Client => ({ id: row.id, name: row.name, taxId: row.taxId, email: row.email, externalAi: row.externalAi, createdAt: row.createdAt.toISOString() });
