/** Bounds of one reading. Times are milliseconds, sizes bytes. */
export interface CarrierLimits {
  /** Time for a file before anything of it was read by OCR, counted fairly where the machine is overloaded. */
  timeoutMs: number;
  /** Time that each page finished by OCR adds, so that long scans may take longer than bombs. */
  ocrPageMs: number;
  /** Resident memory of the child that reads the file. */
  memoryBytes: number;
  maxPages: number;
  /** Pixels that an image may declare; checked before anything is decoded. */
  maxPixels: number;
  maxXmlBytes: number;
  /** Size of one file embedded in a PDF, after inflating. */
  maxEmbeddedBytes: number;
}

export const defaultLimits: CarrierLimits = {
  timeoutMs: 18_000,
  ocrPageMs: 3_000,
  memoryBytes: 1024 ** 3,
  maxPages: 200,
  maxPixels: 100_000_000,
  maxXmlBytes: 20 * 1024 ** 2,
  maxEmbeddedBytes: 10 * 1024 ** 2,
};
