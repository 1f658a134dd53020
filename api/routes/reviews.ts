import { assignReviewTask, claimReviewTask, decideReviewTask, getReviewTask, releaseReviewTask } from '../../adapters/database/reviews.ts';
import { listReviewTasks } from '../../adapters/database/list-review-tasks.ts';
import type { Handlers } from '../mount.ts';

type Names = 'assignReviewTask' | 'listReviewTasks' | 'getReviewTask' | 'claimReviewTask' | 'releaseReviewTask' | 'approveReviewTask' | 'rejectReviewTask';

export const reviewHandlers: Handlers<Names> = {
  async listReviewTasks({ query }, { deps, caller }) {
    const list = { ...await listReviewTasks(deps.db, caller.tenantId, query, caller.actor), limit: query.limit, offset: query.offset };
    // A person who sees the queue opens something of it next.
    if (caller.session) deps.pageImages.prepare();
    return list;
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
    const { corrections = {} } = body;
    return deps.db.withTenant(caller.tenantId, (scope) => decideReviewTask(scope, params.id, caller.actor, { outcome: 'approved', corrections }));
  },
  async rejectReviewTask({ params, body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => decideReviewTask(scope, params.id, caller.actor, { outcome: 'rejected', reason: body.reason }));
  },
};
