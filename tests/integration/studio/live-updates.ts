import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyScopes, type Permission } from '../../../contract/permissions.ts';
import type { ApiClient } from '../../harness/api-client.ts';
import { openEventStream, type EventStream } from '../../harness/event-stream.ts';
import { eventually } from '../../harness/eventually.ts';
import { newPerson, signIn } from '../../harness/person.ts';
import { password, setting } from './setting.ts';

let owner: ApiClient;
let tenantId: string;
const open: EventStream[] = [];

async function listen(headers: Record<string, string> = setting.stack.api.headers, lastEventId?: string): Promise<EventStream> {
  const stream = await openEventStream(setting.stack.baseUrl, headers, lastEventId);
  open.push(stream);
  if (stream.code === undefined) await stream.until(({ event }) => event === 'ready' || event === 'reset');
  return stream;
}

/** Something that people are told of. @returns its id, which an event carries. */
async function happen(tenant = tenantId): Promise<string> {
  return setting.db.withTenant(tenant, async ({ tx }) => (await tx.notification.create({ data: { tenantId: tenant, kind: 'upload_link.received', data: { files: 1 } } })).id);
}
const about = (id: string) => ({ data }: { data: Record<string, unknown> }) => data['id'] === id;
const now = () => Math.floor(Date.now() / 1000);
const idsOf = ({ events }: Pick<EventStream, 'events'>) => events.flatMap(({ data }) => (data['id'] ? [data['id']] : []));

async function newKey(scopes: readonly Permission[] = keyScopes) {
  const { key, id } = await owner.call('createApiKey', { body: { name: randomUUID(), scopes: [...scopes] } });
  return { id, headers: { authorization: `Bearer ${key}` } };
}

