import { AppError } from '../../contract/errors.ts';
import type { PageDrawer } from '../../domain/ports.ts';
import { defaultLimits } from './limits.ts';
import type { CarrierLimits } from './limits.ts';
import { createReaderPool } from './reader-pool.ts';
import { ReaderLost, runInChild } from './run-in-child.ts';
import { drawEntry, nodeReserve } from './sandbox.ts';

export interface PageDrawerOptions extends Partial<CarrierLimits> {
  /** Pages drawn at the same time, each in a process of its own. */
  slots?: number;
}

/** Time for a page, counted fairly where the machine is overloaded; somebody is waiting for it. */
const timeoutMs = 5_000;
/** Less than reading may take: drawing goes on within the API, beside its own memory. */
const memoryBytes = 512 * 1024 ** 2;
/** A child that nobody has needed for so long is ended. */
const idleMs = 5 * 60_000;

/** Draws pages in child processes under hard limits on time and memory. They start on first need. */
export function createPageDrawer({ slots = 1, ...options }: PageDrawerOptions = {}): PageDrawer {
  const limits: CarrierLimits = { ...defaultLimits, timeoutMs, memoryBytes, ...options };
  const pool = createReaderPool({ slots, memoryBytes: limits.memoryBytes, reserveBytes: nodeReserve, entry: drawEntry });
  let unused: NodeJS.Timeout | undefined;
  const endLater = () => {
    clearTimeout(unused);
    unused = setTimeout(() => pool.endIdle(), idleMs).unref();
  };

  return {
    prepare() {
      pool.prepare();
      endLater();
    },
    async draw(bytes, sheet) {
      const child = await pool.take(false);
      let isDrawn = false;
      try {
        await child.ready;
        child.filesRead++;
        const { png } = await runInChild(child, { type: 'draw', bytes, sheet, limits }, {});
        isDrawn = true;
        return Buffer.from(png);
      } catch (error) {
        throw error instanceof ReaderLost ? new AppError(error.reason, { details: { page: sheet.page }, cause: error }) : error;
      } finally {
        pool.give(child, !isDrawn);
        endLater();
      }
    },
    async close() {
      clearTimeout(unused);
      await pool.close();
    },
  };
}
