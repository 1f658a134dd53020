import type { Language } from '../../contract/common.ts';
import type { EndpointHealth } from '../../domain/endpoint-health.ts';
import { takeSlots } from '../../domain/rate-slots.ts';
import type { SecretBox } from '../secret-box.ts';
import { audit, system } from './audit.ts';
import type { Scope } from './database.ts';
import { queueMail } from './mail-queue.ts';

const ms = (date: Date | null) => date?.getTime() ?? null;
const date = (at: number | null) => (at === null ? null : new Date(at));

/** Reads endpoints' health and changes it, nobody else doing so meanwhile. Locks in order of id, so that two of these never wait for each other. */
export async function changeHealth({ tx }: Scope, endpointIds: readonly string[], change: (endpointId: string, health: EndpointHealth) => EndpointHealth): Promise<void> {
  const rows = await tx.$queryRaw<({ id: string; consecutiveFailures: number; circuitOpenings: number } & Record<'failingSince' | 'lastFailureAt' | 'circuitUntil', Date | null>)[]>`
    SELECT id, consecutive_failures AS "consecutiveFailures", failing_since AS "failingSince", last_failure_at AS "lastFailureAt", circuit_until AS "circuitUntil", circuit_openings AS "circuitOpenings"
    FROM endpoints WHERE id = ANY(${endpointIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  for (const { id, ...row } of rows) {
    const before = { ...row, failingSince: ms(row.failingSince), lastFailureAt: ms(row.lastFailureAt), circuitUntil: ms(row.circuitUntil) };
    const after = change(id, before);
    const data = { ...after, failingSince: date(after.failingSince), lastFailureAt: date(after.lastFailureAt), circuitUntil: date(after.circuitUntil) };
    // Turns given away while nothing could be sent are nobody's.
    await tx.endpoint.updateMany({ where: { id }, data: { ...data, ...(before.circuitUntil !== null && after.circuitUntil === null && { nextSlotAt: null }) } });
  }
}

/**
 * Takes the one probe that a half-open circuit lets through; until `leaseUntil` nobody else gets one.
 * @returns false where somebody else was quicker.
 */
export async function takeProbe({ tx }: Scope, endpointId: string, seenUntil: Date, leaseUntil: Date): Promise<boolean> {
  const { count } = await tx.endpoint.updateMany({ where: { id: endpointId, circuitUntil: seenUntil }, data: { circuitUntil: leaseUntil } });
  return count === 1;
}

/** Takes turns under the endpoint's rate limit. @returns when each may be taken, in milliseconds since 1970. */
export async function takeTurns({ tx }: Scope, endpointId: string, count: number, ratePerMinute: number, now: number): Promise<number[]> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`SELECT next_slot_at AS at FROM endpoints WHERE id = ${endpointId}::uuid FOR NO KEY UPDATE`;
  const { at, nextSlotAt } = takeSlots(ms(row?.at ?? null), count, ratePerMinute, now);
  await tx.endpoint.updateMany({ where: { id: endpointId }, data: { nextSlotAt: new Date(nextSlotAt) } });
  return at;
}

interface Telling {
  secrets: SecretBox;
  /** Where in the console endpoints are enabled. */
  link: string;
}

/** The one way in which the system itself disables an endpoint: whoever should hear of it is told, by mail here and by the notification that the database writes. */
export async function disableEndpoint(scope: Scope, endpointId: string, reason: 'endpoint_gone' | 'endpoint_failing', telling: Telling): Promise<void> {
  const { count } = await scope.tx.endpoint.updateMany({ where: { id: endpointId, disabledAt: null }, data: { disabledAt: new Date(), disabledReason: reason } });
  if (count === 0) return;
  await audit(scope, { actor: system, action: 'endpoint.disabled', subject: `endpoint:${endpointId}`, detail: { reason } });
  await mailOwners(scope, endpointId, reason, telling);
}

async function mailOwners({ tx }: Scope, endpointId: string, reason: string, { secrets, link }: Telling): Promise<void> {
  const { url, failingSince, disabledAt } = await tx.endpoint.findUniqueOrThrow({ where: { id: endpointId } });
  const { name: tenantName } = await tx.tenant.findFirstOrThrow({ select: { name: true } });
  const owners = await tx.member.findMany({ where: { role: { in: ['owner', 'admin'] } }, select: { user: { select: { email: true, language: true } } } });
  const { origin, pathname } = new URL(url);
  const days = reason === 'endpoint_failing' && failingSince && disabledAt ? Math.max(1, Math.round((disabledAt.getTime() - failingSince.getTime()) / 86_400_000)) : null;
  for (const { user } of owners) {
    await queueMail(tx, secrets, { kind: 'endpoint-disabled', to: user.email, language: user.language as Language, tenantName, receiver: origin + pathname, days, link });
  }
}
