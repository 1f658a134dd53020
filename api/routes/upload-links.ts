import { takeAttempt } from '../../adapters/database/attempts.ts';
import { noteUsedUp } from '../../adapters/database/notifications.ts';
import { readTenant } from '../../adapters/database/tenants.ts';
import { listUploadErrors } from '../../adapters/database/upload-errors.ts';
import { createUploadLink, filesLeft, findTokenOwner, listUploadLinks, openLink, revokeUploadLink, updateUploadLink } from '../../adapters/database/upload-links.ts';
import { AppError } from '../../contract/errors.ts';
import { routes } from '../../contract/routes.ts';
import type { Handlers } from '../mount.ts';
import { discardFiles, discardUnstored } from '../discard-files.ts';
import { readFields } from '../read-fields.ts';
import { noteUpload } from '../note-upload.ts';
import { receiveFiles } from '../receive-files.ts';
import { storing } from '../store-upload.ts';
import { storeLinkUpload } from '../upload-by-link.ts';

type Names = 'listUploadLinks' | 'createUploadLink' | 'getUploadLinkInfo' | 'updateUploadLink' | 'revokeUploadLink' | 'uploadByLink' | 'listUploadErrors';

/** Requests through links from one address, guesses at secrets among them. Browsers send a file a request. */
const addressLimit = { attempts: 20_000, windowMs: 3_600_000 };

export const uploadLinkHandlers: Handlers<Names> = {
  async listUploadLinks({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listUploadLinks(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
  async createUploadLink({ body }, { deps, caller }) {
    const { link, token } = await deps.db.withTenant(caller.tenantId, (scope) => createUploadLink(scope, caller.actor, body));
    return { ...link, token, url: `${deps.http.publicUrl}/upload/${token}` };
  },
  async updateUploadLink({ params, body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => updateUploadLink(scope, caller.actor, params.link, body));
  },
  async revokeUploadLink({ params }, { deps, caller }) {
    await deps.db.withTenant(caller.tenantId, (scope) => revokeUploadLink(scope, caller.actor, params.link));
    return undefined;
  },
  async getUploadLinkInfo({ params }, { deps, req }) {
    await takeAttempt(deps.db, 'upload-link', req.ip ?? '', addressLimit);
    const { id, tenantId } = await findTokenOwner(deps.db, params.link);
    return deps.db.withTenant(tenantId, async (scope) => {
      const link = await openLink(scope, id);
      const client = await scope.tx.client.findUniqueOrThrow({ where: { id: link.clientId } });
      return {
        tenantName: (await readTenant(scope)).name, clientName: client.name, name: link.name, expiresAt: link.expiresAt?.toISOString() ?? null,
        filesLeft: filesLeft(link), maxBytes: deps.uploads.maxBytes, maxFilesPerRequest: deps.uploads.maxFiles,
      };
    });
  },
  async uploadByLink({ params, headers }, { deps, req }) {
    await takeAttempt(deps.db, 'upload-link', req.ip ?? '', addressLimit);
    const { id: linkId, tenantId } = await findTokenOwner(deps.db, params.token);
    req.tenantId = tenantId;
    // Before anything is stored: a link that ended takes no bytes.
    await deps.db.withTenant(tenantId, (scope) => openLink(scope, linkId));
    const { fields, files } = await receiveFiles(req, deps.objects, tenantId, { ...deps.uploads, faults: 'listed' });
    const key = headers['idempotency-key'];
    try {
      readFields(routes.uploadByLink.multipart, fields);
      if (files.length === 0) throw new AppError('file_missing');
      const { result, superfluous } = await storing(deps.db, tenantId, key, (scope) => storeLinkUpload(scope, { linkId, files, key }));
      await discardFiles(deps.objects, tenantId, superfluous);
      noteUpload(deps, req, result.files.flatMap(({ documentId }) => documentId ?? []));
      return result;
    } catch (error) {
      await discardUnstored(deps, tenantId, files, error);
      await noteUsedUp(deps.db, tenantId, error);
      throw error;
    }
  },
  async listUploadErrors({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listUploadErrors(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
};
