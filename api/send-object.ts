import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Call } from './mount.ts';

interface ObjectAnswer {
  mediaType: string;
  fileName?: string;
  isAttachment?: boolean;
}

/** Streams an object. A caller's own file is never shown as a page of ours: it is an attachment, never sniffed, and may run nothing. */
export async function sendObject(call: Call, key: string, answer: ObjectAnswer): Promise<void> {
  await sendBytes(call, await call.deps.objects.stream(key), answer);
}

/** As `sendObject` does, what is at hand already. */
export async function sendBytes({ res }: Call, bytes: Buffer | NodeJS.ReadableStream, { mediaType, fileName, isAttachment = false }: ObjectAnswer): Promise<void> {
  res.setHeader('Content-Type', mediaType);
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  if (isAttachment) res.setHeader('Content-Disposition', `attachment; filename="${(fileName ?? 'file').replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeRfc5987(fileName ?? 'file')}`);
  await pipeline(Buffer.isBuffer(bytes) ? Readable.from([bytes]) : bytes, res).catch((error: unknown) => {
    if (!res.destroyed && !res.headersSent) throw error;
    res.destroy();
  });
}

const encodeRfc5987 = (text: string) => encodeURIComponent(text.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
