/** Of pdf.js: `stream` tells what is done to a stream, `chunk` is what comes by it. */
interface Message { stream?: number; chunk?: object }
type Listener = (event: { data: unknown }) => void;

/**
 * The port between the two halves of pdf.js on one thread. Its own copies every message deeply, also those of streams, by which text comes ten runs at a time:
 * of a chunk of text, only the outer object is used again by the half that sends it.
 */
export class LoopbackPort {
  #listeners = new Set<Listener>();

  postMessage(message: Message, transfer?: ArrayBuffer[]): void {
    const data = message.stream ? { ...message, chunk: message.chunk && { ...message.chunk } } : structuredClone(message, transfer ? { transfer } : undefined);
    queueMicrotask(() => { for (const listener of this.#listeners) listener({ data }); });
  }

  addEventListener(_name: string, listener: Listener, { signal }: { signal?: AbortSignal } = {}): void {
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** Called by pdf.js when its worker's half ends. */
  close(): void {
    this.#listeners.clear();
  }
}
