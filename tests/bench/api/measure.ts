import pg from 'pg';
import { Agent, request } from 'undici';
import { median, quantile, type Figure } from '../figures.ts';
import type { Kind, Samples } from './kinds.ts';

/** Milliseconds of each request, of each bare statement beside it, and of the bare count where it has one. */
export interface Times {
  api: number[];
  bare: number[];
  counts: number[];
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
  const times: Times = { api: [], bare: [], counts: [] };
  for (let i = 0; i < rounds; i++) {
    const { ms, body } = await asker.ask(`${path}?${kind.query}`);
    times.api.push(ms);
    const began = performance.now();
    const { rows } = await bare.query(kind.sql, kind.values);
    times.bare.push(performance.now() - began);
    if (rows.length !== body.items.length) throw new Error(`${path}?${kind.query} has ${body.items.length} rows, the bare statement ${rows.length}`);
    if (!kind.count) continue;
    const counted = performance.now();
    const total = (await bare.query<{ total: number }>(kind.count, kind.values)).rows[0]?.total;
    times.counts.push(performance.now() - counted);
    if (total !== body.total) throw new Error(`${path}?${kind.query} counts ${body.total}, the bare statement ${total}`);
  }
  return times;
}

export function figuresOf(name: string, { api, bare, counts }: Times): Figure[] {
  const beside = (figure: string, baselines: readonly number[]) => [
    { figure: `${figure}, p50`, value: median(api), unit: 'ms', baseline: median(baselines) },
    { figure: `${figure}, p95`, value: quantile(api, 0.95), unit: 'ms', baseline: quantile(baselines, 0.95) },
  ];
  return [...beside(name, bare), ...(counts.length > 0 ? beside(`${name}, beside rows and bare count`, bare.map((ms, i) => ms + (counts[i] ?? 0))) : [])];
}
