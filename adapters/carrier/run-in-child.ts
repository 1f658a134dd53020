import { AppError } from '../../contract/errors.ts';
import type { ReaderProcess } from './child-process.ts';
import type { DrawnPage, DrawRequest, OpenRequest, ReadFile } from './messages.ts';

/** A child died or was killed while it worked on a file; `page` is the one it was at, 0 before the first. */
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
const outOfMemory = /out of memory|heap limit|bad_alloc|cannot allocate memory|allocation failed/i;

/** What is answered to which request. */
type AnswerTo<R> = R extends OpenRequest ? ReadFile : DrawnPage;

/**
 * Has a child do one thing, and kills it when it passes the limit on time or memory or when `signal` aborts.
 * Throws AppError for what the child refuses and ReaderLost when the child is gone.
 */
export function runInChild<R extends OpenRequest | DrawRequest>(child: ReaderProcess, request: R, options: { signal?: AbortSignal }): Promise<AnswerTo<R>> {
  const { limits } = request;
  return new Promise((resolve, reject) => {
    let at = { page: 0, pageCount: 0 };
    const clock = fairClock(child);
    let deadline = limits.timeoutMs;
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
    child.process.on('exit', onExit);
    options.signal?.addEventListener('abort', onAbort);
    if (options.signal?.aborted) kill(null);
    child.onReply((reply) => {
      if (reply.type === 'page') at = reply;
      else if (reply.type === 'ocr-done') deadline += limits.ocrPageMs;
      else if (reply.type === 'done' || reply.type === 'drawn') finish(() => resolve(reply as AnswerTo<R>));
      else if (reply.type === 'failed') finish(() => reject(new AppError(reply.code, { message: reply.message, cause: new Error(reply.cause), ...(reply.details ? { details: reply.details } : {}) })));
    });
    if (child.process.exitCode !== null || child.process.signalCode !== null) onExit(child.process.exitCode, child.process.signalCode);
    else child.send(request);
  });
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
