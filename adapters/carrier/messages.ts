// What the pool and its children say to each other.
import type { ErrorCode } from '../../contract/errors.ts';
import type { Carrier, Sheet } from '../../domain/ports.ts';
import type { CarrierLimits } from './limits.ts';

export interface OpenRequest {
  type: 'open';
  bytes: Uint8Array;
  limits: CarrierLimits;
  modelsDir: string;
  threads: number;
  /** Pages at which an earlier child died on this file; they are left out and named in the faults. */
  skip: { page: number; code: ErrorCode }[];
}

export interface DrawRequest {
  type: 'draw';
  bytes: Uint8Array;
  sheet: Sheet;
  limits: CarrierLimits;
}

export type Request = OpenRequest | DrawRequest | { type: 'threads'; threads: number };

export type Reply =
  | { type: 'ready' }
  /** Work on a page begins; tells which page to blame should the child die. */
  | { type: 'page'; page: number; pageCount: number }
  /** A page was read by OCR, which extends the time limit. */
  | { type: 'ocr-done' }
  | ReadFile
  | DrawnPage
  | { type: 'failed'; code: ErrorCode; details?: Record<string, unknown>; message: string; cause: string };

export interface ReadFile {
  type: 'done';
  carrier: Carrier;
  timings: Timings;
  /** What libraries said of parts that could not be read. */
  causes: string[];
}

export interface DrawnPage {
  type: 'drawn';
  png: Uint8Array;
}

/** Milliseconds by part of the work. */
export type Timings = Record<string, number>;
