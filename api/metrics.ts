import type { RequestHandler } from 'express';
import { readOutboxState } from '../adapters/database/outbox-state.ts';
import { readStorage } from '../adapters/database/size-samples.ts';
import { metricsType, notePlatform, platformMetrics, processMetrics } from '../adapters/metrics.ts';
import { mayReadMetrics } from '../adapters/metrics-access.ts';
import { AppError } from '../contract/errors.ts';
import type { ApiDeps } from './deps.ts';
import { readPlatform } from './platform-state.ts';

/** Prometheus's text. Figures of the whole platform come along from every API process; where the database is away, this process's own come alone. */
export function serveMetrics(deps: ApiDeps): RequestHandler {
  return async (req, res) => {
    if (!mayReadMetrics(req, deps.http.metricsToken)) throw new AppError('route_not_found');
    const platform = await describePlatform(deps).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'metrics of the platform are missing');
      return '';
    });
    res.setHeader('content-type', metricsType);
    res.end(`${await processMetrics()}\n${platform}`);
  };
}

async function describePlatform(deps: ApiDeps): Promise<string> {
  const [platform, outbox, storage] = await Promise.all([readPlatform(deps), readOutboxState(deps.db), readStorage(deps.db, 1)]);
  notePlatform({ ...platform, outbox, storage });
  return platformMetrics();
}
