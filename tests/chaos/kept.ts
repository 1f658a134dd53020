// A process of the installation under a supervisor of its own: it is started again whenever it ends, unless a fault wants it down.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '../../stack/process/service.mjs';

/** A process that ended although no fault was laid on it. */
export interface Ending {
  name: string;
  how: string;
  at: number;
}

export interface Kept {
  name: string;
  isUp(): boolean;
  /** SIGKILL, and it stays down until `release`. */
  kill(): Promise<void>;
  /** SIGSTOP for it and its children, as a paused machine has it, until `release`. */
  freeze(): void;
  /** Takes the fault off and resolves once the process answers again. */
  release(): Promise<void>;
  stop(): Promise<void>;
}

const pollMs = 100;

export function keep(name: string, service: Service, onEnding: (ending: Ending) => void): Kept {
  let isWanted = true;
  let isClosed = false;
  let isAnswering = false;
  let frozen: number[] = [];

  async function run(): Promise<void> {
    if (service.child()) watch();
    while (!isClosed) {
      if (isWanted && !service.child()) await start();
      await sleep(pollMs);
    }
  }

  async function start(): Promise<void> {
    isAnswering = false;
    try {
      await service.start();
      watch();
    } catch {
      // What it needs is down too, or the disk is full: the next round tries again.
    }
  }

  function watch(): void {
    const child = service.child();
    if (!child) return;
    isAnswering = true;
    void child.ended.then((how) => {
      isAnswering = false;
      if (isWanted && !isClosed) onEnding({ name, how, at: Date.now() });
    });
  }

  function thaw(): void {
    for (const pid of frozen) signal(pid, 'SIGCONT');
    frozen = [];
  }

  const running = run();
  return {
    name,
    isUp: () => isAnswering && frozen.length === 0,
    async kill() {
      isWanted = false;
      await service.kill();
    },
    freeze() {
      const pid = service.child()?.pid;
      frozen = pid ? treeOf(pid) : [];
      for (const each of frozen) signal(each, 'SIGSTOP');
    },
    async release() {
      thaw();
      isWanted = true;
      while (!isAnswering && !isClosed) await sleep(pollMs);
    },
    async stop() {
      isClosed = true;
      thaw();
      await service.stop();
      await running;
      await service.stop();
    },
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // ended meanwhile
  }
}

/** The process and everything below it. */
function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // ended meanwhile
    }
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}
