import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two asks: soon again at first, a quarter longer each time, since every ask takes from those that are waited for. */
const pauses = { first: 30, growth: 1.25, longest: 250 };

/** Asks until the answer holds. Throws with the last answer where it does not within the time. */
export async function eventually<T>(what: string, ask: () => Promise<T>, holds: (answer: T) => boolean, timeoutMs = 30_000): Promise<T> {
  const until = Date.now() + timeoutMs;
  let pause = pauses.first;
  for (let last: unknown; ; await sleep(pause), pause = Math.min(pause * pauses.growth, pauses.longest)) {
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
