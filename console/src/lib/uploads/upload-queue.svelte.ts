import { SvelteSet } from 'svelte/reactivity';
import { ApiError, type CallErrorCode } from '../api-error.ts';
import { backoffMs } from '../live/backoff.ts';
import { pause } from '../live/waiting.ts';

export type UploadState = 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled';

export interface Sending {
  file: File;
  /** The same for every try of one file, so that a retry never makes a second document. */
  idempotencyKey: string;
  /** Share of the bytes sent, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends one file and gives the id of its document. Throws ApiError, or the signal's reason. */
export type Send = (sending: Sending) => Promise<string | null>;

const sentAtOnce = 3;
/** Faults of the way, not of the file: tried again without being asked, so often. */
const passing: readonly (CallErrorCode | null)[] = ['unreachable', 'dependency_unavailable', 'draining', 'rate_limited'];
const triesMost = 4;

/** One file on its way. */
export class Upload {
  readonly key = crypto.randomUUID();
  readonly file: File;
  state = $state<UploadState>('waiting');
  share = $state(0);
  error = $state<CallErrorCode | null>(null);
  documentId = $state.raw<string | null>(null);
  #send: Send;
  #abort = new AbortController();

  constructor(file: File, send: Send) {
    this.file = file;
    this.#send = send;
  }

  get isOver(): boolean {
    return this.state === 'done' || this.state === 'failed' || this.state === 'cancelled';
  }

  async run(): Promise<void> {
    this.state = 'sending';
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    for (let tries = 1; !this.isOver; tries += 1) {
      try {
        this.documentId = await this.#send({ file: this.file, idempotencyKey: this.key, signal, onProgress: (share) => (this.share = share) });
        [this.state, this.error] = ['done', null];
      } catch (thrown) {
        this.share = 0;
        this.error = thrown instanceof ApiError ? thrown.code : null;
        const isWorthATry = tries < triesMost && passing.includes(this.error);
        if (isWorthATry) await pause(backoffMs(tries + 1, Math.random()), signal);
        if (signal.aborted) [this.state, this.error] = ['cancelled', null];
        else if (!isWorthATry) this.state = 'failed';
      }
    }
  }

  /** Ends it without a try, for what is known to be refused. */
  refuse(code: CallErrorCode): void {
    [this.state, this.error] = ['failed', code];
  }

  cancel(): void {
    if (this.state === 'waiting') this.state = 'cancelled';
    else this.#abort.abort();
  }

  reset(): void {
    this.state = 'waiting';
    this.error = null;
  }
}

/** Files on their way, three at a time. */
export class UploadQueue {
  list = $state<Upload[]>([]);
  isPaused = $state(false);
  #listeners = new SvelteSet<() => void>();

  readonly done = $derived(this.list.filter(({ state }) => state === 'done').length);
  readonly failed = $derived(this.list.filter(({ state }) => state === 'failed').length);
  readonly isRunning = $derived(this.list.some(({ isOver }) => !isOver));

  /** Calls back after each file that was received. Returns how to stop that. */
  onReceived(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  add(files: readonly Upload[]): void {
    this.list.push(...files);
    this.#fill();
  }

  retry(one: Upload): void {
    one.reset();
    this.#fill();
  }

  retryFailed(): void {
    for (const one of this.list) if (one.state === 'failed') one.reset();
    this.#fill();
  }

  cancelAll(): void {
    for (const one of this.list) if (!one.isOver) one.cancel();
  }

  /** What is being sent is finished; nothing further starts until resumed. */
  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.#fill();
  }

  clearFinished(): void {
    this.list = this.list.filter(({ isOver }) => !isOver);
  }

  #fill(): void {
    if (this.isPaused) return;
    const free = sentAtOnce - this.list.filter(({ state }) => state === 'sending').length;
    for (const one of this.list.filter(({ state }) => state === 'waiting').slice(0, Math.max(free, 0))) void this.#run(one);
  }

  async #run(one: Upload): Promise<void> {
    await one.run();
    if (one.state === 'done') for (const listener of this.#listeners) listener();
    this.#fill();
  }
}
