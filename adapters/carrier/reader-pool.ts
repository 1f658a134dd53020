import os from 'node:os';
import { startReaderProcess } from './child-process.ts';
import type { ReaderProcess } from './child-process.ts';
import { childEntry, nodeReserve } from './sandbox.ts';
import type { SandboxMemory } from './sandbox.ts';

/** After so many files a child is replaced, so that what native libraries leak stays bounded. */
const filesPerChild = 250;
/** Shares of the memory limit, resident and reserved since its start, above which a child is replaced before its next file. */
const wornResident = 0.75;
const wornReserved = 0.65;

export interface ReaderPool {
  /** A child of one's own, once a slot is free; `fresh` asks for one that has read nothing yet. */
  take(fresh: boolean): Promise<ReaderProcess>;
  /** Gives the slot back; `discard` ends the child instead of keeping it for the next file. */
  give(child: ReaderProcess, discard: boolean): void;
  /** Threads that one of the busy children may use now, so that all of them together use the machine's cores. */
  threads(): number;
  /** Starts a child where there is none, for work that is about to come. */
  prepare(): void;
  /** Ends the children that wait for work. */
  endIdle(): void;
  close(): Promise<void>;
}

/** Children that start on first need and live until they are worn or the pool closes; never more than `slots` at work. */
export function createReaderPool({ slots, memoryBytes, reserveBytes, entry = childEntry }: SandboxMemory & { slots: number; entry?: string }): ReaderPool {
  const idle: ReaderProcess[] = [];
  const busy = new Set<ReaderProcess>();
  const alive = new Set<ReaderProcess>();
  const waiting: (() => void)[] = [];
  let taken = 0;
  let closed = false;

  const start = (): ReaderProcess => {
    const child = startReaderProcess(entry, { memoryBytes, reserveBytes });
    alive.add(child);
    child.process.once('exit', () => alive.delete(child));
    return child;
  };
  const threads = () => Math.max(1, Math.floor(os.availableParallelism() / Math.max(1, busy.size)));
  const share = () => { for (const child of busy) child.send({ type: 'threads', threads: threads() }); };
  const pick = (fresh: boolean): ReaderProcess => {
    while (idle.length > 0) {
      const child = idle.pop()!;
      if (!alive.has(child) || !child.process.connected) continue;
      if (fresh && child.filesRead > 0) child.process.kill('SIGKILL');
      else return child;
    }
    return start();
  };
  const isWorn = (child: ReaderProcess) => {
    const memory = child.memory();
    return child.filesRead >= filesPerChild || memory.resident > memoryBytes * wornResident || memory.reserved - child.reservedAtStart > memoryBytes * wornReserved + reserveBytes - nodeReserve;
  };

  return {
    threads,
    take: async (fresh) => {
      if (taken >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
      else taken++;
      const child = pick(fresh);
      busy.add(child);
      share();
      return child;
    },
    give: (child, discard) => {
      busy.delete(child);
      if (alive.has(child)) {
        const worn = isWorn(child);
        if (closed || discard || worn) child.process.kill('SIGKILL');
        else idle.push(child);
        // The next file should not wait for a child to start.
        if (worn && !closed) idle.push(start());
      }
      share();
      const next = waiting.shift();
      if (next) next();
      else taken--;
    },
    prepare: () => {
      if (!closed && alive.size === 0) idle.push(start());
    },
    endIdle: () => {
      for (const child of idle.splice(0)) child.process.kill('SIGKILL');
    },
    close: async () => {
      closed = true;
      await Promise.all([...alive].map((child) => new Promise<void>((resolve) => {
        child.process.once('exit', () => resolve());
        child.process.kill('SIGKILL');
      })));
    },
  };
}
