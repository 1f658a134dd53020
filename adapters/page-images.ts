import { AppError, isFileFault } from '../contract/errors.ts';
import type { ObjectStore, PageDrawer } from '../domain/ports.ts';
import type { Database } from './database/database.ts';
import type { Log } from './log.ts';
import { getCarrier, originalKey, pageImageKey } from './document-objects.ts';

/** Which document's page, by the tenant and the prefix of the document's objects. */
export interface PageRef {
  tenantId: string;
  prefix: string;
  page: number;
}

/** Pages as pictures for people: drawn when somebody first looks, kept from then on. Most documents are approved unseen. */
export interface PageImages {
  /** Somebody is about to look at pages. */
  prepare(): void;
  /** PNG. Throws `not_found` where there is no such page, `page_not_drawn` where no picture of it can be made. */
  get(page: PageRef): Promise<Buffer>;
}

interface Deps {
  db: Database;
  objects: ObjectStore;
  drawer: Pick<PageDrawer, 'draw' | 'prepare'>;
  log: Pick<Log, 'warn'>;
}

export function createPageImages({ db, objects, drawer, log }: Deps): PageImages {
  /** Who asks for what is being drawn waits for the same picture. */
  const underWay = new Map<string, Promise<Buffer>>();

  async function draw({ prefix, page }: PageRef): Promise<Buffer> {
    const [bytes, carrier] = await Promise.all([objects.get(originalKey(prefix)), getCarrier(objects, prefix)]);
    const sheet = carrier.sheets?.find((each) => each.page === page);
    if (!sheet) throw new AppError('not_found');
    return drawer.draw(bytes, sheet).catch((error: unknown) => {
      throw error instanceof AppError && isFileFault(error.code) ? new AppError('page_not_drawn', { details: { why: error.code }, cause: error }) : error;
    });
  }

  async function keep({ tenantId, prefix, page }: PageRef, png: Buffer): Promise<void> {
    await objects.put(pageImageKey(prefix, page), png, { contentType: 'image/png' });
    // Erased meanwhile: its objects may have been removed before this one came.
    const isKept = await db.withTenant(tenantId, ({ tx }) => tx.document.count({ where: { objectPrefix: prefix } })) > 0;
    if (!isKept) await objects.removeAll(prefix);
  }

  /** Whoever asked has the picture before it is kept; what cannot be kept is drawn again. */
  function begin(key: string, page: PageRef): Promise<Buffer> {
    const drawing = draw(page);
    underWay.set(key, drawing);
    const keeping = drawing.then((png) => keep(page, png).catch((error: unknown) => log.warn({ err: error, ...page }, 'the image of a page could not be kept')));
    void keeping.catch(() => undefined).finally(() => underWay.delete(key));
    return drawing;
  }

  return {
    prepare: () => drawer.prepare(),
    async get(page) {
      const key = pageImageKey(page.prefix, page.page);
      const begun = underWay.get(key);
      if (begun) return begun;
      const kept = await objects.get(key).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'not_found') return null;
        throw error;
      });
      if (kept) return kept;
      return underWay.get(key) ?? begin(key, page);
    },
  };
}
