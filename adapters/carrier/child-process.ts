import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Reply, Request } from './messages.ts';
import { sandboxed } from './sandbox.ts';
import type { SandboxMemory } from './sandbox.ts';

export interface ProcessMemory {
  resident: number;
  reserved: number;
}

/** A child under its limits, with the last words it wrote to its error output. */
export interface ReaderProcess {
  process: ChildProcess;
  ready: Promise<void>;
  send(request: Request): void;
  onReply(listener: (reply: Reply) => void): void;
  /** Bytes in memory, and writable bytes reserved; zero where the system does not tell. */
  memory(): ProcessMemory;
  /** Processor time used since its start, in milliseconds; null where the system does not tell. */
  cpuMs(): number | null;
  /** What was reserved when it was ready: V8 and its threads reserve much that they never touch. */
  reservedAtStart: number;
  lastWords(): string;
  filesRead: number;
}

export function startReaderProcess(entry: string, memory: SandboxMemory): ReaderProcess {
  const { command, args, env } = sandboxed(entry, memory);
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
  const reader: ReaderProcess = {
    process: child,
    ready,
    send: (request) => { if (child.connected) child.send(request, () => {}); },
    onReply: (next) => { listener = next; },
    memory: () => processMemory(child.pid),
    cpuMs: () => cpuMs(child.pid),
    reservedAtStart: 0,
    lastWords: () => words,
    filesRead: 0,
  };
  ready.then(() => { reader.reservedAtStart = reader.memory().reserved; }, () => {});
  return reader;
}

const pageBytes = 4096;

/** From /proc/PID/statm: resident is its second number, data and stack its sixth, in pages. */
function processMemory(pid: number | undefined): ProcessMemory {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return { resident: Number(pages[1]) * pageBytes, reserved: Number(pages[5]) * pageBytes };
  } catch {
    return { resident: 0, reserved: 0 };
  }
}

/** Clock ticks a second in /proc, which Linux fixes at 100 for user space. */
const tickMs = 10;

/** From /proc/PID/stat: user and system time are the 14th and 15th fields; the second, a name in brackets, may hold spaces. */
function cpuMs(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return null;
  }
}
