// The faults, and the seeded order in which they come. The same seed and length give the same schedule.
import type { Behaviour, Crowd } from '../harness/crowd.ts';
import { createRandom, type Random } from '../fixtures/synthetic/random.ts';
import type { ScenarioName } from '../openai-server/scenarios.ts';
import type { Installation } from './installation.ts';

export interface Fault {
  name: string;
  /** Two faults of one target never overlap. */
  target: string;
  /** Least and most seconds that it lasts. */
  lasts: [number, number];
  begin(installation: Installation): Promise<void> | void;
  end(installation: Installation): Promise<void> | void;
}

export interface Planned {
  name: string;
  /** Milliseconds since the load began. */
  at: number;
  forMs: number;
}

const processes = ['worker-1', 'worker-2', 'api-1', 'api-2', 'postgres', 'temporal', 'minio'];

const kill = (target: string): Fault => ({
  name: `kill ${target}`, target, lasts: [0.1, 4],
  begin: ({ kept }) => kept.get(target)?.kill(),
  end: ({ kept }) => kept.get(target)?.release(),
});

const freeze = (target: string): Fault => ({
  name: `freeze ${target}`, target, lasts: [0.5, 9],
  begin: ({ kept }) => kept.get(target)?.freeze(),
  end: ({ kept }) => kept.get(target)?.release(),
});

const fullDisk: Fault = { name: 'disk full', target: 'disk', lasts: [1, 5], begin: ({ disk }) => disk.fill(), end: ({ disk }) => disk.empty() };

const ai = (...scenario: [ScenarioName, ...ScenarioName[]]): Fault => ({
  name: `AI ${scenario.join(', ')}`, target: 'ai', lasts: [2, 8],
  begin: (installation) => installation.ai.script(...scenario),
  end: (installation) => installation.ai.script('good'),
});

const receivers = (name: string, behaviour: Behaviour): Fault => ({
  name: `receivers ${name}`, target: 'receivers', lasts: [2, 8],
  begin: ({ crowd, tenants }) => behave(crowd, tenants[0].receivers.slice(0, 3), behaviour),
  end: ({ crowd, tenants }) => behave(crowd, tenants[0].receivers, () => ({ status: 200 })),
});

function behave(crowd: Crowd, names: readonly string[], behaviour: Behaviour): void {
  for (const name of names) crowd.behave(name, behaviour);
}

const faults: Fault[] = [
  ...processes.map(kill), ...processes.map(freeze), fullDisk,
  ai('rate-limited'), ai('malformed', 'no-json', 'other-form', 'refusal'), ai('hanging'), ai('overloaded'), ai('wrong-values'),
  receivers('hang', () => 'hang'), receivers('answer 500', () => ({ status: 500 })), receivers('answer slowly', () => ({ status: 200, afterMs: 1500 })),
  receivers('redirect', () => ({ status: 302 })), receivers('are busy', () => ({ status: 429 })),
];

/** Where the production server of Temporal is run, on a PostgreSQL of its own. */
const productionFaults: Fault[] = [kill('temporal-postgres'), freeze('temporal-postgres')];

export const faultsOf = (isProduction: boolean): Fault[] => (isProduction ? [...faults, ...productionFaults] : faults);

/** Every fault once in an order of chance, then all of them anew, until the time is over; several may be on at the same time. */
export function planFaults(seed: number, durationMs: number, everyMs: number, all: readonly Fault[] = faults): Planned[] {
  const random = createRandom(seed);
  const planned: (Planned & { target: string })[] = [];
  let bag: Fault[] = [];
  for (let at = random.int(500, everyMs); at < durationMs - 1000; at += random.int(everyMs / 3, everyMs * 1.6)) {
    if (bag.length === 0) bag = shuffled(all, random);
    const free = bag.findIndex(({ target }) => !planned.some((p) => p.target === target && p.at + p.forMs + 1500 > at));
    if (free < 0) continue;
    const [{ name, target, lasts: [least, most] }] = bag.splice(free, 1) as [Fault];
    planned.push({ name, target, at, forMs: Math.min(random.int(least * 1000, most * 1000), durationMs - at) });
  }
  return planned.map(({ name, at, forMs }) => ({ name, at, forMs }));
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  return items.map(() => rest.splice(random.int(0, rest.length - 1), 1)[0] as T);
}
