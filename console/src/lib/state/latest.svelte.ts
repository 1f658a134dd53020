import { type ApiError, asApiError } from '../api-error.ts';
import { firstPaint } from './first-paint.ts';

/** Marks a promise that a page will look at later, so that an early failure is not reported as unhandled. */
export function deferred<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/**
 * The newest settled state of a promise that is replaced from time to time: the last value stays while the next one is under way,
 * and an answer that comes after its successor was asked for is dropped. Make it while a component starts. What is there before the first screen has been painted
 * waits for that: a frame and its heading are seen at once, and a list is drawn into them.
 */
export class Latest<T> {
  value = $state.raw<T | undefined>();
  error = $state.raw<ApiError | null>(null);
  isPending = $state(true);
  #asked = $state(0);

  constructor(source: () => Promise<T>) {
    $effect(() => {
      void this.#asked;
      const promise = source();
      let isStale = false;
      this.isPending = true;
      const shown = firstPaint();
      promise.finally(() => shown).then(
        (value) => {
          if (!isStale) [this.value, this.error, this.isPending] = [value, null, false];
        },
        (thrown: unknown) => {
          if (!isStale) [this.error, this.isPending] = [asApiError(thrown), false];
        },
      );
      return () => (isStale = true);
    });
  }

  /** Asks the source again; for sources that do not change by themselves. */
  refresh(): void {
    this.#asked += 1;
  }
}
