// Services, the product's processes and receivers, of the benchmark's own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../../adapters/database/database.ts';
import { startServices, type Services } from '../../../stack/services.mjs';
import { startCrowd, type Crowd } from '../../harness/crowd.ts';
import type { Watched } from '../../harness/ledger.ts';
import { openStackDatabase } from '../../harness/publish.ts';
import { startStack, type Stack } from '../../harness/start-stack.ts';

export const receivers = Array.from({ length: 10 }, (_, i) => `r${i}`);

export interface Setting {
  services: Services;
  stack: Stack;
  endpoints: Watched[];
  crowd: Crowd;
  db: Database;
  tenantId: string;
  /** How much has come to these receivers so far. */
  arrived(names?: readonly string[]): number;
  /** Resolves once so much more has come to them, with the moment of the last; rejects where for half a minute nothing comes. */
  untilArrived(count: number, names?: readonly string[]): Promise<number>;
  stop(): Promise<void>;
}

export async function createSetting(env: Record<string, string> = {}): Promise<Setting> {
  const folder = await mkdtemp(join(tmpdir(), 'comprobante-bench-'));
  const services = await startServices({ dataDir: folder });
  const crowd = await startCrowd();
  const stack = await startStack({ services: services.env, env: { LOG_LEVEL: 'warn', WEBHOOK_RETRY_SECONDS: '5,300,1800', ...env } });
  const db = openStackDatabase(stack.env);
  const endpoints: Watched[] = [];
  for (const name of receivers) {
    const { id, signingSecret } = await stack.api.call('createEndpoint', { body: { url: crowd.url(name) } });
    endpoints.push({ id, name, secret: signingSecret as string });
  }
  const arrived = (names: readonly string[] = receivers) => names.reduce((sum, name) => sum + crowd.hits(name).length, 0);
  return {
    services, stack, endpoints, crowd, db, tenantId: stack.administrator.tenantId, arrived,
    async untilArrived(target, names) {
      for (let [last, since] = [arrived(names), Date.now()]; arrived(names) < target; await sleep(5)) {
        if (arrived(names) !== last) [last, since] = [arrived(names), Date.now()];
        if (Date.now() - since > 30_000) throw new Error(`${target - arrived(names)} deliveries have not come`);
      }
      return performance.now();
    },
    async stop() {
      await db.close();
      await stack.stop();
      await crowd.close();
      await services.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
