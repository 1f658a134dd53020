import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Reply, Request } from './messages.ts';
import { childEntry, sandboxed } from './sandbox.ts';

/** A child under its limits, with the last words it wrote to its error output. */
export interface ReaderProcess {
  process: ChildProcess;
  ready: Promise<void>;
  send(request: Request): void;
  onReply(listener: (reply: Reply) => void): void;
  /** Resident bytes, or null where the system does not tell. */
  residentBytes(): number | null;
  lastWords(): string;
  filesRead: number;
}

export function startReaderProcess(memoryBytes: number): ReaderProcess {
  const { command, args, env } = sandboxed(childEntry, memoryBytes);
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => { words = (words + chunk).slice(-4000); });
  // A write to a child that just died is answered by its exit, not by this event.
  child.on('error', () => {});
  let listener: (reply: Reply) => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`the reader did not start (${signal ?? code}): ${words.slice(-500)}`)));
    child.on('message', (reply: Reply) => {
      if (reply.type === 'ready') resolve();
      else listener(reply);
    });
  });
  ready.catch(() => {});
  return {
    process: child,
    ready,
    send: (request) => { if (child.connected) child.send(request, () => {}); },
    onReply: (next) => { listener = next; },
    residentBytes: () => residentBytes(child.pid),
    lastWords: () => words,
    filesRead: 0,
  };
}

const pageBytes = 4096;

function residentBytes(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
  } catch {
    return null;
  }
}
