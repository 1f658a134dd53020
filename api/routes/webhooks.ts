import { audit } from '../../adapters/database/audit.ts';
import { getDelivery } from '../../adapters/database/deliveries.ts';
import { createEndpoint, deleteEndpoint, findEndpoint, listEndpoints, rotateSecret, toEndpoint, updateEndpoint } from '../../adapters/database/endpoints.ts';
import { sendTestEvent } from '../../adapters/database/events.ts';
import { newSigningSecret } from '../../adapters/webhooks/signature.ts';
import { AppError } from '../../contract/errors.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handlers } from '../mount.ts';
import { deliveryHandlers, type DeliveryRoutes } from './deliveries.ts';

type Names = 'listEndpoints' | 'createEndpoint' | 'getEndpoint' | 'updateEndpoint' | 'deleteEndpoint' | 'rotateEndpointSecret' | 'testEndpoint' | DeliveryRoutes;

export const webhookHandlers: Handlers<Names> = {
  ...deliveryHandlers,
  async listEndpoints(_request, { deps, caller }) {
    const items = await deps.db.withTenant(caller.tenantId, listEndpoints);
    return { items, total: items.length, limit: items.length, offset: 0 };
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
    return deps.db.withTenant(caller.tenantId, async (scope) => {
      const updated = await updateEndpoint(scope, params.id, body);
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
  async rotateEndpointSecret({ params, body }, { deps, caller }) {
    const signingSecret = body.signingSecret ?? newSigningSecret();
    const endpoint = await deps.db.withTenant(caller.tenantId, async (scope) => {
      const rotated = await rotateSecret(scope, params.id, deps.secrets.seal(signingSecret));
      await audit(scope, { actor: caller.actor, action: 'endpoint.secret_rotated', subject: `endpoint:${params.id}` });
      return rotated;
    });
    return { ...endpoint, signingSecret };
  },
  async testEndpoint({ params, body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, async (scope) => {
      const deliveryId = await sendTestEvent(scope, params.id, body.event);
      await audit(scope, { actor: caller.actor, action: 'endpoint.tested', subject: `endpoint:${params.id}`, detail: { deliveryId } });
      return getDelivery(scope, deliveryId);
    });
  },
};

async function refuseUrl({ sender }: ApiDeps, url: string): Promise<void> {
  const why = await sender.refuse(url);
  if (why) throw new AppError('endpoint_url_refused', { details: { why } });
}
