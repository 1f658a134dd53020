import { ApiError } from '../api-error.ts';
import { call } from '../api.ts';
import type { ReviewTask } from '../contract.ts';

/** Well under the ten minutes that the API holds a task for. */
const renewEveryMs = 4 * 60_000;

/** Holds a review task while its screen is open. */
export class Lease {
  task = $state.raw<ReviewTask>() as ReviewTask;
  isLost = $state(false);
  #isDecided = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(task: ReviewTask) {
    this.task = task;
  }

  get isHeld(): boolean {
    return this.task.status === 'open' && this.task.claimedByMe;
  }

  get isHeldByOther(): boolean {
    return this.task.status === 'open' && this.task.claimedBy !== null && !this.task.claimedByMe;
  }

  get isFree(): boolean {
    return this.task.status === 'open' && this.task.claimedBy === null;
  }

  /** Takes the task and keeps it. Who holds it otherwise, or how it was decided, is then in `task`. */
  async take(): Promise<void> {
    await this.#claim();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.#renew(), renewEveryMs);
  }

  async #renew(): Promise<void> {
    if (!this.isHeld || document.hidden) return;
    try {
      await this.#claim();
      this.isLost = !this.isHeld;
    } catch {
      this.isLost = true;
    }
  }

  async #claim(): Promise<void> {
    const params = { id: this.task.id };
    try {
      this.task = await call('claimReviewTask', { params });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      this.task = await call('getReviewTask', { params });
    }
  }

  async reload(): Promise<void> {
    this.task = await call('getReviewTask', { params: { id: this.task.id } });
  }

  /** Stops renewing and lets go of a task that was not decided. A failure is no harm: the lease runs out by itself. */
  leave(): void {
    clearInterval(this.#timer);
    if (this.isHeld && !this.#isDecided) call('releaseReviewTask', { params: { id: this.task.id } }).catch(() => undefined);
  }

  /** The decision is on its way: nobody else is to take the task before it arrives. */
  keepForDecision(): void {
    clearInterval(this.#timer);
    this.#isDecided = true;
  }
}
