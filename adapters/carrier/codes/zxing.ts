import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, purgeZXingModule } from 'zxing-wasm/reader';
import type { ZXingReaderModule } from 'zxing-wasm/reader';

/** ZXing's own module with the memory that Emscripten gives it, which its types leave to those of the browser. */
export type Zxing = ZXingReaderModule & { HEAPU8: Uint8Array; _malloc(size: number): number; _free(pointer: number): void };

let loaded: Promise<Zxing> | null = null;

/** ZXing with its WASM from the package: by itself it would ask a content delivery network. */
export function loadZxing(): Promise<Zxing> {
  loaded ??= instantiate();
  return loaded;
}

/** Forgets a module that trapped: its memory can no longer be trusted. */
export function dropZxing(): void {
  loaded = null;
  purgeZXingModule();
}

async function instantiate(): Promise<Zxing> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasm = await readFile(file);
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  return prepareZXingModule({ overrides: { wasmBinary } as object, fireImmediately: true }) as Promise<Zxing>;
}
