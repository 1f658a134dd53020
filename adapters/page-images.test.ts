import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import type { Carrier, ObjectStore, PageDrawer } from '../domain/ports.ts';
import type { Database } from './database/database.ts';
import { originalKey, pageImageKey, putCarrier } from './document-objects.ts';
import { createPageImages } from './page-images.ts';

const prefix = 'tenant/document/';
const carrier: Carrier = { kind: 'pdf', mediaType: 'application/pdf', pageCount: 2, pages: [], codes: [], structures: [], faults: [], info: {}, sheets: [{ page: 1, turn: { quarters: 0, skew: 0 } }] };

/** Pages of one document, whose row is there as long as `isKept` says so. */
async function pagesOf(draw: PageDrawer['draw'], isKept = () => true) {
  const kept = new Map<string, Buffer>();
  const objects = {
    put: async (key: string, body: Buffer) => void kept.set(key, body),
    get: async (key: string) => kept.get(key) ?? Promise.reject(new AppError('not_found')),
    stream: async (key: string) => Readable.from([kept.get(key)]),
    removeAll: async (start: string) => { for (const key of kept.keys()) if (key.startsWith(start)) kept.delete(key); },
  } as unknown as ObjectStore;
  const db = { withTenant: async (_: string, work: (scope: unknown) => unknown) => work({ tx: { document: { count: async () => (isKept() ? 1 : 0) } } }) } as unknown as Database;
  await objects.put(originalKey(prefix), Buffer.from('%PDF'), { contentType: 'application/pdf' });
  await putCarrier(objects, prefix, carrier);
  const images = createPageImages({ db, objects, drawer: { draw, prepare: () => undefined }, log: { warn: () => undefined } });
  return { kept, get: (page: number) => images.get({ tenantId: 't', prefix, page }) };
}

describe('images of pages', () => {
  it('are drawn once, however many ask, and kept', async () => {
    let draws = 0;
    const { get, kept } = await pagesOf(async () => Buffer.from(`drawn ${++draws}`));
    expect((await Promise.all([get(1), get(1), get(1)])).map(String)).toEqual(['drawn 1', 'drawn 1', 'drawn 1']);
    await expect.poll(() => String(kept.get(pageImageKey(prefix, 1)))).toBe('drawn 1');
    expect(String(await get(1))).toBe('drawn 1');
  });

  it('are not there for a page that cannot be drawn', async () => {
    const { get } = await pagesOf(async () => Buffer.from('drawn'));
    await expect(get(2)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('say why one could not be made, and are tried again by the next who asks', async () => {
    let tries = 0;
    const { get } = await pagesOf(async () => {
      if (++tries === 1) throw new AppError('reading_timeout');
      return Buffer.from('drawn');
    });
    await expect(get(1)).rejects.toMatchObject({ code: 'page_not_drawn', details: { why: 'reading_timeout' } });
    expect(String(await get(1))).toBe('drawn');
  });

  it('leave nothing of a document that was erased while one was drawn', async () => {
    let isKept = true;
    const { get, kept } = await pagesOf(async () => {
      isKept = false;
      return Buffer.from('drawn');
    }, () => isKept);
    await get(1);
    await expect.poll(() => [...kept.keys()]).toEqual([]);
  });
});
