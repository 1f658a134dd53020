// Objects in any S3-compatible store, by the MinIO client.
import http from 'node:http';
import https from 'node:https';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'minio';
import { AppError } from '../contract/errors.ts';
import type { ObjectStoreConfig } from '../config.ts';
import type { ObjectStore } from '../domain/ports.ts';

/** Up to this many bytes an object goes in one request; longer ones go in parts of this size, so memory stays bounded. */
const partBytes = 5 * 1024 * 1024;

const giveUpAgainMs = 3000;

/** A request is given up where no byte has come or gone for so long: a store that hangs must not hold a slot for ever. */
const silenceMs = 30_000;

export interface OpenObjectStore extends ObjectStore {
  /** Makes the bucket where it is missing. */
  prepare(): Promise<void>;
  ping(): Promise<void>;
  /** Walks over all objects, a thousand a request. */
  measure(): Promise<{ bytes: number; objects: number }>;
}

export function openObjectStore({ endpoint, accessKey, secretKey, bucket, region }: ObjectStoreConfig, maxSilenceMs = silenceMs): OpenObjectStore {
  const url = new URL(endpoint);
  const client = new Client({
    endPoint: url.hostname,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    useSSL: url.protocol === 'https:',
    accessKey, secretKey, region,
    pathStyle: true,
    partSize: partBytes,
    transport: { request: givingUp(url.protocol === 'https:' ? https.request : http.request, maxSilenceMs) },
  });

  return {
    async prepare() {
      if (await client.bucketExists(bucket)) return;
      await client.makeBucket(bucket, region).catch((error: unknown) => {
        if (!hasCode(error, 'BucketAlreadyOwnedByYou')) throw error;
      });
    },
    async ping() {
      await client.bucketExists(bucket);
    },
    async measure() {
      let bytes = 0;
      let objects = 0;
      for await (const { name, size } of client.listObjectsV2(bucket, '', true) as AsyncIterable<{ name?: string; size?: number }>) {
        if (!name) continue;
        objects++;
        bytes += size ?? 0;
      }
      return { bytes, objects };
    },
    async put(key, body, { contentType }) {
      const metadata = { 'Content-Type': contentType };
      if (Buffer.isBuffer(body)) {
        await client.putObject(bucket, key, body, body.length, metadata);
        return;
      }
      const { head, rest } = await readHead(body);
      if (!rest) {
        await client.putObject(bucket, key, head, head.length, metadata);
        return;
      }
      // The client never hears of a source that breaks: it would wait for ever, and keep what was begun.
      const broken = new Promise<never>((_resolve, reject) => { rest.once('error', reject); });
      try {
        await Promise.race([client.putObject(bucket, key, rest, undefined, metadata), broken]);
      } catch (error) {
        const giveUp = () => client.removeIncompleteUpload(bucket, key).catch(() => undefined);
        await giveUp();
        // Where it was just being begun, or a part was under way.
        setTimeout(() => void giveUp(), giveUpAgainMs).unref();
        throw error;
      }
    },
    async get(key) {
      const chunks: Buffer[] = [];
      for await (const chunk of await this.stream(key)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    async stream(key) {
      return client.getObject(bucket, key).catch((error: unknown) => {
        throw isMissing(error) ? new AppError('not_found', { cause: error }) : error;
      });
    },
    async exists(key) {
      return client.statObject(bucket, key).then(() => true, (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      });
    },
    async *keys(prefix) {
      for await (const { name } of client.listObjectsV2(bucket, prefix, true) as AsyncIterable<{ name?: string }>) if (name) yield name;
    },
    async *folders(prefix) {
      for await (const item of client.listObjectsV2(bucket, prefix, false) as AsyncIterable<{ prefix?: string }>) if (item.prefix) yield item.prefix;
    },
    async lastPut(prefix) {
      let last: Date | null = null;
      for await (const { lastModified } of client.listObjectsV2(bucket, prefix, true) as AsyncIterable<{ lastModified?: Date }>) if (lastModified && (!last || lastModified > last)) last = lastModified;
      return last;
    },
    async removeAll(prefix) {
      const names: string[] = [];
      for await (const item of client.listObjectsV2(bucket, prefix, true) as AsyncIterable<{ name?: string }>) if (item.name) names.push(item.name);
      if (names.length > 0) await client.removeObjects(bucket, names);
    },
  };
}

/** The client itself waits for ever. */
function givingUp(request: typeof http.request, afterMs: number): typeof http.request {
  return (...args: unknown[]) => {
    const begun = (request as (...args: unknown[]) => http.ClientRequest)(...args);
    return begun.setTimeout(afterMs, () => begun.destroy(new Error(`The object store has been silent for ${afterMs} ms.`)));
  };
}

/** Reads the first part; `rest` is the whole stream again where there is more. A fault of the source fails whoever reads `rest`. */
async function readHead(source: NodeJS.ReadableStream): Promise<{ head: Buffer; rest: Readable | null }> {
  const iterator = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const chunks: Buffer[] = [];
  let size = 0;
  while (size <= partBytes) {
    const { done, value } = await iterator.next();
    if (done) return { head: Buffer.concat(chunks), rest: null };
    chunks.push(value);
    size += value.length;
  }
  const rest = new PassThrough();
  const all = async function* () {
    yield* chunks;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  };
  pipeline(Readable.from(all()), rest).catch(() => undefined);
  return { head: Buffer.alloc(0), rest };
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;
const isMissing = (error: unknown) => hasCode(error, 'NoSuchKey') || hasCode(error, 'NotFound') || hasCode(error, 'NoSuchBucket');
