import pg from 'pg';
import { Agent, request } from 'undici';
import { median, quantile, type Figure } from '../figures.ts';
import type { Kind, Samples } from './kinds.ts';

/** Milliseconds of each request and of each bare statement beside it. */
interface Times {
  api: number[];
  bare: number[];
}

export interface Asker {
  /** Milliseconds until the whole answer was there and parsed; throws where it was none. */
  ask(path: string): Promise<{ ms: number; body: { items: unknown[]; total: number } }>;
  close(): Promise<void>;
}

/** Asks over one kept connection, with one key after the other. */
export function openAsker(baseUrl: string, keys: readonly string[]): Asker {
  const agent = new Agent({ connections: 1, pipelining: 1 });
  let turn = 0;
  return {
    async ask(path) {
      const headers = { authorization: `Bearer ${keys[turn++ % keys.length]}` };
      const began = performance.now();
      const answer = await request(`${baseUrl}${path}`, { headers, dispatcher: agent });
      const body = await answer.body.json() as { items: unknown[]; total: number };
      const ms = performance.now() - began;
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${JSON.stringify(body)}`);
      return { ms, body };
    },
    close: () => agent.close(),
  };
}

/** A bare connection as the API's role, confined to the tenant for as long as it is open. */
export async function openBare(url: string, tenantId: string): Promise<pg.Client> {
  const bare = new pg.Client({ connectionString: url });
  bare.on('error', () => undefined);
  await bare.connect();
  await bare.query(`SELECT set_config('app.tenant', $1, false)`, [tenantId]);
  return bare;
}

/** What a tenant's filters can be about. */
export async function samplesOf(bare: pg.Client, tenant: { id: string; documents: number }): Promise<Samples> {
  const { rows } = await bare.query<{ clientId: string; number: string; issuer: string; from: string; to: string }>(`
    SELECT client_id AS "clientId", invoice_number AS number, issuer_name AS issuer, (created_at - interval '15 days')::date::text AS from, created_at::date::text AS to
    FROM documents WHERE status_text = 'in_review' ORDER BY created_at, id OFFSET (SELECT count(*) / 2 FROM documents WHERE status_text = 'in_review') LIMIT 1`);
  if (!rows[0]) throw new Error('the tenant has no document in review');
  return { ...tenant, ...rows[0] };
}

/** Requests and bare statements in turns, so that both meet the same machine. */
export async function timesOf(asker: Asker, bare: pg.Client, path: string, kind: Kind, rounds: number): Promise<Times> {
  const times: Times = { api: [], bare: [] };
  for (let i = -Math.ceil(rounds / 10); i < rounds; i++) {
    const { ms, body } = await asker.ask(`${path}?${kind.query}`);
    const began = performance.now();
    const { rows } = await bare.query(kind.sql, kind.values);
    const bareMs = performance.now() - began;
    if (rows.length !== body.items.length) throw new Error(`${path}?${kind.query} has ${body.items.length} rows, the bare statement ${rows.length}`);
    if (i < 0) continue;
    times.api.push(ms);
    times.bare.push(bareMs);
  }
  return times;
}

export const figuresOf = (name: string, { api, bare }: Times): Figure[] => [
  { figure: `${name}, p50`, value: median(api), unit: 'ms', baseline: median(bare) },
  { figure: `${name}, p95`, value: quantile(api, 0.95), unit: 'ms', baseline: quantile(bare, 0.95) },
];
