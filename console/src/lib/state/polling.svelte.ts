/** Repeats `ask` while `isWanted` says so, the page is visible and the component lives; a slow answer is waited for. For what is not told of by live updates. */
export function poll(ask: () => Promise<unknown>, everyMs: number, isWanted: () => boolean = () => true): void {
  $effect(() => {
    if (!isWanted()) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const next = () => {
      if (!isOver) timer = setTimeout(() => void turn(), everyMs);
    };
    const turn = async () => {
      if (!document.hidden) await ask().catch(() => undefined);
      next();
    };
    next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  });
}