/** Live updates: what is told to whom, what is gone on from, and what ends a stream. */
export function describeLiveUpdates(): void {
  beforeAll(async () => {
    owner = await newPerson(setting.stack, { email: 'owner@live.example', password, role: 'owner' });
    ({ tenantId } = setting.stack.administrator);
  });
  afterEach(() => { for (const stream of open.splice(0)) stream.close(); });

  describe('a stream', () => {
    it('tells of changes as they happen, to each what they may read, and of no other tenant', async () => {
      const { id: other } = await setting.stack.admin<{ id: string }>('create-tenant', '--name', 'Otro');
      const [all, little] = [await listen(), await listen((await newKey(['events:read', 'documents:read'])).headers)];
      const theirs = await happen(other);
      const mine = await happen();
      const { id: client } = await owner.call('createClient', { body: { name: 'Viva' } });
      const document = await owner.uploadOne(client, 'viva.xml', new Uint8Array([60]));
      await all.until(about(document));
      await little.until(about(document));
      expect(all.events.find(about(mine))).toMatchObject({ event: 'notification', data: { kind: 'notification', data: { kind: 'upload_link.received' } } });
      expect(all.events.find(about(document))).toMatchObject({ event: 'document', data: { data: { status: 'received', clientId: client } } });
      expect(idsOf(all)).not.toContain(theirs);
      expect(idsOf(little)).toEqual([document]);
    });

    it('goes on after the last event that was seen', async () => {
      const first = await listen();
      const seen = await happen();
      const [{ id: lastId } = { id: '' }] = (await first.until(about(seen))).filter(about(seen));
      first.close();
      const missed = [await happen(), await happen(), await happen()];
      const again = await listen(setting.stack.api.headers, lastId);
      await again.until(about(missed[2] ?? ''));
      expect(again.events[0]?.event).toBe('ready');
      const marker = await happen();
      await again.until(about(marker));
      // Each once, whatever is still read from before.
      expect(idsOf(again)).toEqual([...missed, marker]);
    });

    it.each([['too old', '3:3:-1000'], ['of the future', `999999999999:999999999999:-${now()}`], ['no snapshot', `20:10:-${now()}`], ['no id of ours', 'abc'], ['beyond any number', `${'9'.repeat(40)}:${'9'.repeat(40)}:-${now()}`]])('with a last event that is %s says that everything may have changed', async (_what, lastEventId) => {
      const stream = await listen(setting.stack.api.headers, lastEventId);
      expect(stream.events[0]).toMatchObject({ event: 'reset', data: {} });
      const id = await happen();
      await stream.until(about(id));
    });

    it('misses nothing of transactions that commit out of order, and tells nothing twice', async () => {
      const stream = await listen();
      const slow = new pg.Client({ connectionString: setting.stack.env['DATABASE_URL'] });
      await slow.connect();
      await slow.query('BEGIN');
      await slow.query('SELECT set_config(\'app.tenant\', $1, true)', [tenantId]);
      const { rows: [row] } = await slow.query<{ id: string }>('INSERT INTO notifications (tenant_id, kind, data) VALUES ($1, \'upload_link.received\', \'{}\') RETURNING id', [tenantId]);
      const late = row?.id ?? '';
      const quick = await happen();
      await stream.until(about(quick));
      const lastId = stream.events.find(about(quick))?.id;
      // However much happens while one transaction stays open, nobody has to begin anew.
      for (let i = 0; i < 2; i++) {
        await setting.db.withTenant(tenantId, ({ tx }) => tx.$executeRaw`INSERT INTO changes (tenant_id, kind, subject_id, data) SELECT ${tenantId}::uuid, 'document', gen_random_uuid(), '{}' FROM generate_series(1, 700)`);
        const marker = await happen();
        await stream.until(about(marker));
      }
      await slow.query('COMMIT');
      await slow.end();
      await stream.until(about(late));
      const after = await happen();
      await stream.until(about(after));
      expect(stream.events.some(({ event }) => event === 'reset')).toBe(false);
      const ids = idsOf(stream);
      expect(ids.length).toBe(new Set(ids).size);
      expect(ids.length).toBe(1 + 2 * 701 + 2);

      const again = await listen(setting.stack.api.headers, lastId);
      // More than is told at once.
      expect(again.events[0]?.event).toBe('reset');
    });

    it('that is lost and gone on from again and again tells each change once, while others are made beside and across each other', async () => {
      let lastId = (await listen()).events.at(-1)?.id;
      let isOver = false;
      const made: string[] = [];
      const writers = Array.from({ length: 4 }, async () => {
        for (let n = 0; n < 12; n++) {
          made.push(await setting.db.withTenant(tenantId, async ({ tx }) => {
            const { id } = await tx.notification.create({ data: { tenantId, kind: 'upload_link.received', data: { files: 1 } } });
            await sleep(Math.random() * 90);
            return id;
          }));
        }
      });
      const told: unknown[] = [];
      void Promise.all(writers).then(() => (isOver = true), () => (isOver = true));
      for (let isLast = false; !isLast;) {
        isLast = isOver;
        const stream = await listen(setting.stack.api.headers, lastId);
        const marker = isLast ? await happen() : null;
        if (marker) await stream.until(about(marker));
        else await sleep(Math.random() * 150);
        stream.close();
        // Lost in the middle of several, they come again: those count that the last id ends.
        const { events } = stream;
        lastId = events.at(-1)?.id;
        const whole = events.slice(0, events.findLastIndex(({ id }, i) => id !== events[i - 1]?.id) + 1);
        told.push(...idsOf({ events: whole }).filter((id) => id !== marker));
      }
      await Promise.all(writers);
      expect(made).toHaveLength(48);
      expect(told.toSorted()).toEqual(made.toSorted());
    });

    it('goes on across a transaction that was open when the last event was seen', async () => {
      const first = await listen();
      const slow = new pg.Client({ connectionString: setting.stack.env['DATABASE_URL'] });
      await slow.connect();
      await slow.query('BEGIN');
      await slow.query('SELECT set_config(\'app.tenant\', $1, true)', [tenantId]);
      const { rows: [row] } = await slow.query<{ id: string }>('INSERT INTO notifications (tenant_id, kind, data) VALUES ($1, \'upload_link.received\', \'{}\') RETURNING id', [tenantId]);
      const quick = await happen();
      await first.until(about(quick));
      first.close();
      await slow.query('COMMIT');
      await slow.end();
      const again = await listen(setting.stack.api.headers, first.events.find(about(quick))?.id);
      await again.until(about(row?.id ?? ''));
      const marker = await happen();
      await again.until(about(marker));
      expect(idsOf(again)).toEqual([row?.id, marker]);
    });
  });

  describe('a stream ends at once', () => {
    it('with its session', async () => {
      const person = await newPerson(setting.stack, { email: 'sesion@live.example', password });
      const stream = await listen(person.headers);
      await person.call('signOut');
      await stream.ended();
    });

    it('with a session that is ended from another one', async () => {
      const person = await newPerson(setting.stack, { email: 'otra@live.example', password });
      const stream = await listen(person.headers);
      const elsewhere = await signIn(setting.stack.baseUrl, { email: 'otra@live.example', password });
      await elsewhere.call('revokeOtherSessions');
      await stream.ended();
      expect((await openEventStream(setting.stack.baseUrl, person.headers)).code).toBe('unauthenticated');
    });

    it('with its key', async () => {
      const key = await newKey();
      const stream = await listen(key.headers);
      await owner.call('revokeApiKey', { params: { id: key.id } });
      await stream.ended();
    });

    it('with the membership, and hears no more than a smaller role may', async () => {
      const email = 'sale@live.example';
      const person = await newPerson(setting.stack, { email, password, role: 'operator' });
      const stream = await listen(person.headers);
      const member = (await owner.call('listMembers', { query: { limit: 100 } })).items.find((m) => m.email === email);
      const { id: endpoint } = await owner.call('createEndpoint', { body: { url: 'http://127.0.0.1:9/x', events: ['document.processed'] } });
      await owner.call('updateEndpoint', { params: { id: endpoint }, body: { enabled: false } });
      await stream.until(({ event }) => event === 'endpoint');
      await owner.call('updateMember', { params: { id: member?.id ?? '' }, body: { role: 'viewer' } });
      const before = stream.events.length;
      await owner.call('updateEndpoint', { params: { id: endpoint }, body: { enabled: true } });
      const marker = await happen();
      await stream.until(about(marker));
      expect(stream.events.slice(before).map(({ event }) => event)).toEqual(['notification']);
      await owner.call('removeMember', { params: { id: member?.id ?? '' } });
      await stream.ended();
    });
  });

  it('of one key there are twenty at most; closing one makes room', async () => {
    const { headers } = await newKey();
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen(headers)));
    expect(streams.every((stream) => stream.status === 200)).toBe(true);
    expect(await openEventStream(setting.stack.baseUrl, headers)).toMatchObject({ status: 429, code: 'too_many_streams' });
    expect((await listen()).status).toBe(200);
    streams[0]?.close();
    await eventually('there is room again', () => listen(headers), (stream) => stream.status === 200);
  });

  it('hears again once the database is back, of what happened meanwhile too', async () => {
    const stream = await listen();
    const listener = new pg.Client({ connectionString: setting.stack.env['DATABASE_SYSTEM_URL'] });
    await listener.connect();
    const { rows } = await listener.query<{ cut: boolean }>('SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity WHERE application_name = \'comprobante-live\' AND datname = current_database()');
    await listener.end();
    expect(rows.length).toBeGreaterThan(0);
    const id = await happen();
    await stream.until(about(id));
  });
}
