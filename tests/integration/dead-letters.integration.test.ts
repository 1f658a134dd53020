import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookBody } from '../../contract/webhook.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { startReceiver, type Receiver } from '../harness/receiver.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

let stack: JoinedStack;
let receiver: Receiver;
let endpointId: string;

beforeAll(async () => {
  receiver = await startReceiver();
  stack = await joinStack();
  endpointId = (await stack.api.call('createEndpoint', { body: { url: receiver.url } })).id;
});
afterAll(async () => {
  await receiver?.close();
});

/** Of the one endpoint: what another still owes may come meanwhile. */
const letters = () => stack.api.call('listDeadLetters', { query: { endpointId } });
const idsHit = () => receiver.hits.map((hit) => (JSON.parse(hit.body) as WebhookBody).eventId);

describe('a receiver that always fails', () => {
  it('gets every try of the schedule, then the event is a dead letter', async () => {
    receiver.answer(500);
    await stack.api.uploadOne(stack.client.id, 'a.xml', ublInvoice('DL-1'));
    const { items } = await eventually('a dead letter', letters, (l) => l.items.length === 1);
    expect(items[0]).toMatchObject({ endpointId, reason: 'delivery_exhausted', lastStatus: 500, event: 'document.processed' });
    expect(receiver.hits).toHaveLength(3);
    expect(new Set(receiver.hits.map((hit) => hit.body)).size).toBe(1);
    const attempts = await stack.api.call('listAttempts', { params: { id: items[0]?.deliveryId as string } });
    expect(attempts.items.map((a) => [a.number, a.status, a.responseBody])).toEqual([[1, 500, 'noted'], [2, 500, 'noted'], [3, 500, 'noted']]);
  });

  it('once mended, a requeue delivers the same event; requeueing again changes nothing', async () => {
    receiver.answer(204);
    const id = (await letters()).items[0]?.id as string;
    const before = receiver.hits.length;
    const [first, second] = await Promise.all([1, 2].map(() => stack.api.ask('requeueDeadLetter', { params: { id } })));
    expect([first?.status, second?.status]).toEqual([202, 202]);
    await eventually('it is delivered', () => stack.api.call('listDeliveries'), (d) => d.items[0]?.status === 'delivered');
    await stack.api.call('requeueDeadLetter', { params: { id } });
    expect(receiver.hits).toHaveLength(before + 1);
    expect(new Set(idsHit()).size).toBe(1);
    expect((await letters()).total).toBe(0);
  });

  it('many are requeued at once', async () => {
    receiver.answer(503);
    for (const n of [2, 3, 4]) await stack.api.uploadOne(stack.client.id, `${n}.xml`, ublInvoice(`DL-${n}`));
    await eventually('three dead letters', letters, (l) => l.items.length === 3);
    receiver.answer(200);
    expect(await stack.api.call('requeueDeadLetters', { body: { endpointId } })).toEqual({ matching: 3, disabled: 0, requeued: 3 });
    await eventually('all are delivered', () => stack.api.call('listDeliveries', { query: { status: 'delivered' } as never }), (d) => d.total === 4);
    expect((await letters()).total).toBe(0);
  });
});

it('a requeue does not wait for the circuit to close', async () => {
  receiver.answer(500);
  const { id: poor } = await stack.api.call('createEndpoint', { body: { url: receiver.url, events: ['document.failed'] } });
  for (let n = 0; n < 4; n++) await stack.api.call('testEndpoint', { params: { id: poor }, body: {} });
  const circuit = async () => (await stack.api.call('getEndpoint', { params: { id: poor } })).health.circuit;
  await eventually('ten of twelve tries have failed and opened it', circuit, (c) => c === 'open');
  receiver.answer(200);
  const { requeued } = await stack.api.call('requeueDeadLetters', { body: { endpointId: poor } });
  expect(requeued).toBeGreaterThanOrEqual(2);
  expect(await circuit()).toBe('closed');
  await eventually('they are delivered', () => stack.api.call('listDeliveries', { query: { endpointId: poor, status: 'delivered' } as never }), (d) => d.total >= requeued);
});

it('a receiver that answers 410 is disabled', async () => {
  receiver.answer(410);
  await stack.api.uploadOne(stack.client.id, 'gone.xml', ublInvoice('DL-410'));
  const endpoint = await eventually('it is disabled', () => stack.api.call('getEndpoint', { params: { id: endpointId } }), (e) => e.disabledAt !== null);
  expect(endpoint.disabledReason).toBe('endpoint_gone');
  const letter = (await eventually('a dead letter', letters, (l) => l.items.length === 1)).items[0];
  expect((await stack.api.ask('requeueDeadLetter', { params: { id: letter?.id as string } })).body.error.code).toBe('endpoint_disabled');
  await stack.api.call('updateEndpoint', { params: { id: endpointId }, body: { enabled: true } });
  receiver.answer(200);
  await stack.api.call('requeueDeadLetter', { params: { id: letter?.id as string } });
  await eventually('it is delivered', letters, (l) => l.items.length === 0);
});

it('an endpoint at a private address is refused where that is not allowed', async () => {
  for (const url of ['http://10.0.0.1/x', 'http://169.254.169.254/latest', 'http://[::ffff:10.0.0.1]/', 'http://user:pw@127.0.0.1/']) {
    const answer = await stack.api.ask('createEndpoint', { body: { url } });
    expect([url, answer.status, answer.body.error.code]).toEqual([url, 422, 'endpoint_url_refused']);
  }
});
