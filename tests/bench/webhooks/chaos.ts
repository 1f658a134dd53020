// Nothing of a webhook is lost or changed, whatever is killed: events to ten receivers of which three fail at random, one hangs and one is slow, while the
// worker, the API, PostgreSQL and Temporal are each killed once. Every event must be delivered to each or be its dead letter, and a requeue must empty those.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hangs, takes, type Behaviour } from '../../harness/crowd.ts';
import { eventually } from '../../harness/eventually.ts';
import { startLedger, type Ledger } from '../../harness/ledger.ts';
import { publish } from '../../harness/publish.ts';
import { ublInvoice } from '../../fixtures/ubl-invoice.ts';
import { createSetting, receivers, type Setting } from './setting.ts';

/** Every so manieth event comes from a document that goes its whole way; the others are written as the pipeline writes them. */
const documentEvery = 25;
/** Events under way at most, so that every kill meets some of everything. */
const ahead = 150;
const downMs = 2000;
const [flaky, hanging, slow] = [receivers.slice(0, 3), receivers[3] as string, receivers[4] as string];
const prompt = receivers.slice(5);

/** Short waits, so that dead letters come to be; the circuit's pause is short too, since what waits for the hanging receiver waits for its end. */
const env = { LOG_LEVEL: 'info', WEBHOOK_RETRY_SECONDS: '1,2,4', WEBHOOK_TIMEOUT_SECONDS: '1', WEBHOOK_CIRCUIT_SECONDS: '6' };

const failsAtRandom: Behaviour = () => {
  const roll = Math.random();
  if (roll > 0.3) return { status: 200 };
  return roll < 0.05 ? 'break' : { status: [500, 503, 429, 404, 302][Math.floor(roll * 1000) % 5] ?? 500 };
};
const answersSlowly: Behaviour = () => ({ status: 200, afterMs: 200 + Math.random() * 900 });

const began = performance.now();
const say = (text: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);

/** @returns whether everything held. */
export async function runChaos(events: number): Promise<boolean> {
  const setting = await createSetting(env);
  const ledger = startLedger(setting.crowd, setting.endpoints);
  const faults: string[] = [];
  try {
    for (const name of prompt) ledger.behave(name, takes);
    for (const name of flaky) ledger.behave(name, failsAtRandom);
    ledger.behave(hanging, hangs);
    ledger.behave(slow, answersSlowly);
    const documentIds = await publishAmidKills(setting, ledger, events);
    await eventually('every document is told of', () => setting.db.withTenant(setting.tenantId, ({ tx }) => tx.event.count({ where: { documentId: { in: documentIds } } })), (n) => n >= events, 300_000);
    say(`${events} events published; ${hanging}, which hangs, is disabled by hand`);
    const endpointId = setting.endpoints.find(({ name }) => name === hanging)?.id as string;
    await setting.stack.api.call('updateEndpoint', { params: { id: endpointId }, body: { enabled: false } });
    await untilNonePending(setting);
    faults.push(...await check(setting, ledger, documentIds, 'after the kills'));

    for (const name of receivers) ledger.behave(name, takes);
    await setting.stack.api.call('updateEndpoint', { params: { id: endpointId }, body: { enabled: true } });
    await requeueAll(setting);
    await untilNonePending(setting);
    faults.push(...await check(setting, ledger, documentIds, 'after the requeue'));
    const left = (await setting.stack.api.call('listDeadLetters')).total;
    if (left > 0) faults.push(`${left} dead letters are left`);
  } finally {
    await setting.stop();
  }
  for (const fault of faults.slice(0, 20)) say(`FAULT ${fault}`);
  say(faults.length === 0 ? 'everything held' : `${faults.length} faults`);
  return faults.length === 0;
}

