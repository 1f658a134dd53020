import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { Carrier, CarrierReader, PageImage } from '../../domain/ports.ts';
import { startReaderProcess } from './child-process.ts';
import type { ReaderProcess } from './child-process.ts';
import { defaultLimits } from './limits.ts';
import type { CarrierLimits } from './limits.ts';
import type { OpenRequest, Timings } from './messages.ts';
import { ReaderLost, runInChild } from './run-in-child.ts';

export interface CarrierReaderOptions extends Partial<CarrierLimits> {
  /** Files read at the same time, each in a process of its own; as many as the machine has cores by default. */
  slots?: number;
  /** Folder of the OCR models; without them tesseract.js reads instead. */
  modelsDir?: string;
  log?: { warn(fields: object, message: string): void };
  /** Told the milliseconds by part of the work after each file. */
  onTimings?: (timings: Timings) => void;
}

/** After so many files a child is replaced, so that what native libraries leak stays bounded. */
const filesPerChild = 250;
/** Pages given up on, one by one, after they killed a child, before the file as a whole is. */
const maxSkips = 2;

export const defaultModelsDir = path.join(os.homedir(), '.cache', 'comprobante', 'ocr-models');

/** Reads files in a pool of child processes under hard limits. Children start on first need and live until `close`. */
export function createCarrierReader(options: CarrierReaderOptions = {}): CarrierReader {
  const slots = options.slots ?? os.availableParallelism();
  const limits: CarrierLimits = { ...defaultLimits, ...definedLimits(options) };
  const idle: ReaderProcess[] = [];
  const all = new Set<ReaderProcess>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const start = () => {
    const child = startReaderProcess(limits.memoryBytes);
    all.add(child);
    child.process.once('exit', () => all.delete(child));
    return child;
  };
  const take = async (): Promise<ReaderProcess> => {
    if (busy >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy++;
    for (let child = idle.pop(); child; child = idle.pop()) {
      if (all.has(child) && child.process.exitCode === null && child.process.connected) return child;
    }
    return start();
  };
  const give = (child: ReaderProcess | null) => {
    if (child && all.has(child)) {
      const worn = child.filesRead >= filesPerChild || (child.residentBytes() ?? 0) > limits.memoryBytes * 0.6;
      if (closed || worn) child.process.kill('SIGKILL');
      else idle.push(child);
      if (worn && !closed) idle.push(start());
    }
    const next = waiting.shift();
    if (next) next();
    else busy--;
  };

  const attempt = async (request: OpenRequest, openOptions: { signal?: AbortSignal; images?: (image: PageImage) => Promise<void> }): Promise<Carrier> => {
    const child = await take();
    try {
      await child.ready;
      child.filesRead++;
      const { carrier, timings } = await runInChild(child, request, {
        ...(openOptions.signal ? { signal: openOptions.signal } : {}),
        ...(openOptions.images ? { image: openOptions.images } : {}),
      });
      options.onTimings?.(timings);
      return carrier;
    } finally {
      give(child);
    }
  };

  return {
    open: async (bytes, openOptions) => {
      if (closed) throw new AppError('draining');
      const request: OpenRequest = {
        type: 'open', bytes, wantImages: Boolean(openOptions.images), limits, skip: [],
        modelsDir: options.modelsDir ?? defaultModelsDir, threads: Math.max(1, Math.floor(os.availableParallelism() / slots)),
      };
      for (;;) {
        try {
          return await attempt(request, openOptions);
        } catch (error) {
          if (!(error instanceof ReaderLost)) throw error;
          options.log?.warn({ reason: error.reason, page: error.page, cause: error.message }, 'a reader process was lost');
          if (error.page === 0 || error.reason !== 'reading_crashed' || request.skip.length >= maxSkips) throw new AppError(error.reason, { details: { page: error.page }, cause: error });
          request.skip.push({ page: error.page, code: error.reason });
        }
      }
    },
    close: async () => {
      closed = true;
      await Promise.all([...all].map((child) => new Promise<void>((resolve) => {
        child.process.once('exit', () => resolve());
        child.process.kill('SIGKILL');
      })));
    },
  };
}

function definedLimits(options: CarrierReaderOptions): Partial<CarrierLimits> {
  const names = Object.keys(defaultLimits) as (keyof CarrierLimits)[];
  return Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}
