import type { Scope } from '../adapters/database/database.ts';
import { notify } from '../adapters/database/notifications.ts';
import { recordUploadErrors } from '../adapters/database/upload-errors.ts';
import { countLinkFiles, filesLeft, openLink } from '../adapters/database/upload-links.ts';
import { errors, type ErrorCode } from '../contract/errors.ts';
import type { LinkUploadResult } from '../contract/upload-link.ts';
import type { ReceivedFile } from './receive-files.ts';
import { storeUpload } from './store-upload.ts';

interface LinkUpload {
  linkId: string;
  files: ReceivedFile[];
  /** The Idempotency-Key of the request. */
  key: string | undefined;
}

export interface LinkStored {
  result: LinkUploadResult;
  /** What the store holds of these files belongs to no document. */
  superfluous: ReceivedFile[];
}

/** Takes as many of the good files as the link has left; all others are told of, to the sender and in the list of client upload errors. Throws `link_ended`, `plan_documents_used_up`. */
export async function storeLinkUpload(scope: Scope, { linkId, files, key }: LinkUpload): Promise<LinkStored> {
  const link = await openLink(scope, linkId);
  const good = files.filter((file) => !file.fault);
  const taken = good.slice(0, filesLeft(link) ?? good.length);
  const faults = new Map<string, ErrorCode>(files.flatMap(({ id, fault }) => (fault ? [[id, fault] as const] : [])));
  for (const { id } of good.slice(taken.length)) faults.set(id, 'link_files_used_up');

  const { documents, isRepeated } = taken.length === 0 ? { documents: [], isRepeated: false } : await storeUpload(scope, {
    clientId: link.clientId, files: taken, autoProcess: link.autoProcess, key: key && `link ${linkId} ${key}`,
    actor: { kind: 'upload_link', id: linkId, name: link.name || link.hint },
  });
  const now = isRepeated ? link : await countLinkFiles(scope, linkId, taken.length);
  if (!isRepeated) await tell(scope, link, taken, files.filter(({ id }) => faults.has(id)).map((file) => ({ ...file, code: faults.get(file.id) as ErrorCode })));

  const idOf = new Map(taken.map((file, i) => [file.id, documents[i]?.id ?? null]));
  const describe = (file: ReceivedFile) => {
    const code = faults.get(file.id);
    return { fileName: file.fileName, documentId: idOf.get(file.id) ?? null, error: code ? { code, message: errors[code].message } : null };
  };
  return { result: { files: files.map(describe), filesLeft: filesLeft(now) }, superfluous: isRepeated ? files : files.filter(({ id }) => faults.has(id)) };
}

async function tell(scope: Scope, link: { id: string; clientId: string; name: string; hint: string }, taken: ReceivedFile[], refused: (ReceivedFile & { code: ErrorCode })[]): Promise<void> {
  const about = { linkId: link.id, linkName: link.name || link.hint, clientId: link.clientId };
  if (taken.length > 0) await notify(scope, 'upload_link.received', { ...about, files: taken.length });
  if (refused.length > 0) await notify(scope, 'upload_link.refused', { ...about, files: refused.length, code: refused[0]?.code ?? '' });
  await recordUploadErrors(scope, { linkId: link.id, clientId: link.clientId }, refused.map(({ fileName, size, code }) => ({ fileName, size, code })));
}
