import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * The command that starts a child under its limits. `ulimit -d` bounds private writable memory hard (WebAssembly and buffers included, which
 * V8's own heap limit does not see); tools of util-linux take its network away and end it with its parent, where the machine has them.
 */
export function sandboxed(entry: string, { memoryBytes, reserveBytes }: SandboxMemory): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  const dataKb = Math.ceil((memoryBytes + reserveBytes) / 1024);
  // A young generation that need not grow first: one PDF's objects fill the smallest many times over.
  const heap = [`--max-old-space-size=${Math.floor(memoryBytes / 1024 ** 2 * 0.7)}`, '--min-semi-space-size=16'];
  const node = [process.execPath, ...heap, '--no-warnings', entry];
  const wrapped = [...wrappers(), ...node];
  return {
    command: '/bin/sh',
    args: ['-c', 'ulimit -c 0; ulimit -d "$0" 2>/dev/null; exec "$@"', String(dataKb), ...wrapped],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', NODE_ENV: 'production', MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2', ...compiled() },
  };
}

export interface SandboxMemory {
  /** What a child may really use. */
  memoryBytes: number;
  /** What it may reserve beyond that and never touch, which the kernel counts all the same. */
  reserveBytes: number;
}

/** Stacks of Node's threads and gaps of the garbage collector, as seen with Node 24 on 64-bit Linux. */
export const nodeReserve = 512 * 1024 ** 2;
/** The same once more for a worker thread, in which tesseract.js runs. */
export const workerReserve = 640 * 1024 ** 2;

/** Where compiled sources are kept, if they are: a child is then ready in half the time. */
function compiled(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {};
}

let known: string[] | null = null;

function wrappers(): string[] {
  known ??= [['unshare', '--net', '--'], ['setpriv', '--pdeathsig', 'KILL', '--']]
    .filter(([command = '', ...args]) => spawnSync(command, [...args, 'true'], { stdio: 'ignore', timeout: 2_000 }).status === 0)
    .flat();
  return known;
}

export const childEntry = path.join(import.meta.dirname, 'child.ts');
export const drawEntry = path.join(import.meta.dirname, 'draw-child.ts');
