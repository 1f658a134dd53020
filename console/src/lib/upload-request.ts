// The one door for bodies whose progress is shown. XMLHttpRequest, since fetch cannot tell how much of a body has been sent.
import { ApiError } from './api-error.ts';
import { consoleHeader, refusal } from './api.ts';
import { type LinkUploadResult, routes, type UploadResult } from './contract.ts';
import { requestUrl } from './request-url.ts';
import type { Sending } from './uploads/upload-queue.svelte.ts';

interface UploadRequest extends Sending {
  clientId: string;
  /** Undefined: as the tenant's default says. */
  autoProcess: boolean | undefined;
}

/** Uploads one file of a client. Throws ApiError or the signal's reason. */
export function upload({ clientId, autoProcess, ...sending }: UploadRequest): Promise<UploadResult> {
  const form = new FormData();
  form.append('clientId', clientId);
  if (autoProcess !== undefined) form.append('autoProcess', String(autoProcess));
  return send(routes.uploadDocuments.path, form, sending);
}

/** Uploads one file through a link. Throws ApiError or the signal's reason; a file that is refused by itself is part of the result. */
export function uploadByLink(token: string, sending: Sending): Promise<LinkUploadResult> {
  return send(requestUrl(routes.uploadByLink.path, { token }), new FormData(), sending);
}

function send<T>(url: string, form: FormData, { file, idempotencyKey, onProgress, signal }: Sending): Promise<T> {
  // Behind the fields, so that they are read before the file's bytes.
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries(consoleHeader)) request.setRequestHeader(name, value);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', idempotencyKey);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status >= 300) return reject(refusal(request.status, request.responseText));
      try {
        resolve(JSON.parse(request.responseText) as T);
      } catch (cause) {
        reject(new ApiError('unintelligible', { status: request.status, cause }));
      }
    };
    request.onerror = () => reject(new ApiError('unreachable'));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) return reject(signal.reason);
    request.send(form);
  });
}
