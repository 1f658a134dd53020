import { inflateSync } from 'node:zlib';

type Format = ConstructorParameters<typeof DecompressionStream>[0];

/**
 * What pdf.js uses of a DecompressionStream, inflating at once. Node's own hands every piece to another thread and waits for it to come back, which for a PDF's
 * many small streams takes longer than inflating them. The limit on the process bounds what a bomb can inflate to, here as there.
 */
class AtOnce {
  #written: Uint8Array[] = [];
  readonly writable = {
    getWriter: () => ({
      write: async (bytes: Uint8Array) => { this.#written.push(bytes); },
      close: async () => {},
    }),
  };
  readonly readable = {
    getReader: () => ({
      read: async (): Promise<{ value: Uint8Array | undefined; done: boolean }> => {
        const bytes = this.#written.shift();
        return bytes ? { value: inflated(bytes), done: false } : { value: undefined, done: true };
      },
    }),
  };
}

/** As strict as Node's stream, so that pdf.js falls back to its own patient decoder for the same damaged streams. */
function inflated(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = inflateSync(bytes, { rejectGarbageAfterEnd: true } as object);
  return new Uint8Array(buffer, byteOffset, length);
}

/** Has this process inflate at once wherever zlib's format is asked for. */
export function inflateAtOnce(): void {
  const { DecompressionStream: Streaming } = globalThis;
  globalThis.DecompressionStream = function (format: Format) {
    return format === 'deflate' ? new AtOnce() : new Streaming(format);
  } as unknown as typeof DecompressionStream;
}
