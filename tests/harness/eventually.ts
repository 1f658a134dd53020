import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer holds. Throws with the last answer where it does not within the time. */
export async function eventually<T>(what: string, ask: () => Promise<T>, holds: (answer: T) => boolean, timeoutMs = 30_000): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (let last: unknown; ; await sleep(50)) {
    try {
      const answer = await ask();
      if (holds(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > until) throw new Error(`${what}: not within ${timeoutMs} ms; last: ${last instanceof Error ? last.stack : JSON.stringify(last)}`);
  }
}
