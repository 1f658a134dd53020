import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { tied } from '../../stack/process/command.mjs';

const root = join(import.meta.dirname, '..', '..');

/** One of the product's own processes, from its sources, with what it wrote. */
export interface Running {
  process: ChildProcess;
  output(): string;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/** Ends with the process that started it, so that an interrupted test leaves none. `from`: the folder whose sources are run; the project's own by default. */
export function run(script: string, args: string[], env: NodeJS.ProcessEnv, from = root): Running {
  const process_ = spawn(...tied(process.execPath, ['--disable-warning=ExperimentalWarning', join(from, script), ...args], { deathSignal: 'SIGKILL' }), { cwd: from, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = keepLast(200_000);
  for (const stream of [process_.stdout, process_.stderr]) stream.on('data', output.add);
  const exited = once(process_, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (process_.exitCode === null && process_.signalCode === null) process_.kill(signal);
    await exited;
    return process_.exitCode;
  };
  return { process: process_, output: output.text, stop: () => end('SIGTERM'), kill: async () => void (await end('SIGKILL')) };
}

/** Keeps what was said last, put together only when it is asked for: a process that says much would have all of it copied at every line. */
function keepLast(bytes: number): { add(chunk: Buffer): void; text(): string } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      for (let [first] = chunks; first && size - first.length >= bytes; [first] = chunks) {
        chunks.shift();
        size -= first.length;
      }
    },
    text: () => Buffer.concat(chunks).toString(),
  };
}

/** Runs a command of ours to its end. Throws with its output where it fails. */
export async function runToEnd(script: string, args: string[], env: NodeJS.ProcessEnv, from = root): Promise<string> {
  const running = run(script, args, env, from);
  const [code] = (await once(running.process, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${code}:\n${running.output()}`);
  return running.output();
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
