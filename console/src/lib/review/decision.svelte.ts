import { preloadData } from '$app/navigation';
import { type ApiError, asApiError } from '../api-error.ts';
import { call, urlOf } from '../api.ts';
import type { ReviewTask } from '../contract.ts';
import { m } from '../paraglide/messages.js';
import { toasts } from '../state/toasts.svelte.ts';
import { errorText } from '../text/error-text.ts';
import { dropDraft } from './drafts.ts';
import type { Lease } from './lease.svelte.ts';
import { findNext } from './next-task.ts';
import type { ReviewSession } from './review-session.svelte.ts';

/** Deciding a task and going on to the next one. */
export class Decision {
  isBusy = $state(false);
  /** Somebody else decided while this person still worked on it. */
  isOvertaken = $state(false);
  readonly #lease: Lease;
  readonly #review: ReviewSession;
  readonly #open: (taskId: string | null) => void;

  constructor(lease: Lease, review: ReviewSession, open: (taskId: string | null) => void) {
    this.#lease = lease;
    this.#review = review;
    this.#open = open;
  }

  async approve(): Promise<void> {
    const corrections = this.#review.corrections();
    const count = Object.keys(corrections?.fields ?? {}).length + Number(corrections?.lineItems !== undefined) + Number(corrections?.taxes !== undefined);
    const { fileName: file } = this.#review.document;
    const error = await this.#send(() => call('approveReviewTask', { params: { id: this.#review.taskId }, body: corrections ? { corrections } : {} }));
    if (!error) await this.#done(count > 0 ? m.approved_corrected_toast({ count, file }) : m.approved_toast({ file }));
  }

  async reject(reason: string): Promise<boolean> {
    const error = await this.#send(() => call('rejectReviewTask', { params: { id: this.#review.taskId }, body: { reason } }));
    if (!error) await this.#done(m.rejected_toast({ file: this.#review.document.fileName }));
    return error === null;
  }

  async #send(request: () => Promise<ReviewTask>): Promise<ApiError | null> {
    if (this.isBusy) return null;
    this.isBusy = true;
    try {
      this.#lease.task = await request();
      return null;
    } catch (thrown) {
      const error = asApiError(thrown);
      toasts.show(errorText(error.code), 'bad');
      if (error.status === 409) {
        await this.#lease.reload().catch(() => undefined);
        this.isOvertaken = this.#lease.task.status !== 'open';
      }
      return error;
    } finally {
      this.isBusy = false;
    }
  }

  async #done(said: string): Promise<void> {
    this.#lease.stop();
    dropDraft(localStorage, this.#review.taskId);
    toasts.show(said, 'good');
    await this.goOn();
  }

  async dropAndGoOn(): Promise<void> {
    dropDraft(localStorage, this.#review.taskId);
    await this.goOn();
  }

  async goOn(): Promise<void> {
    const next = await findNext(this.#review.taskId).catch(() => null);
    if (next === null) toasts.show(m.nothing_next());
    this.#open(next?.id ?? null);
  }

  /** Gets what the next task needs while this one is looked at. */
  async prefetch(): Promise<void> {
    const next = await findNext(this.#review.taskId).catch(() => null);
    if (next === null) return;
    void preloadData(`/review/${next.id}`);
    new Image().src = urlOf('getPageImage', { id: next.documentId, number: 1 });
  }
}
