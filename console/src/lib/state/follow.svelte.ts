import type { LiveEvent, LiveEventKind } from '../contract.ts';
import { live } from './live.svelte.ts';

interface Following {
  kinds: readonly LiveEventKind[];
  /** Which changes of these kinds matter; by default all. */
  matters?: (event: LiveEvent) => boolean;
  /** Least time from one answer to the next question. */
  restMs?: number;
  /** How often to ask while changes are not told of. */
  everyMs: number;
}

/** Changes of the same moment are answered by one question. */
const gatherMs = 120;

/**
 * Asks again when something changed, while the component lives: at once when it is told of, else every `everyMs`. Nothing is asked while the
 * window is hidden; once it is seen again, what was missed is asked for. A slow answer is waited for.
 */
export function follow(ask: () => Promise<unknown>, { kinds, matters = () => true, everyMs, restMs = 1000 }: Following): void {
  let isDue = false;
  let isAsking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function turn(): Promise<void> {
    timer = undefined;
    if (document.hidden) return;
    [isDue, isAsking] = [false, true];
    await ask().catch(() => undefined);
    timer = setTimeout(() => {
      [timer, isAsking] = [undefined, false];
      if (isDue) void turn();
    }, restMs);
  }
  function soon(): void {
    isDue = true;
    if (!isAsking && timer === undefined) timer = setTimeout(() => void turn(), gatherMs);
  }

  $effect(() => {
    const stop = live.on(kinds, (event) => {
      if (event === null || matters(event)) soon();
    });
    const seen = () => {
      if (!document.hidden && isDue) soon();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  });
  $effect(() => {
    if (live.isTold) return;
    const turns = setInterval(soon, everyMs);
    return () => clearInterval(turns);
  });
}
