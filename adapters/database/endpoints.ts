import { AppError } from '../../contract/errors.ts';
import type { Endpoint, EndpointHealth, EndpointPatch, EventType } from '../../contract/webhook.ts';
import type { Endpoint as Row, Prisma } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';
import { buryAllDue } from './delivery-attempts.ts';

/** How long the secret before the last rotation signs too. */
export const rotationMs = 24 * 60 * 60_000;

export async function listEndpoints({ tx }: Scope): Promise<Endpoint[]> {
  return (await tx.endpoint.findMany({ orderBy: { createdAt: 'asc' } })).map(toEndpoint);
}

export async function findEndpoint({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.endpoint.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found');
  return row;
}

interface NewEndpoint {
  url: string;
  description: string;
  events: EventType[];
  /** Sealed. */
  secret: Uint8Array<ArrayBuffer> | null;
  retrySeconds: number[] | null;
  retryClientErrors: boolean;
  ratePerMinute: number | null;
}

export async function createEndpoint({ tx, tenantId }: Scope, { retrySeconds, ...data }: NewEndpoint): Promise<Endpoint> {
  return toEndpoint(await tx.endpoint.create({ data: { ...data, retrySeconds: retrySeconds ?? [], tenantId } }));
}

/** What a healthy endpoint remembers of failures. */
const healthy = { consecutiveFailures: 0, failingSince: null, lastFailureAt: null, circuitUntil: null, circuitOpenings: 0 } as const;

export async function updateEndpoint(scope: Scope, id: string, patch: EndpointPatch): Promise<Endpoint> {
  await findEndpoint(scope, id);
  const { enabled, retrySeconds, ratePerMinute, ...rest } = patch;
  const data = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Prisma.EndpointUncheckedUpdateInput;
  if (retrySeconds !== undefined) data.retrySeconds = retrySeconds ?? [];
  if (ratePerMinute !== undefined) Object.assign(data, { ratePerMinute, nextSlotAt: null });
  if (enabled === true) Object.assign(data, { disabledAt: null, disabledReason: null, ...healthy });
  if (enabled === false) Object.assign(data, { disabledAt: new Date(), disabledReason: 'by hand' });
  const updated = await scope.tx.endpoint.update({ where: { id }, data });
  if (enabled === false) await buryAllDue(scope, id);
  return toEndpoint(updated);
}

/** Gives the endpoint a new secret, sealed; the one it had signs on for a day, the one before that no more. */
export async function rotateSecret({ tx }: Scope, id: string, secret: Uint8Array<ArrayBuffer>): Promise<Endpoint> {
  await tx.$queryRaw`SELECT 1 FROM endpoints WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await findEndpoint({ tx } as Scope, id);
  const previous = row.secret ? { previousSecret: new Uint8Array(row.secret), previousSecretUntil: new Date(Date.now() + rotationMs) } : { previousSecret: null, previousSecretUntil: null };
  return toEndpoint(await tx.endpoint.update({ where: { id }, data: { secret, ...previous } }));
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
  previousSecretUntil: row.previousSecretUntil && row.previousSecretUntil > new Date() ? row.previousSecretUntil.toISOString() : null,
  retrySeconds: row.retrySeconds.length > 0 ? row.retrySeconds : null,
  retryClientErrors: row.retryClientErrors,
  ratePerMinute: row.ratePerMinute,
  health: healthOf(row),
  disabledAt: row.disabledAt?.toISOString() ?? null,
  disabledReason: row.disabledReason,
  createdAt: row.createdAt.toISOString(),
});

function healthOf({ circuitUntil, consecutiveFailures, failingSince }: Row): EndpointHealth {
  const circuit = circuitUntil === null ? 'closed' : circuitUntil > new Date() ? 'open' : 'half_open';
  return { circuit, consecutiveFailures, failingSince: failingSince?.toISOString() ?? null, pausedUntil: circuit === 'open' ? circuitUntil?.toISOString() ?? null : null };
}
