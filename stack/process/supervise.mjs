import { setTimeout as sleep } from 'node:timers/promises';
import { explain } from '../fault.mjs';
import { say } from '../terminal.mjs';

const firstDelayMs = 1000;
const longestDelayMs = 30_000;

/** A process that ran this long before it ended starts with the short delay again. */
const steadyMs = 60_000;

/**
 * Keeps a started service running: when its process ends by itself it is started again, after a delay that doubles.
 * @param {import('./service.mjs').Service} service
 * @param {AbortSignal} signal Ends the watch; the process itself is left as it is.
 */
export async function supervise(service, signal) {
  let delay = firstDelayMs;
  while (!signal.aborted) {
    const child = service.child();
    const since = Date.now();
    const how = child ? await child.ended : 'it did not start';
    if (signal.aborted) return;
    if (Date.now() - since > steadyMs) delay = firstDelayMs;
    say(`${service.label} ended (${how}); starting it again in ${delay / 1000} s`);
    await sleep(delay, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    delay = Math.min(delay * 2, longestDelayMs);
    await service.start().then(() => say(`${service.label} runs again`), (error) => (signal.aborted ? undefined : say(explain(error))));
  }
}
