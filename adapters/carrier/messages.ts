// What the pool and its children say to each other.
import type { ErrorCode } from '../../contract/errors.ts';
import type { Carrier, PageImage } from '../../domain/ports.ts';
import type { CarrierLimits } from './limits.ts';

export interface OpenRequest {
  type: 'open';
  bytes: Uint8Array;
  wantImages: boolean;
  limits: CarrierLimits;
  modelsDir: string;
  threads: number;
  /** Pages at which an earlier child died on this file; they are left out and named in the faults. */
  skip: { page: number; code: ErrorCode }[];
}

export type Request = OpenRequest | { type: 'taken' } | { type: 'threads'; threads: number };

export type Reply =
  | { type: 'ready' }
  /** Work on a page begins; tells which page to blame should the child die. */
  | { type: 'page'; page: number; pageCount: number }
  /** A page was read by OCR, which extends the time limit. */
  | { type: 'ocr-done' }
  /** Everything is read; only page images are still to come, and losing the child over one loses no more than them. */
  | { type: 'read'; carrier: Carrier }
  /** The child waits for `taken` before it makes the next image. */
  | { type: 'image'; image: Omit<PageImage, 'png'> & { png: Uint8Array } }
  | { type: 'done'; carrier: Carrier; timings: Timings; causes: string[] }
  | { type: 'failed'; code: ErrorCode; details?: Record<string, unknown>; message: string; cause: string };

/** Milliseconds by part of the work. */
export type Timings = Record<string, number>;
