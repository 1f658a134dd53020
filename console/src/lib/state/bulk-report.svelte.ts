import { m } from '../paraglide/messages.js';
import { toasts } from './toasts.svelte.ts';

/** One thing that was asked for together with others and was not done, and why. */
export interface Refusal {
  label: string;
  href: string;
  text: string;
}

/** What came of an action on many things at once: a sentence for all, and on demand each that was refused. */
class BulkReport {
  refusals = $state.raw<readonly Refusal[]>([]);
  isOpen = $state(false);

  tell(done: number, refusals: readonly Refusal[]): void {
    if (done > 0) toasts.show(m.bulk_done({ count: done }), 'good');
    if (refusals.length === 0) return;
    this.refusals = refusals;
    toasts.show(m.bulk_refused({ count: refusals.length }), 'bad', { label: m.bulk_which(), run: () => (this.isOpen = true) });
  }
}

export const bulkReport = new BulkReport();
