import { Webhook } from 'standardwebhooks';
import type { Database } from '../../adapters/database/database.ts';
import type { Behaviour, Crowd } from './crowd.ts';

/** An endpoint under watch: the receiver's name in the crowd, and what signs its deliveries. */
export interface Watched {
  id: string;
  name: string;
  secret: string;
}

export interface Ledger {
  /** Lets a receiver behave so, and keeps what it answered. */
  behave(name: string, behaviour: Behaviour): void;
  /** How many events a receiver took, and how often it took one that it had taken before. */
  taken(name: string): { events: number; repeated: number };
  /**
   * Everything that is wrong between what the database says of these events' deliveries and what came to the receivers: a delivery that is missing, neither
   * delivered nor a dead letter, or both; one that counts as delivered and was never taken; a body that is not the event's own; a signature that does not verify.
   */
  faults(db: Database, tenantId: string, documentIds: readonly string[]): Promise<string[]>;
}

/** Holds a crowd of receivers against the database. */
export function startLedger(crowd: Crowd, watched: readonly Watched[]): Ledger {
  const takenBy = new Map<string, Map<string, number>>();
  const takes = (name: string) => {
    const found = takenBy.get(name) ?? new Map<string, number>();
    takenBy.set(name, found);
    return found;
  };

  return {
    behave(name, behaviour) {
      crowd.behave(name, (hit) => {
        const answer = behaviour(hit);
        const id = hit.headers['webhook-id'] ?? '';
        if (typeof answer === 'object' && answer.status >= 200 && answer.status < 300) takes(name).set(id, (takes(name).get(id) ?? 0) + 1);
        return answer;
      });
    },
    taken(name) {
      const counts = [...takes(name).values()];
      return { events: counts.length, repeated: counts.reduce((sum, n) => sum + n - 1, 0) };
    },
    async faults(db, tenantId, documentIds) {
      const [events, deliveries, letters] = await db.withTenant(tenantId, async ({ tx }) => [
        await tx.event.findMany({ where: { documentId: { in: [...documentIds] } }, select: { id: true, documentId: true, body: true } }),
        await tx.delivery.findMany({ select: { id: true, eventId: true, endpointId: true, status: true } }),
        await tx.deadLetter.findMany({ where: { requeuedAt: null, discardedAt: null }, select: { deliveryId: true } }),
      ]);
      const bodies = new Map(events.map(({ id, body }) => [id, body]));
      const told = new Set(events.map(({ documentId }) => documentId));
      const open = Map.groupBy(letters, ({ deliveryId }) => deliveryId);
      const byPair = new Map(deliveries.map((d) => [`${d.eventId} ${d.endpointId}`, d]));
      const faults = documentIds.filter((id) => !told.has(id)).map((id) => `no event of ${id}`);
      for (const { id, name, secret } of watched) {
        const verifier = new Webhook(secret);
        for (const eventId of bodies.keys()) {
          const delivery = byPair.get(`${eventId} ${id}`);
          const [dead, taken] = [open.get(delivery?.id ?? '')?.length ?? 0, takes(name).has(eventId)];
          if (!delivery) faults.push(`${eventId} is not due to ${name}`);
          else if (delivery.status === 'delivered' ? dead > 0 || !taken : delivery.status !== 'dead' || dead !== 1) faults.push(`${eventId} for ${name} is ${delivery.status}, with ${dead} dead letters${taken ? ', and was taken' : ''}`);
        }
        for (const { headers, body } of crowd.hits(name)) {
          const eventId = headers['webhook-id'] ?? '';
          if (body !== bodies.get(eventId)) faults.push(`${name} had another body of ${eventId}: ${body.slice(0, 200)}`);
          if (!isSigned(verifier, body, headers)) faults.push(`${name} had ${eventId} with a signature that does not verify`);
        }
      }
      return faults;
    },
  };
}

/** Whether the signature is the secret's, however long ago it was made. */
function isSigned(verifier: Webhook, body: string, headers: Record<string, string>): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * 1000);
  return (headers['webhook-signature'] ?? '').split(' ').includes(verifier.sign(headers['webhook-id'] ?? '', at, body));
}
