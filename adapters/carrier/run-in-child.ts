import { AppError } from '../../contract/errors.ts';
import type { Carrier, PageImage } from '../../domain/ports.ts';
import type { ReaderProcess } from './child-process.ts';
import type { OpenRequest, Timings } from './messages.ts';

/** A child died or was killed while it read a file; `page` is the one it was at, 0 before the first. */
export class ReaderLost extends Error {
  readonly reason: 'reading_crashed' | 'reading_timeout' | 'reading_memory';
  readonly page: number;

  constructor(reason: ReaderLost['reason'], page: number, cause: string) {
    super(`${reason} at page ${page}: ${cause}`);
    this.reason = reason;
    this.page = page;
  }
}

const watchEveryMs = 100;
const outOfMemory = /out of memory|heap limit|bad_alloc|cannot allocate memory|allocation failed/i;

/**
 * Has a child read one file, and kills it when it passes the limit on time or memory or when `signal` aborts.
 * Throws AppError for what the child refuses and ReaderLost when the child is gone. Time spent in `image` does not count.
 */
export function runInChild(
  child: ReaderProcess, request: OpenRequest, options: { signal?: AbortSignal; image?: (image: PageImage) => Promise<void> },
): Promise<{ carrier: Carrier; timings: Timings }> {
  const { limits } = request;
  return new Promise((resolve, reject) => {
    let page = 0;
    let deadline = performance.now() + limits.timeoutMs;
    let killedFor: ReaderLost['reason'] | null = null;
    const kill = (reason: ReaderLost['reason'] | null) => {
      killedFor ??= reason;
      child.process.kill('SIGKILL');
    };
    const watch = setInterval(() => {
      if (performance.now() > deadline) kill('reading_timeout');
      else if ((child.residentBytes() ?? 0) > limits.memoryBytes) kill('reading_memory');
    }, watchEveryMs);
    const onExit = (code: number | null, signal: string | null) => {
      const words = child.lastWords();
      const reason = killedFor ?? (outOfMemory.test(words) ? 'reading_memory' : 'reading_crashed');
      finish(() => reject(options.signal?.aborted ? options.signal.reason as Error : new ReaderLost(reason, page, `${signal ?? code} ${words.slice(-300)}`)));
    };
    const onAbort = () => kill(null);
    const finish = (settle: () => void) => {
      clearInterval(watch);
      child.process.off('exit', onExit);
      options.signal?.removeEventListener('abort', onAbort);
      child.onReply(() => {});
      settle();
    };
    const hand = async (image: PageImage) => {
      const start = performance.now();
      deadline += 3_600_000;
      await options.image?.(image);
      deadline += performance.now() - start - 3_600_000;
      child.send({ type: 'taken' });
    };
    child.process.on('exit', onExit);
    options.signal?.addEventListener('abort', onAbort);
    if (options.signal?.aborted) kill(null);
    child.onReply((reply) => {
      if (reply.type === 'page') page = reply.page;
      else if (reply.type === 'ocr-done') deadline += limits.ocrPageMs;
      else if (reply.type === 'image') hand({ ...reply.image, png: Buffer.from(reply.image.png) }).catch((error: unknown) => {
        child.process.kill('SIGKILL');
        finish(() => reject(error as Error));
      });
      else if (reply.type === 'done') finish(() => resolve({ carrier: reply.carrier, timings: reply.timings }));
      else if (reply.type === 'failed') finish(() => reject(new AppError(reply.code, { message: reply.message, ...(reply.details ? { details: reply.details } : {}) })));
    });
    child.send(request);
  });
}
