// What the clients know: every operation they asked for, and what was answered. The checker holds the system to its answers alone.
import type { Kind } from './documents.ts';

export interface Upload {
  /** Of the tenant, by its place in the installation. */
  tenant: number;
  /** The Idempotency-Key, and the file's name too, so that its documents can be found without an answer. */
  key: string;
  kind: Kind;
  autoProcess: boolean;
  /** The documents of every answer of 202; more than one where it was sent again. */
  accepted: string[][];
  /** The statuses of answers that refused it for good: where none accepted it, it must not be there. */
  refusals: number[];
}

export interface Decision {
  taskId: string;
  by: string;
  outcome: 'approved' | 'rejected';
  /** The answer's status; null where none came, and then it may or may not stand. */
  status: number | null;
}

export type ActKind = 'reprocess' | 'cancel' | 'erase' | 'start';

export interface Act {
  kind: ActKind;
  documentId: string;
  status: number | null;
}

export interface Probe {
  /** Another tenant's document under this tenant's key. */
  documentId: string;
  status: number | null;
}

/** An answer of 500: nobody foresaw what happened. */
export interface Surprise {
  what: string;
  status: number;
  body: string;
  at: number;
}

export interface History {
  uploads: Upload[];
  decisions: Decision[];
  acts: Act[];
  probes: Probe[];
  surprises: Surprise[];
  /** Requests that got no answer, or one of 503. */
  unanswered: number;
  requests: number;
}

export const newHistory = (): History => ({ uploads: [], decisions: [], acts: [], probes: [], surprises: [], unanswered: 0, requests: 0 });

/** Whether the act may have happened. */
export const mayStand = ({ status }: { status: number | null }): boolean => status === null || status < 300 || status >= 500;
