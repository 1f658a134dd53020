import { ApiError } from '../api-error.ts';
import { openStream } from '../api.ts';
import type { LiveEvent, LiveEventKind } from '../contract.ts';
import { backoffMs } from '../live/backoff.ts';
import { readEvents } from '../live/read-events.ts';
import { pause, untilSeen, whenHiddenFor } from '../live/waiting.ts';
import { firstPaint } from './first-paint.ts';

export type LiveState = 'signed-out' | 'connecting' | 'live' | 'polling' | 'reconnecting';
/** Null: more happened than is told, so that everything shown has to be asked for. */
export type LiveListener = (event: LiveEvent | null) => void;

/** The API sends a sign of life every 20 seconds; a connection without any is given up. */
const silenceMs = 50_000;
/** A window that nobody looks at gives its connection back: browsers allow six to one host over HTTP/1.1, shared by all windows. */
const hiddenMs = 60_000;

/** The one stream of changes of this window, whatever the screen: opened while somebody is signed in, resumed where it broke off. */
class Live {
  #state = $state<LiveState>('signed-out');
  #listeners = new Map<LiveListener, ReadonlySet<LiveEventKind>>();
  #lastId: string | null = null;
  #abort: AbortController | null = null;

  get state(): LiveState {
    return this.#state;
  }

  /** Whether changes are told of, so that nothing needs to be asked for again and again. */
  get isTold(): boolean {
    return this.#state === 'live';
  }

  /** Calls back with each change of these kinds. Returns how to stop that. */
  on(kinds: readonly LiveEventKind[], listener: LiveListener): () => void {
    this.#listeners.set(listener, new Set(kinds));
    return () => this.#listeners.delete(listener);
  }

  /** Opens the stream, and keeps it open until the returned function is called. `mayListen`: whether the role may; else screens poll. */
  start(mayListen: boolean): () => void {
    const abort = new AbortController();
    this.#state = mayListen ? 'connecting' : 'polling';
    // What the screen is about is asked for first.
    if (mayListen) void firstPaint().then(() => this.#keepOpen(abort.signal));
    return () => {
      abort.abort();
      this.#abort?.abort();
      this.#lastId = null;
      this.#state = 'signed-out';
    };
  }

  async #keepOpen(over: AbortSignal): Promise<void> {
    let failures = 0;
    while (!over.aborted) {
      await untilSeen(over);
      if (over.aborted) return;
      const outcome = await this.#listen(() => (failures = 0));
      if (over.aborted || outcome === 'signed-out') return;
      if (outcome === 'hidden') continue;
      failures += 1;
      this.#state = outcome === 'refused' ? 'polling' : 'reconnecting';
      await pause(backoffMs(failures, Math.random()), over);
    }
  }

  /** One connection, to its end. */
  async #listen(onOpened: () => void): Promise<'ended' | 'refused' | 'hidden' | 'signed-out'> {
    const abort = (this.#abort = new AbortController());
    let isHidden = false;
    let silence = setTimeout(() => abort.abort(), silenceMs);
    const stopWatching = whenHiddenFor(hiddenMs, () => {
      isHidden = true;
      abort.abort();
    });
    const onBytes = () => {
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), silenceMs);
    };
    try {
      const stream = await openStream('streamEvents', { signal: abort.signal, headers: this.#lastId === null ? {} : { 'last-event-id': this.#lastId } });
      await readEvents(stream, {
        onBytes,
        onEvent: ({ event, id, data }) => {
          onOpened();
          this.#hear(event ?? '', id ?? null, data);
        },
      });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return 'signed-out';
      // A place on the server, or the permission, is not to be had: screens ask by themselves meanwhile.
      if (error instanceof ApiError && ['too_many_streams', 'forbidden', 'rate_limited'].includes(error.code)) return 'refused';
    } finally {
      clearTimeout(silence);
      stopWatching();
    }
    return isHidden ? 'hidden' : 'ended';
  }

  #hear(event: string, id: string | null, data: string): void {
    const isFirst = this.#lastId === null;
    this.#lastId = id ?? this.#lastId;
    this.#state = 'live';
    // What happened between a screen's first question and the first connection was told to nobody.
    if (event === 'reset' || (event === 'ready' && isFirst)) this.#tell(null);
    else if (event !== 'ready') this.#tell(JSON.parse(data) as LiveEvent);
  }

  #tell(event: LiveEvent | null): void {
    for (const [listener, kinds] of [...this.#listeners]) if (event === null || kinds.has(event.kind)) listener(event);
  }
}

export const live = new Live();
