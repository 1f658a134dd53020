import { SvelteSet } from 'svelte/reactivity';
import { ApiError, type CallErrorCode } from '../api-error.ts';
import type { DocumentSummary } from '../contract.ts';
import { upload } from '../upload-request.ts';

export type UploadState = 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled';

const sentAtOnce = 3;

/** One file on its way. The key stays the same over retries, so that a try whose answer was lost makes no second document. */
export class Upload {
  readonly key = crypto.randomUUID();
  readonly file: File;
  readonly clientId: string;
  readonly autoProcess: boolean | undefined;
  state = $state<UploadState>('waiting');
  share = $state(0);
  error = $state<CallErrorCode | null>(null);
  document = $state.raw<DocumentSummary | null>(null);
  #abort = new AbortController();

  constructor(file: File, clientId: string, autoProcess: boolean | undefined) {
    this.file = file;
    this.clientId = clientId;
    this.autoProcess = autoProcess;
  }

  get isOver(): boolean {
    return this.state === 'done' || this.state === 'failed' || this.state === 'cancelled';
  }

  async send(): Promise<void> {
    this.state = 'sending';
    this.#abort = new AbortController();
    try {
      const { file, clientId, autoProcess, key } = this;
      const result = await upload({ file, clientId, autoProcess, idempotencyKey: key, signal: this.#abort.signal, onProgress: (share) => (this.share = share) });
      this.document = result.documents[0] ?? null;
      this.state = 'done';
    } catch (thrown) {
      this.error = thrown instanceof ApiError ? thrown.code : null;
      this.state = this.error === null ? 'cancelled' : 'failed';
      this.share = 0;
    }
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

/** The files on their way, three at a time; it outlives the screen that they were chosen on. */
class Uploads {
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

  add(files: readonly File[], clientId: string, autoProcess: boolean | undefined): void {
    this.list.push(...files.map((file) => new Upload(file, clientId, autoProcess)));
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
    await one.send();
    if (one.state === 'done') for (const listener of this.#listeners) listener();
    this.#fill();
  }
}

export const uploads = new Uploads();
