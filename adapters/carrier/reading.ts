import type { ErrorCode } from '../../contract/errors.ts';
import type { PageFault, Word } from '../../contract/page.ts';
import { causeOf, pageFault } from './faults.ts';
import type { CarrierLimits } from './limits.ts';
import type { Timings } from './messages.ts';
import type { KnownPictures } from './pdf/page-codes.ts';

/** What one reading carries along inside the child. */
export interface Reading {
  limits: CarrierLimits;
  modelsDir: string;
  /** Changes while the file is read, as other files come and go. */
  threads: number;
  skip: ReadonlyMap<number, ErrorCode>;
  /** Words of pictures read already, by the digest of their pixels. */
  pictures: Map<string, Word[]>;
  codes: KnownPictures;
  faults: PageFault[];
  /** What libraries said of the faults, for the log. */
  causes: string[];
  timings: Timings;
  pageStarted(page: number, pageCount: number): void;
  ocrDone(): void;
}

/** Records that a page, or part of it, could not be read. */
export function fault(reading: Reading, page: number, error: unknown, otherwise: ErrorCode): void {
  reading.faults.push(pageFault(page, error, otherwise));
  reading.causes.push(`page ${page}: ${causeOf(error)}`);
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
