import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../adapters/database/database.ts';
import type { EndpointInput } from '../../../contract/webhook.ts';
import { takes } from '../../harness/crowd.ts';
import { eventually } from '../../harness/eventually.ts';
import { newTenant, type NewTenant } from '../../harness/new-tenant.ts';
import { newPerson } from '../../harness/person.ts';
import { openStackDatabase } from '../../harness/publish.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { setting } from './setting.ts';

let stack: Pick<Stack, 'baseUrl' | 'env'> & NewTenant;
let db: Database;

const add = (name: string, input: Partial<EndpointInput> = {}) => stack.api.call('createEndpoint', { body: { url: setting.crowd.url(name), ...input } });
const test = (id: string) => stack.api.call('testEndpoint', { params: { id }, body: {} });
const get = (id: string) => stack.api.call('getEndpoint', { params: { id } });
const count = async (endpointId: string, status: string) => (await stack.api.call('listDeliveries', { query: { endpointId, status } as never })).total;
const remove = (id: string) => stack.api.call('deleteEndpoint', { params: { id } });

/** One endpoint's trouble is its own: it holds up nobody, is not hammered, is disabled in the end, and recovers whole. */
export function describeEndpointHealth(): void {
  beforeAll(async () => {
    const { baseUrl, env } = setting.world.stack;
    stack = { baseUrl, env, ...await newTenant({ baseUrl, env }) };
    db = openStackDatabase(env);
  });
  afterAll(() => db?.close());

  describe('a failing endpoint', () => {
    it('has its circuit opened, is probed, and gets everything once it is well; waiting has used up no tries', async () => {
      setting.crowd.behave('sick', () => ({ status: 500 }));
      const { id } = await add('sick');
      await Promise.all(Array.from({ length: 20 }, () => test(id)));
      await eventually('the circuit is open', () => get(id), (e) => e.health.circuit === 'open');
      await eventually('every one was tried', async () => setting.crowd.hits('sick').length, (n) => n >= 3);
      await sleep(2000);
      // 20 deliveries with 7 tries each would have come to 140 by now.
      expect(setting.crowd.hits('sick').length).toBeLessThan(60);
      setting.crowd.behave('sick', takes);
      await eventually('all are delivered', () => count(id, 'delivered'), (n) => n === 20);
      expect([await count(id, 'dead'), (await get(id)).health]).toEqual([0, { circuit: 'closed', consecutiveFailures: 0, failingSince: null, pausedUntil: null }]);
      await remove(id);
    });

    it('with nothing but failures is disabled, with a line in the audit, a notification and mails; enabled again, its dead letters are requeued and delivered', async () => {
      setting.crowd.behave('lost', () => ({ status: 503 }));
      await newPerson(stack, { email: 'revisora@estudio.example', password: 'un tranvía llamado deseo' });
      await newPerson(stack, { email: 'socio@estudio.example', password: 'un tranvía llamado deseo', role: 'admin' });
      const { id } = await stack.api.call('createEndpoint', { body: { url: `${setting.crowd.url('lost')}?key=s3cret` } });
      await Promise.all(Array.from({ length: 5 }, () => test(id)));
      const endpoint = await eventually('it is disabled', () => get(id), (e) => e.disabledAt !== null);
      expect(endpoint.disabledReason).toBe('endpoint_failing');
      const lines = await db.withTenant(stack.administrator.tenantId, ({ tx }) => tx.auditEntry.findMany({ where: { subject: `endpoint:${id}`, action: 'endpoint.disabled' } }));
      expect(lines.map((l) => [(l.actor as { kind: string }).kind, l.detail])).toEqual([['system', { reason: 'endpoint_failing' }]]);
      const { items: told } = await stack.api.call('listNotifications', { query: { kind: 'webhook.endpoint_disabled' } as never });
      expect(told.map(({ data }) => data)).toContainEqual({ endpointId: id, url: endpoint.url, code: 'endpoint_failing' });
      for (const owner of [stack.administrator.email, 'socio@estudio.example']) {
        const { text } = await setting.mail.find(owner, /fallaron durante 1 día/);
        expect([text?.includes(setting.crowd.url('lost')), text?.includes('s3cret'), text?.includes(`${stack.baseUrl}/integrations`)]).toEqual([true, false, true]);
      }
      expect(await setting.mail.to('revisora@estudio.example')).toEqual([]);
      await eventually('all are dead letters', () => count(id, 'dead'), (n) => n === 5);
      setting.crowd.behave('lost', takes);
      expect((await stack.api.call('updateEndpoint', { params: { id }, body: { enabled: true } })).health.circuit).toBe('closed');
      expect((await stack.api.call('requeueDeadLetters', { body: { endpointId: id } })).requeued).toBe(5);
      await eventually('all are delivered', () => count(id, 'delivered'), (n) => n === 5);
      await remove(id);
    });

    it('disabled by hand has what is due made dead letters at once, whenever it would have been tried', async () => {
      setting.crowd.behave('paused', () => ({ status: 500 }));
      const { id } = await add('paused', { retrySeconds: [3600] });
      await Promise.all([test(id), test(id)]);
      await eventually('both were tried', () => stack.api.call('listDeliveries', { query: { endpointId: id } as never }), ({ items }) => items.length === 2 && items.every((d) => d.attempts === 1));
      await stack.api.call('updateEndpoint', { params: { id }, body: { enabled: false } });
      const { items } = await stack.api.call('listDeadLetters', { query: { endpointId: id } as never });
      expect(items.map((letter) => [letter.reason, letter.lastStatus])).toEqual([['endpoint_disabled', 500], ['endpoint_disabled', 500]]);
      setting.crowd.behave('paused', takes);
      await stack.api.call('updateEndpoint', { params: { id }, body: { enabled: true } });
      await stack.api.call('requeueDeadLetters', { body: { endpointId: id } });
      await eventually('both are delivered', () => count(id, 'delivered'), (n) => n === 2);
      await remove(id);
    });

    it('is tried at once where somebody asks, whatever its circuit says', async () => {
      setting.crowd.behave('asked', () => ({ status: 500 }));
      const { id } = await add('asked', { retrySeconds: [3600] });
      const deliveries = await Promise.all(Array.from({ length: 4 }, () => test(id)));
      await eventually('the circuit is not closed', () => get(id), (e) => e.health.circuit !== 'closed');
      setting.crowd.behave('asked', takes);
      await stack.api.call('retryDeliveryNow', { params: { id: deliveries[0]?.id as string } });
      await eventually('it is delivered', () => count(id, 'delivered'), (n) => n >= 1);
      expect((await get(id)).health.circuit).toBe('closed');
      await remove(id);
    });
  });

  it('an endpoint with a rate limit gets no more than that', async () => {
    const { id } = await add('slowly', { ratePerMinute: 180 });
    await Promise.all(Array.from({ length: 18 }, () => test(id)));
    await eventually('all are delivered', () => count(id, 'delivered'), (n) => n === 18);
    const at = setting.crowd.hits('slowly').map((hit) => hit.at);
    // Three at once, the others three a second.
    expect((at.at(-1) as number) - (at[0] as number)).toBeGreaterThan(4500);
    expect(setting.crowd.hits('slowly')).toHaveLength(18);
    await remove(id);
  });
}
