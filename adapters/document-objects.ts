import { gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Carrier, ObjectStore } from '../domain/ports.ts';

/** The names of a document's objects under its prefix. */
export const originalKey = (prefix: string): string => `${prefix}original`;
export const pageImageKey = (prefix: string, page: number): string => `${prefix}pages/${page}.png`;
export const carrierKey = (prefix: string): string => `${prefix}carrier.json.gz`;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export async function putCarrier(objects: ObjectStore, prefix: string, carrier: Carrier): Promise<void> {
  await objects.put(carrierKey(prefix), await compress(JSON.stringify(carrier), { level: 1 }), { contentType: 'application/gzip' });
}

export async function getCarrier(objects: ObjectStore, prefix: string): Promise<Carrier> {
  return JSON.parse((await decompress(await objects.get(carrierKey(prefix)))).toString('utf8')) as Carrier;
}
