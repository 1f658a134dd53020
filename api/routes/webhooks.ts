import { audit } from '../../adapters/database/audit.ts';
import { listAttempts, listDeadLetters, listDeliveries, requeueDeadLetter, requeueDeadLetters } from '../../adapters/database/deliveries.ts';
import { createEndpoint, deleteEndpoint, findEndpoint, listEndpoints, toEndpoint, updateEndpoint } from '../../adapters/database/endpoints.ts';
import { newSigningSecret } from '../../adapters/webhooks/signature.ts';
import { AppError } from '../../contract/errors.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handlers } from '../mount.ts';

type Names = 'listEndpoints' | 'createEndpoint' | 'getEndpoint' | 'updateEndpoint' | 'deleteEndpoint' | 'listDeliveries' | 'listAttempts' | 'listDeadLetters' | 'requeueDeadLetter' | 'requeueDeadLetters';

const whole = <T>(items: T[]) => ({ items, total: items.length, limit: items.length, offset: 0 });

export const webhookHandlers: Handlers<Names> = {
  async listEndpoints(_request, { deps, caller }) {
    return whole(await deps.db.withTenant(caller.tenantId, listEndpoints));
  },
  async createEndpoint({ body }, { deps, caller }) {
    await refuseUrl(deps, body.url);
    const { signingSecret: given, ...rest } = body;
    const signingSecret = given === undefined ? newSigningSecret() : given;
    const endpoint = await deps.db.withTenant(caller.tenantId, async (scope) => {
      const created = await createEndpoint(scope, { ...rest, secret: signingSecret === null ? null : deps.secrets.seal(signingSecret) });
      await audit(scope, { actor: caller.actor, action: 'endpoint.created', subject: `endpoint:${created.id}` });
      return created;
    });
    return { ...endpoint, signingSecret };
  },
  async getEndpoint({ params }, { deps, caller }) {
    return toEndpoint(await deps.db.withTenant(caller.tenantId, (scope) => findEndpoint(scope, params.id)));
  },
  async updateEndpoint({ params, body }, { deps, caller }) {
    if (body.url !== undefined) await refuseUrl(deps, body.url);
    const { enabled, url, description, events } = body;
    const data = {
      ...(url !== undefined && { url }), ...(description !== undefined && { description }), ...(events !== undefined && { events }),
      ...(enabled === true && { disabledAt: null, disabledReason: null }), ...(enabled === false && { disabledAt: new Date(), disabledReason: 'by hand' }),
    };
    return deps.db.withTenant(caller.tenantId, async (scope) => {
      const updated = await updateEndpoint(scope, params.id, data);
      await audit(scope, { actor: caller.actor, action: 'endpoint.updated', subject: `endpoint:${params.id}`, detail: { changed: Object.keys(body) } });
      return updated;
    });
  },
  async deleteEndpoint({ params }, { deps, caller }) {
    await deps.db.withTenant(caller.tenantId, async (scope) => {
      await deleteEndpoint(scope, params.id);
      await audit(scope, { actor: caller.actor, action: 'endpoint.deleted', subject: `endpoint:${params.id}` });
    });
    return undefined;
  },
  async listDeliveries({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listDeliveries(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
  async listAttempts({ params }, { deps, caller }) {
    return whole(await deps.db.withTenant(caller.tenantId, (scope) => listAttempts(scope, params.id)));
  },
  async listDeadLetters({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listDeadLetters(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
  async requeueDeadLetter({ params }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => requeueDeadLetter(scope, params.id));
  },
  async requeueDeadLetters({ body }, { deps, caller }) {
    return { requeued: await deps.db.withTenant(caller.tenantId, (scope) => requeueDeadLetters(scope, body)) };
  },
};

async function refuseUrl({ sender }: ApiDeps, url: string): Promise<void> {
  const why = await sender.refuse(url);
  if (why) throw new AppError('endpoint_url_refused', { details: { why } });
}
