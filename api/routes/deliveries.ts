import { audit } from '../../adapters/database/audit.ts';
import type { Scope } from '../../adapters/database/database.ts';
import { discardDeadLetter, discardDeadLetters, listDeadLetters, requeueDeadLetter, requeueDeadLetters } from '../../adapters/database/dead-letters.ts';
import { getDelivery, listAttempts, listDeliveries, resendDelivery, retryDeliveryNow, type Acted } from '../../adapters/database/deliveries.ts';
import type { Delivery } from '../../contract/webhook.ts';
import type { Handlers, TenantCall } from '../mount.ts';

export type DeliveryRoutes = 'listDeliveries' | 'getDelivery' | 'resendDelivery' | 'retryDeliveryNow' | 'listAttempts'
  | 'listDeadLetters' | 'requeueDeadLetter' | 'requeueDeadLetters' | 'discardDeadLetter' | 'discardDeadLetters';

export const deliveryHandlers: Handlers<DeliveryRoutes> = {
  async listDeliveries({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listDeliveries(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
  async getDelivery({ params }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => getDelivery(scope, params.id));
  },
  async resendDelivery({ params }, call) {
    return act(call, 'delivery.resent', (scope) => resendDelivery(scope, params.id));
  },
  async retryDeliveryNow({ params }, call) {
    return act(call, 'delivery.hurried', (scope) => retryDeliveryNow(scope, params.id));
  },
  async listAttempts({ params }, { deps, caller }) {
    const items = await deps.db.withTenant(caller.tenantId, (scope) => listAttempts(scope, params.id));
    return { items, total: items.length, limit: items.length, offset: 0 };
  },
  async listDeadLetters({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listDeadLetters(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
  async requeueDeadLetter({ params }, call) {
    return act(call, 'dead_letter.requeued', (scope) => requeueDeadLetter(scope, params.id));
  },
  async requeueDeadLetters({ body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, async (scope) => {
      const answer = await requeueDeadLetters(scope, body);
      if (answer.requeued > 0) await audit(scope, { actor: caller.actor, action: 'dead_letters.requeued', subject: 'dead_letters', detail: { ...body, ...answer } });
      return answer;
    });
  },
  async discardDeadLetter({ params, body }, call) {
    return act(call, 'dead_letter.discarded', (scope) => discardDeadLetter(scope, params.id, body.reason), { reason: body.reason });
  },
  async discardDeadLetters({ body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, async (scope) => {
      const answer = await discardDeadLetters(scope, body);
      if (answer.discarded > 0) await audit(scope, { actor: caller.actor, action: 'dead_letters.discarded', subject: 'dead_letters', detail: { ...body, ...answer } });
      return answer;
    });
  },
};

/** Does something to one delivery and writes who did, where it changed anything. */
function act({ deps, caller }: TenantCall, action: string, work: (scope: Scope) => Promise<Acted>, detail = {}): Promise<Delivery> {
  return deps.db.withTenant(caller.tenantId, async (scope) => {
    const { delivery, isChanged } = await work(scope);
    if (isChanged) await audit(scope, { actor: caller.actor, action, subject: `delivery:${delivery.id}`, ...(delivery.documentId && { documentId: delivery.documentId }), detail });
    return delivery;
  });
}
