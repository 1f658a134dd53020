// Lists at a million documents beside bare statements: node tests/bench/api.ts [--json] [--documents N] [--tenants N] [--rounds N] [--data FOLDER]
// A folder keeps the seeded databases for another run; --only lists or --only flat leaves the other half out.
import { parseArgs } from 'node:util';
import { flatFigures } from './api/flat.ts';
import { documentKinds, reviewKinds } from './api/kinds.ts';
import { figuresOf, openAsker, openBare, samplesOf, timesOf, type Times } from './api/measure.ts';
import type { SeededTenant } from './api/seed.ts';
import { openServices, openSetting, type Setting } from './api/setting.ts';
import { printFigures, type Figure } from './figures.ts';

const { values } = parseArgs({ options: {
  json: { type: 'boolean', default: false }, documents: { type: 'string', default: '1000000' }, tenants: { type: 'string', default: '200' }, rounds: { type: 'string', default: '200' }, data: { type: 'string' }, only: { type: 'string' },
} });
const [documents, tenants, measured] = [Number(values.documents), Number(values.tenants), Number(values.rounds)];

/** Two years of documents. */
const perDay = documents / 730;

/** Unmeasured rounds of everything: a process that has just begun compiles as it goes, and shows that in nothing but its first seconds. */
const warmUp = 100;

/** The largest tenant, one of the tenth part and one of the hundredth, each in turn. */
async function listFigures(setting: Setting): Promise<Figure[]> {
  const times = new Map<string, Times>();
  for (const rounds of [warmUp, measured]) {
    times.clear();
    for (const place of [0, 9, 99]) {
      const tenant = setting.tenants[Math.min(place, setting.tenants.length - 1)];
      if (tenant) await measureTenant(setting, tenant, rounds, times);
    }
  }
  return [...times].flatMap(([name, own]) => figuresOf(name, own));
}

async function measureTenant(setting: Setting, tenant: SeededTenant, rounds: number, times: Map<string, Times>): Promise<void> {
  const keys = await setting.keys(tenant.id, 4);
  const asker = openAsker(setting.baseUrl, keys);
  // The first use of a key is noted, which is no part of a list.
  for (const _key of keys) await asker.ask('/v1/clients');
  const bare = await openBare(String(setting.env['DATABASE_URL']), tenant.id);
  const samples = await samplesOf(bare, tenant);
  for (const [path, kinds] of [['/v1/documents', documentKinds(samples)], ['/v1/review-tasks', reviewKinds(samples)]] as const) {
    for (const kind of kinds) {
      const own = await timesOf(asker, bare, path, kind, rounds);
      const before = times.get(`${path}, ${kind.name}`) ?? { api: [], bare: [], counts: [] };
      times.set(`${path}, ${kind.name}`, { api: [...before.api, ...own.api], bare: [...before.bare, ...own.bare], counts: [...before.counts, ...own.counts] });
    }
  }
  await asker.close();
  await bare.end();
}

const services = await openServices(values.data);
let failure: unknown;
try {
  if (values.only !== 'flat') {
    const setting = await openSetting(services, `bench_${documents}_${tenants}`, { documents, tenants, perDay });
    printFigures('api', await listFigures(setting).finally(() => setting.stop()), values.json);
  }
  if (values.only !== 'lists') printFigures('api', await flatFigures(services, measured * 2), values.json);
} catch (error) {
  failure = error;
}
await services.stop();
if (failure) console.error(failure);
process.exit(failure ? 1 : 0);
