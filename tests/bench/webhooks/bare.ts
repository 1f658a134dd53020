// The bare ways: workflows that do nothing, or one empty activity, and a POST over kept connections.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Agent, request } from 'undici';

/** The names of bare workflows. */
export type Bare = 'empty' | 'activity';

export interface Round {
  kind: Bare;
  count: number;
}

export interface BareTemporal {
  /** Workflows a second. */
  rate(kind: Bare, count: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startBareTemporal(env: NodeJS.ProcessEnv): Promise<BareTemporal> {
  const child = fork(join(import.meta.dirname, 'bare-worker.ts'), { env, execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return {
    async rate(kind, count) {
      const answered = once(child, 'message') as Promise<[number]>;
      child.send({ kind, count } satisfies Round);
      return (count * 1000) / (await answered)[0];
    },
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

/** Posts a second, so many at once over kept connections. */
export async function barePostRate(url: string, body: string, count: number, atOnce = 32): Promise<number> {
  const agent = new Agent({ connections: atOnce, pipelining: 1 });
  const began = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next++ < count) await (await request(url, { method: 'POST', body, headers: { 'content-type': 'application/json' }, dispatcher: agent })).body.dump();
  }));
  const ms = performance.now() - began;
  await agent.close();
  return (count * 1000) / ms;
}
