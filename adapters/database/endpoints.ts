import { AppError } from '../../contract/errors.ts';
import type { Endpoint, EventType } from '../../contract/webhook.ts';
import type { Endpoint as Row, Prisma } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';

export async function listEndpoints({ tx }: Scope): Promise<Endpoint[]> {
  return (await tx.endpoint.findMany({ orderBy: { createdAt: 'asc' } })).map(toEndpoint);
}

export async function findEndpoint({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.endpoint.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found');
  return row;
}

export async function createEndpoint({ tx, tenantId }: Scope, data: Omit<Prisma.EndpointUncheckedCreateInput, 'tenantId'>): Promise<Endpoint> {
  return toEndpoint(await tx.endpoint.create({ data: { ...data, tenantId } }));
}

export async function updateEndpoint(scope: Scope, id: string, data: Prisma.EndpointUncheckedUpdateInput): Promise<Endpoint> {
  await findEndpoint(scope, id);
  return toEndpoint(await scope.tx.endpoint.update({ where: { id }, data }));
}

/** Removes the endpoint with its deliveries, attempts and dead letters. A delivery under way finds nothing to deliver to and ends. */
export async function deleteEndpoint(scope: Scope, id: string): Promise<void> {
  await findEndpoint(scope, id);
  await scope.tx.endpoint.delete({ where: { id } });
}

export const toEndpoint = (row: Row): Endpoint => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events as EventType[],
  hasSecret: row.secret !== null,
  disabledAt: row.disabledAt?.toISOString() ?? null,
  disabledReason: row.disabledReason,
  createdAt: row.createdAt.toISOString(),
});
