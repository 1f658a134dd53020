import { type ApiError, asApiError, type CallErrorCode } from '../api-error.ts';
import { call } from '../api.ts';
import { session } from '../state/session.svelte.ts';
import type { PendingDecision } from './pending-store.ts';

export type DecisionResults = { id: string; error: CallErrorCode | null }[];

/** Whether asking again can help. */
export const canHeal = ({ status }: ApiError): boolean => status === 0 || status === 429 || status >= 500;

/** Sends a decision on one task or many. Requests outlive the page. Throws ApiError where nothing was decided and asking again can help, or nobody is signed in. */
export async function sendDecision(decision: PendingDecision): Promise<DecisionResults> {
  const [only] = decision.tasks;
  if (only && decision.tasks.length === 1) return [{ id: only.id, error: await sendOne(only.id, decision) }];
  const ids = decision.tasks.map(({ id }) => id);
  const body = decision.action === 'reject' ? { action: 'reject' as const, ids, reason: decision.reason } : { action: 'approve' as const, ids };
  const { results } = await call('decideReviewTasks', { body, keepalive: true });
  return results.map(({ id, error }) => ({ id, error: error?.code ?? null }));
}

async function sendOne(id: string, decision: PendingDecision): Promise<CallErrorCode | null> {
  const params = { id };
  try {
    if (decision.action === 'reject') await call('rejectReviewTask', { params, body: { reason: decision.reason }, keepalive: true });
    else await call('approveReviewTask', { params, body: decision.corrections ? { corrections: decision.corrections } : {}, keepalive: true });
    return null;
  } catch (thrown) {
    const error = asApiError(thrown);
    if (canHeal(error) || error.code === 'unauthenticated') throw error;
    return isSameDecision(error, decision) ? null : error.code;
  }
}

/** The answer to an earlier try was lost: the decision that stands is this one. */
function isSameDecision({ code, details }: ApiError, { action }: PendingDecision): boolean {
  return code === 'already_decided' && details['decidedBy'] === session.current?.user?.name && details['status'] === (action === 'approve' ? 'approved' : 'rejected');
}
