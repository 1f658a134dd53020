// What people and integrators do with endpoints and deliveries, each seen at a real receiver.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import type { Database } from '../../adapters/database/database.ts';
import { reviveOverdue } from '../../adapters/database/overdue-deliveries.ts';
import { WebhookBody, type Delivery, type EndpointInput } from '../../contract/webhook.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { openStackDatabase } from '../harness/publish.ts';
import { startReceiver, type Hit, type Receiver } from '../harness/receiver.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';
import { openTemporalClient } from '../../temporal/connection.ts';
import { deliveryWorkflowId } from '../../workflows/messages.ts';

let stack: JoinedStack;
let db: Database;
const receivers: Receiver[] = [];

beforeAll(async () => {
  stack = await joinStack();
  db = openStackDatabase(stack.env);
});
afterAll(async () => {
  await db?.close();
  for (const receiver of receivers) await receiver.close();
});

interface Target {
  receiver: Receiver;
  id: string;
  secret: string;
}

async function target(input: Partial<EndpointInput> = {}): Promise<Target> {
  const receiver = await startReceiver();
  receivers.push(receiver);
  const { id, signingSecret } = await stack.api.call('createEndpoint', { body: { url: receiver.url, ...input } });
  return { receiver, id, secret: signingSecret as string };
}

const test = (id: string) => stack.api.call('testEndpoint', { params: { id }, body: {} });
const until = (id: string, ...statuses: Delivery['status'][]) =>
  eventually(`delivery ${id} is ${statuses.join(' or ')}`, () => stack.api.call('getDelivery', { params: { id } }), (d) => statuses.includes(d.status));
const attempted = (id: string, attempts: number) => eventually(`delivery ${id} was tried`, () => stack.api.call('getDelivery', { params: { id } }), (d) => d.attempts >= attempts);
const isSignedBy = (hit: Hit | undefined, secret: string): boolean => {
  try {
    return Boolean(hit && new Webhook(secret).verify(hit.body, hit.headers));
  } catch {
    return false;
  }
};

describe('a test event', () => {
  it('comes the way of every event, and the delivery shows the answer', async () => {
    const { receiver, id, secret } = await target({ events: ['document.failed', 'document.processed'] });
    receiver.answer(202, { 'x-seen': 'yes' });
    const delivery = await until((await test(id)).id, 'delivered');
    expect(delivery).toMatchObject({ endpointId: id, event: 'document.failed', documentId: null, attempts: 1, lastStatus: 202 });
    const [attempt] = (await stack.api.call('listAttempts', { params: { id: delivery.id } })).items;
    expect(attempt).toMatchObject({ status: 202, responseBody: 'noted', headers: { 'x-seen': 'yes' } });
    const body = WebhookBody.parse(JSON.parse(receiver.hits[0]?.body ?? ''));
    expect([body.eventId, body.eventId.startsWith('evt_test_'), isSignedBy(receiver.hits[0], secret)]).toEqual([delivery.eventId, true, true]);
  });

  it('goes to that endpoint alone, and not to a disabled one', async () => {
    const [other, { id }] = [await target(), await target()];
    await until((await test(id)).id, 'delivered');
    expect(other.receiver.hits).toEqual([]);
    await stack.api.call('updateEndpoint', { params: { id }, body: { enabled: false } });
    expect((await stack.api.ask('testEndpoint', { params: { id }, body: {} })).body.error.code).toBe('endpoint_disabled');
  });
});

describe('a delivery whose workflow was ended by hand', () => {
  it.each([
    ['is revived once it is overdue', async () => expect(await db.withTenant(stack.administrator.tenantId, (scope) => reviveOverdue(scope, 0))).toBeGreaterThan(0)],
    ['is tried at once where somebody asks', async (id: string) => void await stack.api.call('retryDeliveryNow', { params: { id } })],
  ] as const)('%s, and goes on where it was', async (_how, revive) => {
    const { receiver, id } = await target({ retrySeconds: [1, 3600] });
    receiver.answer(500);
    const delivery = await test(id);
    await attempted(delivery.id, 2);
    const temporal = openTemporalClient({ address: stack.env['TEMPORAL_ADDRESS'] ?? '', namespace: stack.env['TEMPORAL_NAMESPACE'] ?? '', apiKey: undefined, uiUrl: undefined });
    await temporal.workflow.getHandle(deliveryWorkflowId({ deliveryId: delivery.id, run: 1 })).terminate('by hand');
    await temporal.connection.close();
    receiver.answer(200);
    await db.withTenant(stack.administrator.tenantId, ({ tx }) => tx.delivery.update({ where: { id: delivery.id }, data: { nextAttemptAt: new Date(Date.now() - 1000) } }));
    await revive(delivery.id);
    await until(delivery.id, 'delivered');
    expect((await stack.api.call('listAttempts', { params: { id: delivery.id } })).items.map((a) => [a.run, a.number, a.status])).toEqual([[1, 1, 500], [1, 2, 500], [1, 3, 200]]);
  });
});

