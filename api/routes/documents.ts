import { cancelDocument, eraseDocument, reprocessDocument, retryDocument, startDocument } from '../../adapters/database/document-acts.ts';
import { findDocument, getDocument, toSummary } from '../../adapters/database/documents.ts';
import { listDocuments } from '../../adapters/database/list-documents.ts';
import { listDeliveries } from '../../adapters/database/deliveries.ts';
import { listSteps } from '../../adapters/database/steps.ts';
import { getCarrier, originalKey } from '../../adapters/document-objects.ts';
import { documentWorkflowId } from '../../workflows/messages.ts';
import type { Handlers, TenantCall } from '../mount.ts';
import { sendBytes, sendObject } from '../send-object.ts';

type Names = 'listDocuments' | 'getDocument' | 'getTrace' | 'getDocumentFile' | 'getPageImage' | 'getWords' | 'startProcessing' | 'reprocessDocument' | 'retryDocument' | 'cancelDocument' | 'eraseDocument';

const found = ({ deps, caller }: TenantCall, id: string) => deps.db.withTenant(caller.tenantId, (scope) => findDocument(scope, id));

/** Most deliveries that a trace lists. */
const traceDeliveries = { limit: 100, offset: 0 };

export const documentHandlers: Handlers<Names> = {
  async listDocuments({ query }, { deps, caller }) {
    return { ...await listDocuments(deps.db, caller.tenantId, query), limit: query.limit, offset: query.offset };
  },
  async getDocument({ params }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => getDocument(scope, params.id));
  },
  async getTrace({ params }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, async (scope) => {
      const { run } = await findDocument(scope, params.id);
      const workflowId = documentWorkflowId({ documentId: params.id, run });
      const { url, namespace } = deps.temporalUi;
      const deliveries = await listDeliveries(scope, { documentId: params.id, ...traceDeliveries });
      return {
        documentId: params.id, workflowId, temporalUrl: url ? `${url}/namespaces/${namespace}/workflows/${workflowId}` : null,
        steps: await listSteps(scope, params.id), deliveries: deliveries.items,
      };
    });
  },
  async getDocumentFile({ params }, call) {
    const { objectPrefix, mediaType, fileName } = await found(call, params.id);
    await sendObject(call, originalKey(objectPrefix), { mediaType: mediaType ?? 'application/octet-stream', fileName, isAttachment: true });
    return undefined;
  },
  async getPageImage({ params }, call) {
    const { objectPrefix: prefix } = await found(call, params.id);
    await sendBytes(call, await call.deps.pageImages.get({ tenantId: call.caller.tenantId, prefix, page: params.number }), { mediaType: 'image/png' });
    return undefined;
  },
  async getWords({ params }, call) {
    const { objectPrefix } = await found(call, params.id);
    return { pages: (await getCarrier(call.deps.objects, objectPrefix)).pages };
  },
  async startProcessing({ params }, { deps, caller }) {
    return toSummary(await deps.db.withTenant(caller.tenantId, (scope) => startDocument(scope, params.id, caller.actor)));
  },
  async reprocessDocument({ params }, { deps, caller }) {
    return toSummary(await deps.db.withTenant(caller.tenantId, (scope) => reprocessDocument(scope, params.id, caller.actor)));
  },
  async retryDocument({ params }, { deps, caller }) {
    return toSummary(await deps.db.withTenant(caller.tenantId, (scope) => retryDocument(scope, params.id, caller.actor)));
  },
  async cancelDocument({ params }, { deps, caller }) {
    return toSummary(await deps.db.withTenant(caller.tenantId, (scope) => cancelDocument(scope, params.id, caller.actor)));
  },
  async eraseDocument({ params }, { deps, caller }) {
    await deps.db.withTenant(caller.tenantId, (scope) => eraseDocument(scope, params.id, caller.actor));
    return undefined;
  },
};
