// Streams the files of a multipart body to the object store, hashing on the way; what does not come to its end leaves nothing behind.
import { createHash, randomUUIDv7 } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { originalKey } from '../adapters/document-objects.ts';
import { objectPrefix } from '../adapters/database/documents.ts';
import { sniff } from '../adapters/carrier/sniff.ts';
import { AppError, type ErrorCode } from '../contract/errors.ts';
import { discardFiles } from './discard-files.ts';
import { createTurns, type Turns } from './turns.ts';
import type { ObjectStore } from '../domain/ports.ts';

export interface ReceivedFile {
  id: string;
  fileName: string;
  size: number;
  sha256: string;
  /** Why the file by itself cannot be taken; nothing of it is kept. Only where faults are `listed`. */
  fault?: ErrorCode;
}

export interface Received {
  /** The text parts, as they came. */
  fields: Record<string, string>;
  /** In the order in which they came. */
  files: ReceivedFile[];
}

interface Limits {
  maxBytes: number;
  maxFiles: number;
  /** `listed`: a file that is too large, empty or of no known kind is told of and stops no other; else a too large one refuses the request, and the pipeline tells the rest. */
  faults?: 'listed';
}

/** Each body that is being received holds up to two parts of the object store's; the others wait unread, and none of a tenant's holds up another tenant's for long. */
const turns = createTurns(64);
const turnsOf = new Map<string, Turns>();
const tenantTurns = 8;

function inTurn<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
  const own = turnsOf.get(tenantId) ?? createTurns(tenantTurns);
  turnsOf.set(tenantId, own);
  return own.take(() => turns.take(work));
}

/** Throws the code that fits: `unsupported_media_type`, `file_too_large`, `too_many_files`, `invalid_request` for a broken or interrupted body. */
export async function receiveFiles(req: Request, objects: ObjectStore, tenantId: string, limits: Limits): Promise<Received> {
  const files: ReceivedFile[] = [];
  try {
    return { fields: await inTurn(tenantId, () => parse(req, limits, (name, stream) => storeFile(objects, tenantId, name, stream, files, limits.faults === 'listed'))), files };
  } catch (error) {
    await discardFiles(objects, tenantId, files);
    throw error;
  }
}

/** The store did not take what did come. A source that breaks off breaks `source` first, and that is the sender's fault. */
function storeFault(source: Transform): (error: unknown) => never {
  return (error) => {
    throw source.errored ? error : new AppError('dependency_unavailable', { cause: error });
  };
}

/** Enough of a file to tell what it is. */
const headBytes = 4096;

async function storeFile(objects: ObjectStore, tenantId: string, name: string, stream: Readable & { truncated?: boolean }, files: ReceivedFile[], isLenient: boolean): Promise<void> {
  const file: ReceivedFile = { id: randomUUIDv7(), fileName: cleanName(name), size: 0, sha256: '' };
  files.push(file);
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      file.size += chunk.length;
      if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes);
      done(null, chunk);
    },
    // Failing here keeps a file that was cut at the limit from being stored as if it were whole.
    flush(done) {
      done(stream.truncated ? new AppError('file_too_large') : null);
    },
  });
  const flowing = pipeline(stream, measured);
  try {
    await Promise.all([flowing, objects.put(originalKey(objectPrefix(tenantId, file.id)), measured, { contentType: 'application/octet-stream' }).catch(storeFault(measured))]);
    if (isLenient) refuseUnreadable(head);
  } catch (error) {
    if (!isLenient || !(error instanceof AppError) || error.code === 'dependency_unavailable') throw error;
    file.fault = error.code;
    await discardFiles(objects, tenantId, [file]);
    return;
  }
  file.sha256 = hash.digest('hex');
}

/** What needs no reading to be told, so that whoever sends it hears of it at once. */
function refuseUnreadable(head: Buffer): void {
  const { kind } = sniff(head);
  if (kind === 'empty') throw new AppError('file_empty');
  if (kind === 'unknown') throw new AppError('file_type_unsupported');
}

/** The last part of any path, without control characters, at most 255 characters. It is shown, never used to find anything. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '').trim().replace(/^\.+$/, '').slice(-255).toWellFormed() || 'unnamed';
}

function parse(req: Request, { maxBytes, maxFiles }: Limits, onFile: (name: string, stream: Readable) => Promise<void>): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  const parser = open(req, { fileSize: maxBytes, files: maxFiles, fields: 20, fieldSize: 1000, parts: maxFiles + 20, headerPairs: 20 });
  const storing: Promise<void>[] = [];
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      req.unpipe(parser);
      parser.removeAllListeners();
      parser.on('error', () => undefined);
      parser.destroy();
      req.resume();
      void Promise.allSettled(storing).then(() => reject(error instanceof AppError ? error : new AppError('invalid_request', { cause: error, details: { issues: [{ in: 'body', path: '', message: 'The multipart body is broken or was interrupted.' }] } })));
    };
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (field, stream, { filename }) => {
      // Told by `fail` as well; an error that nobody hears would end the process.
      stream.on('error', () => undefined);
      if (field !== 'file') {
        stream.resume();
        fail(new AppError('invalid_request', { details: { issues: [{ in: 'body', path: field, message: 'Files go into parts named file' }] } }));
        return;
      }
      const stored = onFile(filename ?? '', stream);
      storing.push(stored);
      stored.catch((error: unknown) => {
        stream.resume();
        fail(error);
      });
    });
    parser.on('filesLimit', () => fail(new AppError('too_many_files', { details: { maxFiles } })));
    parser.on('partsLimit', () => fail(new AppError('too_many_files', { details: { maxFiles } })));
    parser.on('fieldsLimit', () => fail(new AppError('invalid_request')));
    parser.on('error', fail);
    parser.on('close', () => Promise.all(storing).then(() => resolve(fields), () => undefined));
    req.once('close', () => {
      if (!req.complete) parser.destroy(new Error('aborted'));
    });
    // Whoever hung up before we came to their body will not say so again.
    if (req.destroyed) fail(new Error('aborted'));
    else req.pipe(parser);
  });
}

function open(req: Request, limits: busboy.Limits) {
  try {
    return busboy({ headers: req.headers, limits, defParamCharset: 'utf8' });
  } catch (error) {
    throw new AppError('unsupported_media_type', { cause: error });
  }
}
