import { AppError } from '../../contract/errors.ts';
import type { Carrier, PageImage } from '../../domain/ports.ts';
import type { ReaderProcess } from './child-process.ts';
import type { OpenRequest, Timings } from './messages.ts';

export interface ReadFile {
  carrier: Carrier;
  timings: Timings;
  /** What libraries said of parts that could not be read. */
  causes: string[];
}

/** A child died or was killed while it read a file; `page` is the one it was at, 0 before the first. */
export class ReaderLost extends Error {
  readonly reason: 'reading_crashed' | 'reading_timeout' | 'reading_memory';
  readonly page: number;
  readonly pageCount: number;

  constructor(reason: ReaderLost['reason'], at: { page: number; pageCount: number }, cause: string) {
    super(`${reason} at page ${at.page}: ${cause}`);
    this.reason = reason;
    this.page = at.page;
    this.pageCount = at.pageCount;
  }
}

const watchEveryMs = 100;
/** Time for each page image, once the file is read: images must not hold up what is known already. */
const imageMs = 5_000;
/** Longer than anybody takes to store an image; the child does nothing meanwhile. */
const waitingMs = 3_600_000;
const outOfMemory = /out of memory|heap limit|bad_alloc|cannot allocate memory|allocation failed/i;

/**
 * Has a child read one file, and kills it when it passes the limit on time or memory or when `signal` aborts.
 * Throws AppError for what the child refuses and ReaderLost when the child is gone. Time spent in `image` does not count.
 */
export function runInChild(
  child: ReaderProcess, request: OpenRequest, options: { signal?: AbortSignal; image?: (image: PageImage) => Promise<void> },
): Promise<ReadFile> {
  const { limits } = request;
  return new Promise((resolve, reject) => {
    let at = { page: 0, pageCount: 0 };
    const clock = fairClock(child);
    let deadline = limits.timeoutMs;
    let read: Carrier | null = null;
    let killedFor: ReaderLost['reason'] | null = null;
    const kill = (reason: ReaderLost['reason'] | null) => {
      killedFor ??= reason;
      child.process.kill('SIGKILL');
    };
    const watch = setInterval(() => {
      if (clock() > deadline) kill('reading_timeout');
      else if (child.memory().resident > limits.memoryBytes) kill('reading_memory');
    }, watchEveryMs);
    const onExit = (code: number | null, signal: string | null) => {
      const words = child.lastWords();
      const reason = killedFor ?? (outOfMemory.test(words) ? 'reading_memory' : 'reading_crashed');
      const lost = new ReaderLost(reason, at, `${signal ?? code} ${words.slice(-300)}`);
      if (options.signal?.aborted) finish(() => reject(options.signal!.reason as Error));
      else if (read) finish(() => resolve({ carrier: withoutImages(read!, lost), timings: {}, causes: [lost.message] }));
      else finish(() => reject(lost));
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
      const start = clock();
      deadline += waitingMs;
      await options.image?.(image);
      deadline = read ? clock() + imageMs : deadline - waitingMs + clock() - start;
      child.send({ type: 'taken' });
    };
    child.process.on('exit', onExit);
    options.signal?.addEventListener('abort', onAbort);
    if (options.signal?.aborted) kill(null);
    child.onReply((reply) => {
      if (reply.type === 'page') at = reply;
      else if (reply.type === 'ocr-done') deadline += limits.ocrPageMs;
      else if (reply.type === 'read') {
        read = reply.carrier;
        deadline = clock() + imageMs;
      } else if (reply.type === 'image') hand({ ...reply.image, png: Buffer.from(reply.image.png) }).catch((error: unknown) => {
        child.process.kill('SIGKILL');
        finish(() => reject(error as Error));
      });
      else if (reply.type === 'done') finish(() => resolve(reply));
      else if (reply.type === 'failed') finish(() => reject(new AppError(reply.code, { message: reply.message, cause: new Error(reply.cause), ...(reply.details ? { details: reply.details } : {}) })));
    });
    if (child.process.exitCode !== null || child.process.signalCode !== null) onExit(child.process.exitCode, child.process.signalCode);
    else child.send(request);
  });
}

function withoutImages(carrier: Carrier, lost: ReaderLost): Carrier {
  return { ...carrier, faults: [...carrier.faults, { page: Math.max(1, lost.page), code: lost.reason, message: 'The page was read, but no image of it could be made.' }] };
}

/**
 * Milliseconds that a child has had since now. On a machine with too much to do it gets less than the wall's time, and must not pay for that:
 * counted is the processor time it got, but never less than a third of the wall's time and never more than all of it.
 */
function fairClock(child: ReaderProcess): () => number {
  const start = performance.now();
  const cpuStart = child.cpuMs();
  return () => {
    const wall = performance.now() - start;
    const cpu = child.cpuMs();
    return cpuStart === null || cpu === null ? wall : Math.min(wall, Math.max(cpu - cpuStart, wall / 3));
  };
}
