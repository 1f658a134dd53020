import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { inflateAtOnce } from './inflate-at-once.ts';
import { LoopbackPort } from './loopback-port.ts';
import { PdfjsData } from './pdfjs-data.ts';

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
export type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>;
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

interface Loaded {
  pdfjs: Pdfjs;
  /** The half of pdf.js that reads files. It runs on this thread: the process itself is the sandbox. */
  worker: { initializeFromPort(port: LoopbackPort): void };
}

let loaded: Promise<Loaded> | null = null;

/** pdf.js without its canvas: only text and structure are asked of it, and the canvas is native code that crashes on real files. */
export function loadPdfjs(): Promise<Loaded> {
  loaded ??= importWithoutCanvas();
  return loaded;
}

async function importWithoutCanvas(): Promise<Loaded> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === '@napi-rs/canvas') throw new Error('not used here');
      return next(specifier, context);
    },
  });
  const scope = globalThis as Record<string, unknown>;
  scope.DOMMatrix ??= class DOMMatrix {};
  scope.Path2D ??= class Path2D {};
  try {
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs' as string) as { WorkerMessageHandler: Loaded['worker'] };
    inflateAtOnce();
    return { pdfjs, worker: WorkerMessageHandler };
  } finally {
    hooks.deregister();
  }
}

const packageFolder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Opens a PDF, with the empty password where it has one. Throws pdf.js's PasswordException or InvalidPDFException. */
export async function openWithPdfjs(bytes: Uint8Array): Promise<{ document: PdfDocument; close: () => Promise<void> }> {
  const { pdfjs, worker } = await loadPdfjs();
  const port = new LoopbackPort();
  worker.initializeFromPort(port);
  const half = pdfjs.PDFWorker.create({ port: port as unknown as Worker, verbosity: 0 });
  const task = pdfjs.getDocument({
    worker: half,
    // pdf.js takes ownership of the bytes it is given.
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: 16_777_216,
    BinaryDataFactory: PdfjsData,
    cMapUrl: `${packageFolder}/cmaps/`,
    standardFontDataUrl: `${packageFolder}/standard_fonts/`,
  });
  const close = async () => {
    await task.destroy();
    half.destroy();
  };
  try {
    return { document: await task.promise, close };
  } catch (error) {
    await close();
    throw error;
  }
}
