import { hashApiKey } from '../adapters/api-key.ts';
import type { Caller } from './caller.ts';

/** Keys that a process remembers at most. */
const most = 1000;

/** Whose keys were when they were looked up last, so that a read may begin while that is asked again. Never a reason to answer: a key may have been revoked since. */
export class KnownKeys {
  readonly #callers = new Map<string, Caller>();

  recall(authorization: string | undefined): Caller | undefined {
    return authorization === undefined ? undefined : this.#callers.get(hashApiKey(authorization));
  }

  /** @param caller null where the key holds no more. */
  note(authorization: string | undefined, caller: Caller | null): void {
    if (authorization === undefined) return;
    const hash = hashApiKey(authorization);
    // Anew, so that what was not seen for longest goes first.
    this.#callers.delete(hash);
    if (caller === null) return;
    this.#callers.set(hash, caller);
    for (const oldest of this.#callers.keys()) {
      if (this.#callers.size <= most) break;
      this.#callers.delete(oldest);
    }
  }
}
