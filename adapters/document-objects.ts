import { gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Carrier, ObjectStore } from '../domain/ports.ts';
import type { PlacedDraft } from '../domain/reading/read-drafts.ts';

/** The names of a document's objects under its prefix. */
export const originalKey = (prefix: string): string => `${prefix}original`;
export const pageImageKey = (prefix: string, page: number): string => `${prefix}pages/${page}.png`;
export const carrierKey = (prefix: string): string => `${prefix}carrier.json.gz`;
/** By document and run, since the parts of one file share its prefix. */
const draftKey = (prefix: string, { documentId, run }: { documentId: string; run: number }): string => `${prefix}drafts/${documentId}-${run}.json.gz`;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

const toGzip = async (value: unknown): Promise<Buffer> => compress(JSON.stringify(value), { level: 1 });
const fromGzip = async (bytes: Buffer): Promise<unknown> => JSON.parse((await decompress(bytes)).toString('utf8'));

export async function putCarrier(objects: ObjectStore, prefix: string, carrier: Carrier): Promise<void> {
  await objects.put(carrierKey(prefix), await toGzip(carrier), { contentType: 'application/gzip' });
}

export async function getCarrier(objects: ObjectStore, prefix: string): Promise<Carrier> {
  return await fromGzip(await objects.get(carrierKey(prefix))) as Carrier;
}

/** The local reading with its evidence, for the step that lays another reading beside it. */
export async function putDraft(objects: ObjectStore, prefix: string, ref: { documentId: string; run: number }, placed: PlacedDraft): Promise<void> {
  await objects.put(draftKey(prefix, ref), await toGzip(placed), { contentType: 'application/gzip' });
}

export async function getDraft(objects: ObjectStore, prefix: string, ref: { documentId: string; run: number }): Promise<PlacedDraft> {
  return await fromGzip(await objects.get(draftKey(prefix, ref))) as PlacedDraft;
}
