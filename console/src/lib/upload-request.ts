import { ApiError } from './api-error.ts';
import { consoleHeader, refusal } from './api.ts';
import { routes, type UploadResult } from './contract.ts';

export interface UploadRequest {
  file: File;
  clientId: string;
  /** The same for every try of one file, so that a retry never makes a second document. */
  idempotencyKey: string;
  /** Undefined: as the tenant's default says. */
  autoProcess?: boolean | undefined;
  /** Share of the bytes sent, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Uploads one file. XMLHttpRequest, since fetch cannot tell how much of a body has been sent. Throws ApiError or the signal's reason. */
export function upload({ file, clientId, idempotencyKey, autoProcess, onProgress, signal }: UploadRequest): Promise<UploadResult> {
  const form = new FormData();
  form.append('clientId', clientId);
  if (autoProcess !== undefined) form.append('autoProcess', String(autoProcess));
  form.append('file', file, file.name);

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', routes.uploadDocuments.path);
    for (const [name, value] of Object.entries(consoleHeader)) request.setRequestHeader(name, value);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', idempotencyKey);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status >= 300) return reject(refusal(request.status, request.responseText));
      try {
        resolve(JSON.parse(request.responseText) as UploadResult);
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
