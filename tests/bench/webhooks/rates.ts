import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookBody } from '../../../contract/webhook.ts';
import { takes } from '../../harness/crowd.ts';
import { publish, publishMany } from '../../harness/publish.ts';
import { ublInvoice } from '../../fixtures/ubl-invoice.ts';
import { median, printFigures, quantile, type Figure } from '../figures.ts';
import { barePostRate, startBareTemporal } from './bare.ts';
import { createSetting, receivers, type Setting } from './setting.ts';

const isBroken = (name: string) => receivers.indexOf(name) < receivers.length / 5;

/** Deliveries a second from the moment they are due, all at once, to the last one's arrival at the receivers named. */
async function drainRate({ db, tenantId, arrived, untilArrived }: Setting, events: number, names = receivers): Promise<number> {
  const before = arrived(names);
  await publishMany(db, tenantId, events, events);
  const began = performance.now();
  const ended = await untilArrived(before + events * names.length, names);
  return (events * names.length * 1000) / (ended - began);
}

/** Publishes at a steady rate of deliveries a second; every first attempt's milliseconds after its event. Throws where one is missing or not the event's own. */
async function steadyLatencies({ db, tenantId, crowd, arrived, untilArrived }: Setting, perSecond: number, seconds: number): Promise<number[]> {
  const before = new Map(receivers.map((name) => [name, crowd.hits(name).length]));
  const start = arrived();
  const [count, everyMs] = [Math.ceil((perSecond * seconds) / receivers.length), (receivers.length * 1000) / perSecond];
  const began = performance.now();
  for (let i = 0; i < count; i++) {
    await sleep(Math.max(0, began + i * everyMs - performance.now()));
    await db.withTenant(tenantId, publish);
  }
  await untilArrived(start + count * receivers.length);
  return receivers.flatMap((name) => {
    const hits = crowd.hits(name).slice(before.get(name));
    const bodies = hits.map((hit) => JSON.parse(hit.body) as WebhookBody);
    if (new Set(bodies.map((b) => b.eventId)).size !== count) throw new Error(`${name} has not had every event`);
    return hits.map((hit, i) => hit.at - Date.parse(bodies[i]?.timestamp ?? ''));
  });
}

/** Leaves these endpoints alone enabled. */
async function enableOnly({ stack, endpoints }: Setting, names: readonly string[]): Promise<void> {
  for (const { id, name } of endpoints) await stack.api.call('updateEndpoint', { params: { id }, body: { enabled: names.includes(name) } });
}

/** The way of a document: milliseconds from its decision to the first attempt at each enabled endpoint. */
async function decisionLatencies({ stack, db, tenantId, crowd }: Setting, documents: number): Promise<number[]> {
  const ids: string[] = [];
  for (let i = 0; i < documents; i++) {
    ids.push(await stack.api.uploadOne(stack.client.id, `${i}.xml`, ublInvoice(`BENCH-${Date.now()}-${i}`)));
    await stack.api.until(ids.at(-1) as string, 'approved');
    await sleep(250);
  }
  const decided = await db.withTenant(tenantId, ({ tx }) => tx.document.findMany({ where: { id: { in: ids } }, select: { id: true, settledAt: true } }));
  const at = new Map(decided.map(({ id, settledAt }) => [id, settledAt?.getTime() ?? 0]));
  return receivers.flatMap((name) => crowd.hits(name).flatMap((hit) => {
    const since = at.get((JSON.parse(hit.body) as WebhookBody).data.documentId);
    return since === undefined ? [] : [hit.at - since];
  }));
}

interface Choice {
  /** Of each turn, to each of ten receivers. */
  events: number;
  /** Turns; medians of them are told. */
  rounds: number;
  json: boolean;
}

/** Rates and latencies beside bare workflows and a bare POST loop, on services and receivers of the run's own. */
export async function measureRates({ events, rounds, json }: Choice): Promise<void> {
  const setting = await createSetting();
  const bare = await startBareTemporal(setting.stack.env);
  const figures: Figure[] = [];
  try {
    const one = events * receivers.length;
    const post = () => barePostRate(setting.crowd.url('bare'), JSON.stringify({ event: 'document.processed', padding: 'x'.repeat(300) }), one);
    await drainRate(setting, events);
    await bare.rate('empty', one);
    await bare.rate('activity', one);
    const measured: Record<'empty' | 'activity' | 'post' | 'delivery' | 'broken', number[]> = { empty: [], activity: [], post: [], delivery: [], broken: [] };
    for (let i = 0; i < rounds; i++) {
      measured.activity.push(await bare.rate('activity', one));
      measured.delivery.push(await drainRate(setting, events));
      measured.empty.push(await bare.rate('empty', one));
      measured.post.push(await post());
    }
    const sustained = median(measured.delivery);
    figures.push(
      { figure: 'sustained deliveries, beside bare workflows of one activity', value: sustained, unit: '1/s', baseline: median(measured.activity) },
      { figure: 'sustained deliveries, beside empty workflows', value: sustained, unit: '1/s', baseline: median(measured.empty) },
      { figure: 'sustained deliveries, beside a bare POST loop', value: sustained, unit: '1/s', baseline: median(measured.post) },
    );
    const idle = await steadyLatencies(setting, 10, 15);
    const half = await steadyLatencies(setting, sustained / 2, 10);
    const toAll = await decisionLatencies(setting, 20);
    await enableOnly(setting, receivers.slice(0, 1));
    const toOne = await decisionLatencies(setting, 40);
    await enableOnly(setting, receivers);
    for (const [what, numbers] of [['idle', idle], ['at half the sustained rate', half], ['after a document\'s decision, idle, one endpoint', toOne], ['after a document\'s decision, idle, ten endpoints at once', toAll]] as const) {
      figures.push({ figure: `first attempt, ${what}, p50`, value: median(numbers), unit: 'ms' }, { figure: `first attempt, ${what}, p95`, value: quantile(numbers, 0.95), unit: 'ms' });
    }
    for (const name of receivers) setting.crowd.behave(name, isBroken(name) ? () => ({ status: 500 }) : takes);
    const well = receivers.filter((name) => !isBroken(name));
    for (let i = 0; i < rounds; i++) measured.broken.push(await drainRate(setting, events, well));
    figures.push({ figure: 'sustained deliveries to the others, 20 % of receivers failing', value: median(measured.broken), unit: '1/s', baseline: sustained * 0.8 });
  } finally {
    await bare.stop();
    await setting.stop();
  }
  printFigures('webhooks', figures, json);
}