/** @returns the documents that were told of. */
async function publishAmidKills(setting: Setting, ledger: Ledger, events: number): Promise<string[]> {
  const { services, stack, db, tenantId, endpoints } = setting;
  const documentIds: string[] = [];
  const uploads: Promise<void>[] = [];
  const kills: [share: number, what: string, kill: () => Promise<void>][] = [
    [0.2, 'the worker', async () => { await stack.worker.kill(); await sleep(downMs); await stack.startWorker(); }],
    [0.4, 'the API', async () => { await stack.server.kill(); await sleep(downMs); await stack.startServer(); }],
    [0.6, 'PostgreSQL', async () => { await services.postgres?.kill(); await sleep(downMs); await services.postgres?.start(); }],
    [0.8, 'Temporal', async () => { await services.temporal?.kill(); await sleep(downMs); await services.temporal?.start(); }],
  ];
  let killing: Promise<void> = Promise.resolve();
  const behind = () => documentIds.length - Math.min(...prompt.map((name) => ledger.taken(name).events));

  for (let i = 0; i < events; i++) {
    while (behind() > ahead) await sleep(20);
    const next = kills[0];
    if (next && i >= next[0] * events) {
      kills.shift();
      // One after the other, each after the one before is back.
      killing = killing.then(async () => {
        say(`kill -9 of ${next[1]} after ${documentIds.length} events`);
        await next[2]();
        say(`${next[1]} is back`);
      });
      killing.catch(() => undefined);
    }
    if (i % documentEvery === 0) uploads.push(upload(setting, i).then((id) => void documentIds.push(id)));
    else {
      const id = randomUUID();
      await persist(`event ${i} is committed`, () => db.withTenant(tenantId, (scope) => publish(scope, id)));
      documentIds.push(id);
    }
    if (i % 500 === 0) say(`${i} events; ${endpoints.map(({ name }) => `${name} ${ledger.taken(name).events}`).join(', ')}`);
  }
  await Promise.all([...uploads, killing]);
  return documentIds;
}

/** Uploads as a client should: again under the same key until it is accepted. */
async function upload({ stack }: Setting, serial: number): Promise<string> {
  const file = { name: `${serial}.xml`, bytes: ublInvoice(`CHAOS-${serial}`) };
  return persist(`document ${serial} is accepted`, async () => {
    const { status, body } = await stack.api.upload(stack.client.id, [file], { idempotencyKey: `chaos-${serial}` });
    const id = body.documents?.[0]?.id;
    if (!id) throw new Error(`the upload answered ${status}: ${JSON.stringify(body)}`);
    return id;
  });
}

const persist = <T>(what: string, act: () => Promise<T>): Promise<T> => eventually(what, act, () => true, 120_000);

/** Resolves once no delivery is pending; rejects where for five minutes none comes to its end. */
async function untilNonePending({ db, tenantId }: Setting): Promise<void> {
  for (let [last, since, round] = [Infinity, Date.now(), 0]; ; await sleep(2000)) {
    const groups = await db.withTenant(tenantId, ({ tx }) => tx.delivery.groupBy({ by: ['status'], _count: true }));
    const pending = groups.find(({ status }) => status === 'pending')?._count ?? 0;
    if (pending === 0 || round++ % 15 === 0) say(groups.map(({ status, _count }) => `${_count} ${status}`).join(', '));
    if (pending === 0) return;
    if (pending !== last) [last, since] = [pending, Date.now()];
    if (Date.now() - since > 300_000) throw new Error(`${pending} deliveries stay pending`);
  }
}

async function check({ db, tenantId, crowd }: Setting, ledger: Ledger, documentIds: string[], when: string): Promise<string[]> {
  const faults = await ledger.faults(db, tenantId, documentIds);
  say(`${when}: ${faults.length} faults`);
  for (const name of receivers) {
    const { events, repeated } = ledger.taken(name);
    say(`  ${name}: ${crowd.hits(name).length} tries, ${events} events taken, ${repeated} taken again`);
  }
  return faults.map((fault) => `${when}: ${fault}`);
}

/** Counts first, then requeues until nothing is left, the API being killed in the middle of the first request. */
async function requeueAll({ stack }: Setting): Promise<void> {
  const { matching } = await stack.api.call('requeueDeadLetters', { body: { dryRun: true } });
  say(`${matching} dead letters to requeue; kill -9 of the API meanwhile`);
  const first = stack.api.call('requeueDeadLetters', { body: {} }).catch(() => null);
  await sleep(20);
  await stack.server.kill();
  await first;
  await stack.startServer();
  let requeued = 0;
  for (let answer = await stack.api.call('requeueDeadLetters', { body: {} }); answer.requeued > 0; answer = await stack.api.call('requeueDeadLetters', { body: {} })) requeued += answer.requeued;
  say(`${requeued} of them requeued after that`);
}
