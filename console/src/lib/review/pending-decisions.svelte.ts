import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { goto } from '$app/navigation';
import { asApiError } from '../api-error.ts';
import { m } from '../paraglide/messages.js';
import { bulkReport } from '../state/bulk-report.svelte.ts';
import { session } from '../state/session.svelte.ts';
import { toasts } from '../state/toasts.svelte.ts';
import { errorText } from '../text/error-text.ts';
import { dropDraft } from './drafts.ts';
import { allPending, dropPending, loadPending, type NewDecision, type PendingDecision, storePending } from './pending-store.ts';
import { canHeal, type DecisionResults, sendDecision } from './send-decision.ts';

/** How long a decision can be taken back. */
const graceMs = 5000;
const retryMs = 10_000;

interface Held {
  decision: PendingDecision;
  /** Ends the wait: what was not taken back is sent. */
  send: () => void;
  isSending: boolean;
  /** Settles once it is sent or taken back. */
  over: Promise<void>;
}

/**
 * Decisions that wait a moment before they are sent, so that they can be taken back. Each is stored before anything else happens and forgotten only
 * once the API has answered: whoever reloads, leaves or loses the connection finds it sent, or is told that it was not.
 */
class PendingDecisions {
  #held = new SvelteMap<string, Held>();
  /** Decided by this window, and answered. */
  #sent = new SvelteSet<string>();
  #isCutOff = false;

  /** Tasks that this window has decided and not yet sent. */
  get taskIds(): ReadonlySet<string> {
    return new Set([...this.#held.values()].flatMap(({ decision }) => decision.tasks.map(({ id }) => id)));
  }

  /** Whether this window has decided a task, sent or not: a list that was asked for before the answer came still shows it open. */
  hasDecided(taskId: string): boolean {
    return this.#sent.has(taskId) || this.taskIds.has(taskId);
  }

  /** Takes a decision and says so, with the way back. */
  add(given: NewDecision, said: string): void {
    const decision: PendingDecision = { ...given, id: crypto.randomUUID(), userId: session.current?.user?.id ?? '', tenantId: session.current?.tenant?.id ?? '' };
    for (const { id } of decision.tasks) this.#supersede(id);
    const isStored = storePending(localStorage, decision);
    const toast = toasts.show(said, 'good', isStored ? { label: m.undo(), run: () => this.#undo(decision) } : undefined, { lastsMs: graceMs, onclose: () => this.#held.get(decision.id)?.send() });
    this.#hold(decision, isStored, isStored ? graceMs : 0, () => toasts.close(toast));
  }

  /** Takes back the decision that was made last; false where none can be any more. */
  undoLast(): boolean {
    const last = [...this.#held.values()].findLast(({ isSending }) => !isSending);
    if (last) this.#undo(last.decision);
    return last !== undefined;
  }

  /** Sends what was left by windows that are gone; what open windows hold is theirs. */
  resume(): void {
    const { user, tenant } = session.current ?? {};
    if (!user || !tenant) return;
    for (const decision of allPending(localStorage, user.id, tenant.id)) if (!this.#held.has(decision.id)) this.#hold(decision, true, 0);
  }

  /** Sends at once what waits, as when the page is left or the person signs out; waits for answers, but not for long. */
  async flush(): Promise<void> {
    const held = [...this.#held.values()];
    for (const { send } of held) send();
    if (held.length > 0) await Promise.race([Promise.all(held.map(({ over }) => over)), pause(3000)]);
  }

  /** One window at a time owns a decision; another takes it over once that window is gone. */
  #hold(decision: PendingDecision, isStored: boolean, waitMs: number, onsending: () => void = () => undefined): void {
    const isGone = () => isStored && loadPending(localStorage, decision.id) === null;
    let send: () => void = () => undefined;
    const grace = new Promise<void>((resolve) => {
      send = resolve;
      setTimeout(resolve, waitMs);
    });
    const own = async () => {
      await grace;
      const held = this.#held.get(decision.id);
      if (held) this.#held.set(decision.id, { ...held, isSending: true });
      onsending();
      await this.#sendUntilAnswered(decision, isGone);
    };
    // Without locks, where the page is not served safely, two windows may both send: the second is told that it was decided.
    const locks = navigator.locks as LockManager | undefined;
    const over = Promise.resolve(locks ? locks.request(`comprobante.pending.${decision.id}`, own) : own()).finally(() => this.#held.delete(decision.id));
    this.#held.set(decision.id, { decision, send, isSending: false, over });
  }

  #undo(decision: PendingDecision): void {
    if (this.#held.get(decision.id)?.isSending !== false) return;
    this.#drop(decision);
    const [only] = decision.tasks;
    toasts.show(m.decision_undone());
    if (only && decision.tasks.length === 1) void goto(`/review/${only.id}`);
  }

  /** Somebody who decides a task anew means the newer decision. */
  #supersede(taskId: string): void {
    for (const { decision, isSending } of this.#held.values()) if (!isSending && decision.tasks.length === 1 && decision.tasks[0]?.id === taskId) this.#drop(decision);
  }

  #drop(decision: PendingDecision): void {
    dropPending(localStorage, decision.id);
    this.#held.get(decision.id)?.send();
  }

  async #sendUntilAnswered(decision: PendingDecision, isGone: () => boolean): Promise<void> {
    while (!isGone()) {
      try {
        const results = await sendDecision(decision);
        dropPending(localStorage, decision.id);
        for (const { id, error } of results) if (!error) this.#sent.add(id);
        this.#isCutOff = false;
        tell(decision, results);
        return;
      } catch (thrown) {
        const error = asApiError(thrown);
        // It stays for when the person signs in again.
        if (error.code === 'unauthenticated') return;
        if (!canHeal(error)) {
          dropPending(localStorage, decision.id);
          tell(decision, decision.tasks.map(({ id }) => ({ id, error: error.code })));
          return;
        }
        if (!this.#isCutOff) toasts.show(m.decision_waits(), 'bad');
        this.#isCutOff = true;
        await pause(retryMs);
      }
    }
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function tell({ tasks }: PendingDecision, results: DecisionResults): void {
  const refused = results.flatMap(({ id, error }) => (error ? [{ label: tasks.find((task) => task.id === id)?.file ?? id, href: `/review/${id}`, text: errorText(error) }] : []));
  for (const { id, error } of results) if (!error) dropDraft(localStorage, id);
  const [first] = refused;
  if (tasks.length > 1) bulkReport.tell(results.length - refused.length, refused);
  else if (first) toasts.show(m.decision_refused({ file: first.label, why: first.text }), 'bad', { label: m.decision_look(), run: () => void goto(first.href) });
}

export const pendingDecisions = new PendingDecisions();
session.beforeLeaving(() => pendingDecisions.flush());
