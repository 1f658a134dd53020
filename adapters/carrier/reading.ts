import type { ErrorCode } from '../../contract/errors.ts';
import type { PageFault } from '../../contract/page.ts';
import type { PageImage } from '../../domain/ports.ts';
import type { CarrierLimits } from './limits.ts';
import type { Timings } from './messages.ts';

/** What one reading carries along inside the child. */
export interface Reading {
  limits: CarrierLimits;
  modelsDir: string;
  threads: number;
  skip: ReadonlyMap<number, ErrorCode>;
  faults: PageFault[];
  timings: Timings;
  /** Null where nobody wants page images. */
  image: ((image: PageImage) => Promise<void>) | null;
  pageStarted(page: number): void;
  ocrDone(): void;
}

/** Adds the time that `work` takes to the reading's timings under `part`. */
export async function timed<T>(reading: Reading, part: string, work: () => Promise<T> | T): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    reading.timings[part] = (reading.timings[part] ?? 0) + performance.now() - start;
  }
}
