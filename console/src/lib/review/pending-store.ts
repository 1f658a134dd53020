import type { Corrections } from '../contract.ts';

/** What a person decided and what is not yet sent, so that it can be taken back. Kept on this machine until the API has it. */
export type PendingDecision = {
  id: string;
  /** Of whoever decided: nobody else's decisions are sent. */
  userId: string;
  tenantId: string;
  tasks: { id: string; file: string }[];
} & ({ action: 'approve'; corrections?: Corrections } | { action: 'reject'; reason: string });

/** As it is given by a screen. */
export type NewDecision = { tasks: PendingDecision['tasks'] } & ({ action: 'approve'; corrections?: Corrections } | { action: 'reject'; reason: string });

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'comprobante.pending.';

/** False where the browser refuses to store: the decision is then to be sent at once. */
export function storePending(store: Store, decision: PendingDecision): boolean {
  try {
    store.setItem(prefix + decision.id, JSON.stringify(decision));
    return true;
  } catch {
    return false;
  }
}

export function loadPending(store: Store, id: string): PendingDecision | null {
  try {
    const decision = JSON.parse(store.getItem(prefix + id) ?? 'null') as PendingDecision | null;
    return decision && Array.isArray(decision.tasks) ? decision : null;
  } catch {
    return null;
  }
}

/** Those of one person in one tenant, from every window of this browser. */
export function allPending(store: Store, userId: string, tenantId: string): PendingDecision[] {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index)).filter((key): key is string => key?.startsWith(prefix) ?? false);
  return keys.map((key) => loadPending(store, key.slice(prefix.length))).filter((one): one is PendingDecision => one !== null && one.userId === userId && one.tenantId === tenantId);
}

export function dropPending(store: Store, id: string): void {
  store.removeItem(prefix + id);
}
