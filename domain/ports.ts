// What the pipeline needs of the world, named by role. Adapters implement these; tests may fake them.
import type { Page, PageFault } from '../contract/page.ts';
import type { ExternalValues } from './reading/external/external-values.ts';
import type { CallOutcome } from './reading/external/next-call.ts';

/** Bytes by key. Keys are `tenant/document/…`; putting the same key again replaces the object. */
export interface ObjectStore {
  put(key: string, body: Buffer | NodeJS.ReadableStream, options: { contentType: string; size?: number }): Promise<void>;
  /** Throws AppError('not_found') where there is no such object. */
  get(key: string): Promise<Buffer>;
  stream(key: string): Promise<NodeJS.ReadableStream>;
  exists(key: string): Promise<boolean>;
  /** Removes every object whose key starts with the prefix; removing nothing is no error. */
  removeAll(prefix: string): Promise<void>;
  /** The keys under a prefix. */
  keys(prefix: string): AsyncIterable<string>;
  /** The folders right below a prefix, each with its closing slash. */
  folders(prefix: string): AsyncIterable<string>;
  /** When the newest object under the prefix was put; null where there is none. */
  lastPut(prefix: string): Promise<Date | null>;
}

/** A machine-readable code found on a page or in an embedded image. */
export interface Code {
  format: 'QRCode' | 'PDF417' | 'ITF' | 'Code128' | 'DataMatrix' | 'Other';
  text: string;
  page: number;
  /** In page units; null where the place could not be told. */
  box: { x: number; y: number; width: number; height: number } | null;
}

/** An e-invoice XML that a PDF or an envelope carries. */
export interface EmbeddedXml {
  name: string;
  xml: string;
}

/** What the bytes are and everything that can be seen in them, before anybody says what it means. */
export interface Carrier {
  kind: 'pdf' | 'image' | 'xml';
  mediaType: string;
  pageCount: number;
  pages: Page[];
  codes: Code[];
  /** XML bodies: the file itself where `kind` is `xml`, else what is embedded in it. */
  structures: EmbeddedXml[];
  /** Pages or parts that could not be read while others could. */
  faults: PageFault[];
  /** PDF metadata worth as evidence, such as the producer; never a table of known issuers. */
  info: { producer?: string; title?: string };
  /** The pages that can be drawn; none where it is left out. */
  sheets?: Sheet[];
}

/** A page that can be drawn, and how it is turned then to stand upright: clockwise quarters first, then `skew` radians (clockwise) about its middle. */
export interface Sheet {
  page: number;
  turn: { quarters: 0 | 1 | 2 | 3; skew: number };
}

/**
 * Opens a file in a child process with hard memory and time limits.
 * Throws AppError with a file code (`pdf_encrypted`, `file_type_unsupported`, `reading_timeout` …) where the file as a whole cannot be read.
 */
export interface CarrierReader {
  open(bytes: Buffer, options: { signal?: AbortSignal }): Promise<Carrier>;
  close(): Promise<void>;
}

/**
 * Draws a page of a file as PNG for people, in a child process as the reader's.
 * Throws AppError with a file code (`pdf_damaged`, `image_damaged`, `reading_timeout` …) where the page cannot be drawn.
 */
export interface PageDrawer {
  /** Somebody is about to look: the first page should not wait for a child to start. */
  prepare(): void;
  draw(bytes: Buffer, sheet: Sheet): Promise<Buffer>;
  close(): Promise<void>;
}

/** What is shown of a document to an external reader: text that keeps its layout, or pictures. */
export type ExternalInput =
  | { kind: 'words'; pages: { number: number; text: string }[] }
  | { kind: 'images'; pages: { number: number; png: Buffer }[] };

/** How one call ended. Tokens and cost are known where the server told of them, also of answers that are no use. */
export interface ExternalReading {
  outcome: Exclude<CallOutcome, 'pending' | 'lost'>;
  /** Where `outcome` is `answered`. */
  values: ExternalValues | null;
  /** HTTP status; null where no answer came. */
  status: number | null;
  /** What the server asks to wait before the next call. */
  retryAfterMs: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  /** Decimal; null where tokens or prices are not known. */
  costUsd: string | null;
  durationMs: number;
}

/** Somebody else's model that reads invoices. It is asked for values alone and can do nothing. */
export interface ExternalReader {
  model: string;
  kind: ExternalInput['kind'];
  /** Pages that one call shows at most. */
  maxPages: number;
  /** Calls for one reading at most. */
  maxAttempts: number;
  /**
   * One call, never repeated in here; every ending is a value. Rejects where `signal` aborts it.
   * @param idempotencyKey the same for a call whose answer may have been lost, for servers that then answer as before.
   */
  read(input: ExternalInput, options: { signal: AbortSignal; idempotencyKey: string }): Promise<ExternalReading>;
}

/** Hands a mail to whoever carries it. Rejects where that did not take it. */
export interface Mailer {
  send(mail: { to: string; subject: string; text: string }): Promise<void>;
  close(): void;
}
