import { DefaultLogger, Runtime } from '@temporalio/worker';

let isQuiet = false;

/** Temporal's runtime in the test's own process says errors alone. It can be set up once in a process, and files share processes. */
export function quietTemporal(): void {
  if (isQuiet) return;
  isQuiet = true;
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } } });
}
