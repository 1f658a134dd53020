// What the processes in which files are opened share: how they answer the pool, which kills them at any moment.
import { flushCompileCache } from 'node:module';
import { asAppError, causeOf } from './faults.ts';
import type { Reply } from './messages.ts';

export const send = (reply: Reply) => new Promise<void>((resolve, reject) => {
  process.send!(reply, undefined, undefined, (error) => { if (error) reject(error); else resolve(); });
});

export async function sendFailure(error: unknown): Promise<void> {
  const { code, details, message } = asAppError(error, 'reading_crashed');
  await send({ type: 'failed', code, ...(details ? { details } : {}), message, cause: causeOf(error) });
}

/** The parent is gone: nobody will take the result. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(0));
}

/** Tells the pool that work can come, then keeps what was compiled: Node does so when a process ends by itself, which this one does not. */
export async function ready(): Promise<void> {
  await send({ type: 'ready' });
  flushCompileCache();
}
