// The rows of delivery attempts, many at a time: plain SQL, since every webhook passes here twice.
import { randomUUIDv7 } from 'node:crypto';
import type { Answer } from '../webhooks/sender.ts';
import type { DeliveryRef } from '../../workflows/messages.ts';
import type { Scope } from './database.ts';

export interface DueAttempt {
  ref: DeliveryRef;
  /** Within the run, from 1. */
  number: number;
}

/** An attempt with everything that is needed to make it. */
export interface DueDelivery {
  status: 'pending' | 'delivered' | 'dead' | 'discarded';
  run: number;
  /** This very attempt was made before. */
  isAttempted: boolean;
  nextAttemptAt: Date | null;
  eventId: string;
  body: string;
  endpointId: string;
  url: string;
  secret: Uint8Array | null;
  previousSecret: Uint8Array | null;
  previousSecretUntil: Date | null;
  isDisabled: boolean;
  retrySeconds: number[];
  retryClientErrors: boolean;
  ratePerMinute: number | null;
  circuitUntil: Date | null;
  failingSince: Date | null;
  /** The endpoint remembers no failure. */
  isHealthy: boolean;
}

/** @returns in the order asked for; null where there is no such delivery any more. */
export async function readDue({ tx }: Scope, due: readonly DueAttempt[]): Promise<(DueDelivery | null)[]> {
  const rows = await tx.$queryRaw<({ i: number } & DueDelivery)[]>`
    SELECT q.i, d.status::text, d.run, a.number IS NOT NULL AS "isAttempted", d.next_attempt_at AS "nextAttemptAt", d.event_id AS "eventId", e.body,
      p.id AS "endpointId", p.url, p.secret, p.previous_secret AS "previousSecret", p.previous_secret_until AS "previousSecretUntil", p.disabled_at IS NOT NULL AS "isDisabled",
      p.retry_seconds AS "retrySeconds", p.retry_client_errors AS "retryClientErrors", p.rate_per_minute AS "ratePerMinute", p.circuit_until AS "circuitUntil", p.failing_since AS "failingSince",
      p.failing_since IS NULL AND p.circuit_until IS NULL AS "isHealthy"
    FROM unnest(${due.map((_, i) => i)}::int[], ${due.map(({ ref }) => ref.deliveryId)}::uuid[], ${due.map(({ ref }) => ref.run)}::int[], ${due.map(({ number }) => number)}::int[]) AS q(i, id, run, number)
    JOIN deliveries d ON d.id = q.id
    JOIN events e ON e.id = d.event_id
    JOIN endpoints p ON p.id = d.endpoint_id
    LEFT JOIN attempts a ON a.delivery_id = q.id AND a.run = q.run AND a.number = q.number`;
  const byIndex = new Map(rows.map((row) => [row.i, row]));
  return due.map((_, i) => byIndex.get(i) ?? null);
}

/** What an attempt came to. */
export interface MadeAttempt extends DueAttempt {
  startedAt: Date;
  answer: Answer;
  /** `dead`: with the reason, an error code. */
  outcome: { kind: 'delivered' } | { kind: 'pending'; nextAttemptAt: Date } | { kind: 'dead'; reason: string };
}

/**
 * Writes attempts and what follows for their deliveries, each once, whoever repeats it. A delivery that was requeued or buried while the try was
 * on its way keeps its state, but for a success, which stands whatever was thought meanwhile.
 */