describe('rotating the secret', () => {
  it('both sign for a day; the one before them no more', async () => {
    const { receiver, id, secret: first } = await target();
    const rotated = await stack.api.call('rotateEndpointSecret', { params: { id }, body: {} });
    expect(Date.parse(rotated.previousSecretUntil ?? '') - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    await until((await test(id)).id, 'delivered');
    const hit = receiver.hits[0];
    expect([first, rotated.signingSecret as string].map((secret) => isSignedBy(hit, secret))).toEqual([true, true]);
    expect(hit?.headers['x-comprobante-signature']).toMatch(/^sha256=[0-9a-f]{64}, sha256=[0-9a-f]{64}$/);

    const own = 'a secret of my own making';
    expect((await stack.api.call('rotateEndpointSecret', { params: { id }, body: { signingSecret: own } })).signingSecret).toBe(own);
    await until((await test(id)).id, 'delivered');
    expect([first, rotated.signingSecret as string].map((secret) => isSignedBy(receiver.hits[1], secret))).toEqual([false, true]);
  });
});

describe('one delivery', () => {
  it('is resent with the same id and body under a fresh signature, as often as asked', async () => {
    const { receiver, id, secret } = await target();
    const delivery = await test(id);
    await until(delivery.id, 'delivered');
    for (const times of [2, 3]) {
      expect((await stack.api.ask('resendDelivery', { params: { id: delivery.id } })).status).toBe(202);
      await attempted(delivery.id, times);
      await until(delivery.id, 'delivered');
    }
    expect(receiver.hits).toHaveLength(3);
    expect([new Set(receiver.hits.map((hit) => hit.body)).size, new Set(receiver.hits.map((hit) => hit.headers['webhook-id'])).size]).toEqual([1, 1]);
    expect(receiver.hits.every((hit) => isSignedBy(hit, secret))).toBe(true);
    expect((await stack.api.call('listAttempts', { params: { id: delivery.id } })).items.map((a) => a.run)).toEqual([1, 2, 3]);
  });

  it('that is pending is hurried, not resent; one that has ended is resent, not hurried', async () => {
    const { receiver, id } = await target({ retrySeconds: [3600] });
    receiver.answer(500);
    const delivery = await attempted((await test(id)).id, 1);
    expect([delivery.status, Date.parse(delivery.nextAttemptAt ?? '') > Date.now() + 2_000_000]).toEqual(['pending', true]);
    expect((await stack.api.ask('resendDelivery', { params: { id: delivery.id } })).body.error.code).toBe('delivery_pending');
    receiver.answer(200);
    await stack.api.call('retryDeliveryNow', { params: { id: delivery.id } });
    expect((await until(delivery.id, 'delivered')).attempts).toBe(2);
    expect((await stack.api.ask('retryDeliveryNow', { params: { id: delivery.id } })).body.error.code).toBe('delivery_not_pending');
  });
});

describe('how an endpoint is tried', () => {
  it('its own schedule stands above the installation\'s', async () => {
    const { receiver, id } = await target({ retrySeconds: [1] });
    receiver.answer(500);
    expect((await until((await test(id)).id, 'dead')).attempts).toBe(2);
    await stack.api.call('updateEndpoint', { params: { id }, body: { retrySeconds: null } });
    expect((await until((await test(id)).id, 'dead')).attempts).toBe(3);
  });

  it('4xx answers are final where it says so', async () => {
    const { receiver, id } = await target({ retryClientErrors: false });
    receiver.answer(422);
    const delivery = await until((await test(id)).id, 'dead');
    const { items } = await stack.api.call('listDeadLetters', { query: { endpointId: id } });
    expect([delivery.attempts, items.map((l) => [l.deliveryId, l.reason, l.lastStatus])]).toEqual([1, [[delivery.id, 'endpoint_refused', 422]]]);
  });
});

describe('dead letters', () => {
  let dead: Target;
  const letters = () => stack.api.call('listDeadLetters', { query: { endpointId: dead.id } });

  beforeAll(async () => {
    dead = await target({ retryClientErrors: false });
    dead.receiver.answer(400);
    for (const event of ['document.processed', 'document.processed', 'document.failed'] as const) {
      await until((await stack.api.call('testEndpoint', { params: { id: dead.id }, body: { event } })).id, 'dead');
    }
  });

  it('are counted before they are requeued, by what they are and when they died', async () => {
    const requeue = (body: object) => stack.api.call('requeueDeadLetters', { body: { endpointId: dead.id, ...body } });
    expect(await requeue({ dryRun: true })).toEqual({ matching: 3, disabled: 0, requeued: 0 });
    expect(await requeue({ dryRun: true, event: ['document.failed'] })).toEqual({ matching: 1, disabled: 0, requeued: 0 });
    expect(await requeue({ dryRun: true, to: '2020-01-01T00:00:00.000Z' })).toEqual({ matching: 0, disabled: 0, requeued: 0 });
    expect((await letters()).total).toBe(3);
    await stack.api.call('updateEndpoint', { params: { id: dead.id }, body: { enabled: false } });
    expect(await requeue({})).toEqual({ matching: 3, disabled: 3, requeued: 0 });
    await stack.api.call('updateEndpoint', { params: { id: dead.id }, body: { enabled: true } });
  });

  it('one is discarded, with the reason in the audit; it can still be resent', async () => {
    const letter = (await letters()).items[0];
    const params = { id: letter?.id as string };
    expect((await stack.api.call('discardDeadLetter', { params, body: { reason: 'Entered by hand' } })).status).toBe('discarded');
    expect((await stack.api.ask('discardDeadLetter', { params, body: { reason: 'again' } })).status).toBe(200);
    expect((await letters()).total).toBe(2);
    dead.receiver.answer(200);
    await stack.api.call('resendDelivery', { params: { id: letter?.deliveryId as string } });
    await until(letter?.deliveryId as string, 'delivered');
  });

  it('many are requeued, or discarded', async () => {
    expect(await stack.api.call('discardDeadLetters', { body: { endpointId: dead.id, event: ['document.failed'], reason: 'no', dryRun: true } })).toEqual({ matching: 0, discarded: 0 });
    const [first] = (await letters()).items;
    const from = first?.createdAt as string;
    expect(await stack.api.call('discardDeadLetters', { body: { endpointId: dead.id, from, reason: 'no' } })).toEqual({ matching: 1, discarded: 1 });
    expect(await stack.api.call('requeueDeadLetters', { body: { endpointId: dead.id } })).toEqual({ matching: 1, disabled: 0, requeued: 1 });
    await eventually('none is left', letters, (l) => l.total === 0);
    expect((await stack.api.ask('discardDeadLetter', { params: { id: first?.id as string }, body: { reason: 'x' } })).status).toBe(200);
  });
});

describe('the pipeline', () => {
  it('tells of a duplicate beside the processed document; deliveries are found by everything about them', async () => {
    const { receiver, id } = await target();
    const from = new Date().toISOString();
    const xml = ublInvoice('DUP-1');
    await stack.api.until(await stack.api.uploadOne(stack.client.id, 'first.xml', xml), 'approved');
    const documentId = await stack.api.uploadOne(stack.client.id, 'second.xml', xml);
    await stack.api.until(documentId, 'in_review');
    const find = (query: object) => stack.api.call('listDeliveries', { query: { endpointId: id, from, ...query } as never });
    await eventually('three are delivered', () => find({ status: 'delivered' }), (d) => d.total === 3);
    const bodies = receiver.hits.map((hit) => WebhookBody.parse(JSON.parse(hit.body)));
    expect(bodies.filter((b) => b.data.documentId === documentId).map((b) => [b.event, b.data.status]).sort()).toEqual([['document.duplicate', 'in_review'], ['document.processed', 'in_review']]);

    const duplicate = (await find({ event: 'document.duplicate' })).items;
    expect(duplicate.map((d) => d.documentId)).toEqual([documentId]);
    expect((await find({ documentId })).total).toBe(2);
    expect((await find({ eventId: duplicate[0]?.eventId as string })).total).toBe(1);
    expect((await find({ event: 'document.failed,document.review_approved' })).total).toBe(0);
    expect((await find({ to: from })).total).toBe(0);
  });
});
