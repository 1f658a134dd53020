import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { Carrier, CarrierReader } from '../../domain/ports.ts';
import { defaultLimits } from './limits.ts';
import type { CarrierLimits } from './limits.ts';
import type { OpenRequest, Timings } from './messages.ts';
import { hasOcrModels } from './ocr/models.ts';
import { createReaderPool } from './reader-pool.ts';
import { ReaderLost, runInChild } from './run-in-child.ts';
import { nodeReserve, workerReserve } from './sandbox.ts';

export interface CarrierReaderOptions extends Partial<CarrierLimits> {
  /** Files read at the same time, each in a process of its own; as many as the machine has cores by default. */
  slots?: number;
  /** Folder of the OCR models; without them tesseract.js reads instead. */
  modelsDir?: string;
  log?: { warn(fields: object, message: string): void };
  /** Told the milliseconds by part of the work after each file. */
  onTimings?: (timings: Timings) => void;
}

/** Pages given up on, one by one, after they killed a child, before the file as a whole is. */
const maxSkips = 2;
/** A file is not tried again with less than this left of its time. */
const leastRetryMs = 5_000;

export const defaultModelsDir = path.join(os.homedir(), '.cache', 'comprobante', 'ocr-models');

/** Reads files in a pool of child processes under hard limits on time and memory. */
export function createCarrierReader(options: CarrierReaderOptions = {}): CarrierReader {
  const limits: CarrierLimits = { ...defaultLimits, ...givenLimits(options) };
  const modelsDir = options.modelsDir ?? defaultModelsDir;
  const hasModels = hasOcrModels(modelsDir);
  if (!hasModels) options.log?.warn({ modelsDir }, 'there are no OCR models: tesseract.js reads pictures instead, and garbles more numbers');
  const reserveBytes = hasModels ? nodeReserve : nodeReserve + workerReserve;
  const pool = createReaderPool({ slots: options.slots ?? os.availableParallelism(), memoryBytes: limits.memoryBytes, reserveBytes });
  let closed = false;

  type OpenOptions = Parameters<CarrierReader['open']>[1];

  /** One try in one child. `mayBlameChild` tells that memory ran out in a child that earlier files had used. */
  const attempt = async (request: OpenRequest, { signal }: OpenOptions, fresh: boolean): Promise<{ carrier: Carrier } | { error: unknown; mayBlameChild: boolean }> => {
    const child = await pool.take(fresh);
    const used = child.filesRead > 0;
    let discard = false;
    try {
      await child.ready;
      child.filesRead++;
      const { carrier, timings, causes } = await runInChild(child, { ...request, threads: pool.threads() }, signal ? { signal } : {});
      discard = carrier.faults.some(({ code }) => code === 'reading_memory');
      if (discard && used) return { error: new AppError('reading_memory'), mayBlameChild: true };
      options.onTimings?.(timings);
      if (causes.length > 0) options.log?.warn({ faults: carrier.faults, causes }, 'parts of a file could not be read');
      return { carrier };
    } catch (error) {
      const outOfMemory = (error instanceof AppError && error.code === 'reading_memory') || (error instanceof ReaderLost && error.reason === 'reading_memory');
      discard = !(error instanceof AppError) || outOfMemory;
      return { error, mayBlameChild: outOfMemory && used };
    } finally {
      pool.give(child, discard);
    }
  };

  return {
    open: async (bytes, openOptions) => {
      const start = performance.now();
      const request: OpenRequest = { type: 'open', bytes, limits, skip: [], modelsDir, threads: 1 };
      let fresh = false;
      for (;;) {
        if (closed) throw new AppError('draining');
        const outcome = await attempt(request, openOptions, fresh);
        if ('carrier' in outcome) return outcome.carrier;
        const { error } = outcome;
        const left = limits.timeoutMs - (performance.now() - start);
        request.limits = { ...limits, timeoutMs: left };
        if (outcome.mayBlameChild && !fresh && left > leastRetryMs) {
          fresh = true;
          continue;
        }
        if (!(error instanceof ReaderLost)) throw error;
        options.log?.warn({ reason: error.reason, page: error.page, cause: error.message }, 'a reader process was lost');
        if (error.reason === 'reading_timeout' || error.pageCount < 2 || request.skip.length >= maxSkips || left < leastRetryMs) {
          throw new AppError(error.reason, { details: { page: error.page }, cause: error });
        }
        request.skip.push({ page: error.page, code: error.reason });
      }
    },
    close: async () => {
      closed = true;
      await pool.close();
    },
  };
}

function givenLimits(options: CarrierReaderOptions): Partial<CarrierLimits> {
  const names = Object.keys(defaultLimits) as (keyof CarrierLimits)[];
  return Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}
