import { preloadData } from '$app/navigation';
import { m } from '../paraglide/messages.js';
import { toasts } from '../state/toasts.svelte.ts';
import { dropDraft } from './drafts.ts';
import type { Lease } from './lease.svelte.ts';
import { findNext } from './next-task.ts';
import { pendingDecisions } from './pending-decisions.svelte.ts';
import type { NewDecision, PendingDecision } from './pending-store.ts';
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
    // Decided before this screen was opened, with a draft that was never sent.
    this.isOvertaken = lease.task.status !== 'open' && review.isTouched;
  }

  async approve(): Promise<void> {
    const corrections = this.#review.corrections();
    const count = Object.keys(corrections?.fields ?? {}).length + Number(corrections?.lineItems !== undefined) + Number(corrections?.taxes !== undefined);
    const { fileName: file } = this.#review.document;
    await this.#decide({ action: 'approve', tasks: [this.#task], ...(corrections ? { corrections } : {}) }, count > 0 ? m.approved_corrected_toast({ count, file }) : m.approved_toast({ file }));
  }

  async reject(reason: string): Promise<void> {
    await this.#decide({ action: 'reject', tasks: [this.#task], reason }, m.rejected_toast({ file: this.#review.document.fileName }));
  }

  get #task(): PendingDecision['tasks'][number] {
    return { id: this.#review.taskId, file: this.#review.document.fileName };
  }

  async #decide(decision: NewDecision, said: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.#lease.keepForDecision();
    pendingDecisions.add(decision, said);
    await this.goOn();
    this.isBusy = false;
  }

  /** Looks at the task anew after it changed elsewhere: decided, taken, or free again. */
  async observe(mayDecide: boolean): Promise<void> {
    if (this.isBusy || pendingDecisions.taskIds.has(this.#review.taskId)) return;
    const wasOpen = this.#lease.task.status === 'open';
    await this.#lease.reload();
    if (!mayDecide) return;
    if (wasOpen && this.#lease.task.status !== 'open') this.isOvertaken = true;
    else if (this.#lease.isFree) await this.#lease.take();
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
  }
}