export async function recordAttempts({ tx, tenantId }: Scope, made: readonly MadeAttempt[]): Promise<void> {
  const rows = made.map(({ ref, number, startedAt, answer, outcome }) => ({
    letter: randomUUIDv7(), delivery: ref.deliveryId, run: ref.run, number, started_at: startedAt, duration_ms: answer.durationMs, status: answer.status, error: answer.error,
    headers: answer.headers, body: answer.body, kind: outcome.kind, reason: outcome.kind === 'dead' ? outcome.reason : null, next_at: outcome.kind === 'pending' ? outcome.nextAttemptAt : null,
  }));
  await tx.$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(letter uuid, delivery uuid, run int, number int, started_at timestamptz, duration_ms int, status int, error text,
        headers jsonb, body text, kind text, reason text, next_at timestamptz)
    ), written AS (
      INSERT INTO attempts (tenant_id, delivery_id, run, number, started_at, duration_ms, status, error, headers, response_body)
      SELECT ${tenantId}::uuid, d.id, g.run, g.number, g.started_at, g.duration_ms, g.status, g.error, g.headers, g.body FROM given g JOIN deliveries d ON d.id = g.delivery
      ON CONFLICT DO NOTHING RETURNING delivery_id, run, number
    ), settled AS (
      UPDATE deliveries d SET attempts = d.attempts + 1,
        status = CASE WHEN g.kind = 'delivered' OR d.status = 'pending' AND d.run = g.run THEN g.kind::"DeliveryStatus" ELSE d.status END,
        delivered_at = CASE WHEN g.kind = 'delivered' THEN now() ELSE d.delivered_at END,
        next_attempt_at = CASE WHEN g.kind = 'delivered' OR d.run = g.run THEN g.next_at ELSE d.next_attempt_at END
      FROM given g JOIN written w ON w.delivery_id = g.delivery AND w.run = g.run AND w.number = g.number
      WHERE d.id = g.delivery RETURNING d.id, d.run AS now_run, d.status, d.endpoint_id, d.event_id, g.letter, g.run, g.kind, g.reason, g.status AS answered
    ), closed AS (
      UPDATE dead_letters l SET requeued_at = now() FROM settled s WHERE s.kind = 'delivered' AND l.delivery_id = s.id AND l.requeued_at IS NULL AND l.discarded_at IS NULL
    )
    INSERT INTO dead_letters (id, tenant_id, delivery_id, endpoint_id, event_id, run, reason, last_status)
    SELECT letter, ${tenantId}::uuid, id, endpoint_id, event_id, run, reason, answered FROM settled WHERE kind = 'dead' AND status = 'dead' AND now_run = run
    ON CONFLICT (delivery_id, run) DO NOTHING`;
}

/** Makes dead letters of pending deliveries that are not tried any more. */
export async function buryDeliveries({ tx, tenantId }: Scope, refs: readonly DeliveryRef[], reason: string): Promise<void> {
  await tx.$executeRaw`
    WITH buried AS (
      UPDATE deliveries d SET status = 'dead', next_attempt_at = NULL
      FROM unnest(${refs.map(() => randomUUIDv7())}::uuid[], ${refs.map((r) => r.deliveryId)}::uuid[], ${refs.map((r) => r.run)}::int[]) AS q(letter, id, run)
      WHERE d.id = q.id AND d.run = q.run AND d.status = 'pending' RETURNING q.letter, d.id, d.endpoint_id, d.event_id, d.run
    )
    INSERT INTO dead_letters (id, tenant_id, delivery_id, endpoint_id, event_id, run, reason, last_status)
    SELECT b.letter, ${tenantId}::uuid, b.id, b.endpoint_id, b.event_id, b.run, ${reason},
      (SELECT a.status FROM attempts a WHERE a.delivery_id = b.id ORDER BY a.run DESC, a.number DESC LIMIT 1) FROM buried b
    ON CONFLICT (delivery_id, run) DO NOTHING`;
}

/** Most that are buried with their endpoint at once; the others are as they come to be tried. */
const mostBuried = 10_000;

/** Makes dead letters of what is due to an endpoint that has been disabled, so that it can be seen and requeued at once and not when each is tried next. */
export async function buryAllDue({ tx, tenantId }: Scope, endpointId: string): Promise<void> {
  await tx.$executeRaw`
    WITH due AS (
      SELECT id FROM deliveries WHERE endpoint_id = ${endpointId}::uuid AND status = 'pending' ORDER BY id LIMIT ${mostBuried} FOR UPDATE
    ), buried AS (
      UPDATE deliveries d SET status = 'dead', next_attempt_at = NULL FROM due WHERE d.id = due.id RETURNING d.id, d.endpoint_id, d.event_id, d.run
    )
    INSERT INTO dead_letters (id, tenant_id, delivery_id, endpoint_id, event_id, run, reason, last_status)
    SELECT uuidv7(), ${tenantId}::uuid, b.id, b.endpoint_id, b.event_id, b.run, 'endpoint_disabled',
      (SELECT a.status FROM attempts a WHERE a.delivery_id = b.id ORDER BY a.run DESC, a.number DESC LIMIT 1) FROM buried b
    ON CONFLICT (delivery_id, run) DO NOTHING`;
}

/** Says when deliveries that wait for their turn are tried next. */
export async function postponeDeliveries({ tx }: Scope, waits: readonly { ref: DeliveryRef; until: Date }[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE deliveries d SET next_attempt_at = q.until
    FROM unnest(${waits.map(({ ref }) => ref.deliveryId)}::uuid[], ${waits.map(({ ref }) => ref.run)}::int[], ${waits.map(({ until }) => until)}::timestamptz[]) AS q(id, run, until)
    WHERE d.id = q.id AND d.run = q.run AND d.status = 'pending'`;
}
