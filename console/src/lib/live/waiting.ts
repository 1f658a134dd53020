/** Waits until one of the given things calls back, or the signal is aborted; none of them is listened to afterwards. */
function first(signal: AbortSignal, begin: (end: () => void, over: AbortSignal) => void): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      over.abort();
      resolve();
    };
    signal.addEventListener('abort', end, { signal: over.signal });
    if (signal.aborted) end();
    else begin(end, over.signal);
  });
}

/** Waits for a time, or until the network is back, if that is sooner. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return first(signal, (end, over) => {
    const timer = setTimeout(end, ms);
    over.addEventListener('abort', () => clearTimeout(timer));
    addEventListener('online', end, { signal: over });
  });
}

/** Waits until somebody looks at the window. */
export function untilSeen(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return first(signal, (end, over) => document.addEventListener('visibilitychange', () => !document.hidden && end(), { signal: over }));
}

/** Acts once the window was hidden for so long. Returns how to stop that. */
export function whenHiddenFor(ms: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(act, ms);
  };
  watch();
  document.addEventListener('visibilitychange', watch);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', watch);
  };
}
