import { assignReviewTask, claimReviewTask, decideReviewTask, getReviewTask, releaseReviewTask } from '../../adapters/database/reviews.ts';
import { listReviewTasks } from '../../adapters/database/list-review-tasks.ts';
import { AppError } from '../../contract/errors.ts';
import type { Corrections } from '../../contract/review.ts';
import { correctionFaults } from '../../domain/corrections.ts';
import type { Handlers } from '../mount.ts';

type Names = 'assignReviewTask' | 'listReviewTasks' | 'getReviewTask' | 'claimReviewTask' | 'releaseReviewTask' | 'approveReviewTask' | 'rejectReviewTask';

export const reviewHandlers: Handlers<Names> = {
  async listReviewTasks({ query }, { deps, caller }) {
    return { ...await listReviewTasks(deps.db, caller.tenantId, query, caller.actor), limit: query.limit, offset: query.offset };
  },
  async getReviewTask({ params }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => getReviewTask(scope, params.id, caller.actor));
  },
  async claimReviewTask({ params }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => claimReviewTask(scope, params.id, caller.actor));
  },
  async assignReviewTask({ params, body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => assignReviewTask(scope, params.id, caller.actor, body.userId));
  },
  async releaseReviewTask({ params }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => releaseReviewTask(scope, params.id, caller.actor));
  },
  async approveReviewTask({ params, body }, { deps, caller }) {
    const corrections = checked(body.corrections ?? {});
    return deps.db.withTenant(caller.tenantId, (scope) => decideReviewTask(scope, params.id, caller.actor, { outcome: 'approved', corrections }));
  },
  async rejectReviewTask({ params, body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => decideReviewTask(scope, params.id, caller.actor, { outcome: 'rejected', reason: body.reason }));
  },
};

function checked(corrections: Corrections): Corrections {
  const issues = correctionFaults(corrections).map(({ field, expected }) => ({ in: 'body', path: `corrections.fields.${field}`, message: `Expected ${expected}` }));
  if (issues.length > 0) throw new AppError('invalid_request', { details: { issues } });
  return corrections;
}
