import { toSummary } from '../../adapters/database/documents.ts';
import { noteUsedUp } from '../../adapters/database/notifications.ts';
import { UploadFields } from '../../contract/document.ts';
import { AppError } from '../../contract/errors.ts';
import type { Handlers } from '../mount.ts';
import { discardFiles, discardUnstored } from '../discard-files.ts';
import { readFields } from '../read-fields.ts';
import { noteUpload } from '../note-upload.ts';
import { receiveFiles } from '../receive-files.ts';
import { storeUpload, storing } from '../store-upload.ts';

export const uploadHandlers: Handlers<'uploadDocuments'> = {
  async uploadDocuments({ headers }, { deps, req, caller }) {
    const { tenantId, actor } = caller;
    const { fields, files } = await receiveFiles(req, deps.objects, tenantId, deps.uploads);
    const key = headers['idempotency-key'];
    try {
      if (!fields['clientId']) throw new AppError('client_missing');
      const { clientId, autoProcess } = readFields(UploadFields, fields);
      if (files.length === 0) throw new AppError('file_missing');
      const { documents, isRepeated } = await storing(deps.db, tenantId, key, (scope) => storeUpload(scope, { clientId, files, autoProcess, actor, key }));
      if (isRepeated) await discardFiles(deps.objects, tenantId, files);
      else noteUpload(deps, req, documents.map(({ id }) => id));
      return { documents: documents.map(toSummary) };
    } catch (error) {
      await discardUnstored(deps, tenantId, files, error);
      await noteUsedUp(deps.db, tenantId, error);
      throw error;
    }
  },
};
