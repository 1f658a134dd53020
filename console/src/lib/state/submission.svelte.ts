import { type ApiError, asApiError } from '../api-error.ts';

/** One thing at a time that a person asks for: whether it is under way, and why the last try failed. */
export class Submission {
  isBusy = $state(false);
  error = $state.raw<ApiError | null>(null);

  /** @returns whether it went well. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    this.isBusy = true;
    this.error = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
