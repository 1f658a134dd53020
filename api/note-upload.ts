import type { Request } from 'express';
import { noteReceived } from '../adapters/metrics.ts';
import type { ApiDeps } from './deps.ts';

/** Ties a request to the documents it brought, in the logs. */
export function noteUpload({ log }: ApiDeps, { requestId, tenantId }: Pick<Request, 'requestId' | 'tenantId'>, documentIds: string[]): void {
  if (documentIds.length === 0) return;
  noteReceived(documentIds.length);
  log.info({ requestId, tenantId, documentIds }, 'documents received');
}
