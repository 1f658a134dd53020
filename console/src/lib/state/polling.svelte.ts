import { live } from './live.svelte.ts';

/** Repeats `ask` while `isWanted` says so, the page is visible and the component lives; a slow answer is waited for. */
export function poll(ask: () => Promise<unknown>, everyMs: number, isWanted: () => boolean = () => true): void {
  $effect(() => {
    if (!isWanted()) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const next = () => {
      if (!isOver) timer = setTimeout(() => void turn(), everyMs);
    };
    const turn = async () => {
      if (!document.hidden) await ask().then(live.answered, live.missed);
      next();
    };
    next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  });
}
