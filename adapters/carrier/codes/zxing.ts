import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, purgeZXingModule } from 'zxing-wasm/reader';
import type { ZXingReaderModule } from 'zxing-wasm/reader';

let loaded: Promise<ZXingReaderModule> | null = null;

/** ZXing with its WASM from the package: by itself it would ask a content delivery network. */
export function loadZxing(): Promise<ZXingReaderModule> {
  loaded ??= instantiate();
  return loaded;
}

/** Forgets a module that trapped: its memory can no longer be trusted. */
export function dropZxing(): void {
  loaded = null;
  purgeZXingModule();
}

async function instantiate(): Promise<ZXingReaderModule> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasm = await readFile(file);
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}
