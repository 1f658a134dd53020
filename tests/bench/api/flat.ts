// Whether what is stored already makes anything dearer: the same requests on a little and on a lot, in turns.
import { FormData, request } from 'undici';
import { ublInvoice } from '../../fixtures/ubl-invoice.ts';
import { median, quantile, type Figure } from '../figures.ts';
import { openAsker, openBare, samplesOf, type Asker } from './measure.ts';
import { openSetting, type Services, type Setting } from './setting.ts';

const [little, lot] = [1000, 100_000];

/** A studio's documents of a day: both have the same last weeks, one of them years before. */
const perDay = 36;

const asked = { list: '/v1/documents', inbox: '/v1/review-tasks', statistics: '/v1/statistics' } as const;

interface Side {
  setting: Setting;
  asker: Asker;
  keys: string[];
  clientId: string;
  times: Record<string, number[]>;
}

export async function flatFigures(services: Services, rounds: number): Promise<Figure[]> {
  const sides: Side[] = [];
  for (const documents of [little, lot]) sides.push(await open(await openSetting(services, `bench_flat_${documents}`, { documents, tenants: 1, perDay })));
  try {
    for (let i = -Math.ceil(rounds / 10); i < rounds; i++) {
      for (const side of sides) {
        for (const [name, path] of Object.entries(asked)) note(side, name, i, (await side.asker.ask(path)).ms);
        note(side, 'upload', i, await upload(side, i));
      }
    }
  } finally {
    for (const { setting, asker } of sides) {
      await asker.close();
      await setting.stop();
    }
  }
  const [before, after] = sides.map(({ times }) => times);
  return ['upload', ...Object.keys(asked)].flatMap((name) => [['p50', median], ['p95', (numbers: number[]) => quantile(numbers, 0.95)]] .map(([share, of]) => ({
    figure: `${name} at ${lot} stored documents beside ${little}, ${share as string}`, value: (of as typeof median)(after?.[name] ?? []), unit: 'ms', baseline: (of as typeof median)(before?.[name] ?? []),
  })));
}

async function open(setting: Setting): Promise<Side> {
  const [tenant] = setting.tenants;
  if (!tenant) throw new Error('nothing was seeded');
  const bare = await openBare(String(setting.env['DATABASE_URL']), tenant.id);
  const { clientId } = await samplesOf(bare, tenant);
  await bare.end();
  const keys = await setting.keys(tenant.id, 4);
  return { setting, asker: openAsker(setting.baseUrl, keys), keys, clientId, times: {} };
}

function note({ times }: Side, name: string, round: number, ms: number): void {
  if (round >= 0) (times[name] ??= []).push(ms);
}

async function upload({ setting, keys, clientId }: Side, round: number): Promise<number> {
  const form = new FormData();
  form.set('clientId', clientId);
  form.set('file', new Blob([new Uint8Array(ublInvoice(`FLAT-${Date.now()}-${round}`))]), 'factura.xml');
  const began = performance.now();
  const answer = await request(`${setting.baseUrl}/v1/documents`, { method: 'POST', headers: { authorization: `Bearer ${keys[0]}` }, body: form });
  await answer.body.dump();
  if (answer.statusCode !== 202) throw new Error(`the upload answered ${answer.statusCode}`);
  return performance.now() - began;
}
