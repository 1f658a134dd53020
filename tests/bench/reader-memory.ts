import { readdirSync, readFileSync } from 'node:fs';
import { median } from './figures.ts';

/** What one process had in memory, in bytes, once so many files were read. */
interface Sighting {
  process: number;
  resident: number;
  done: number;
}

/** This process's children and theirs, with what each has in memory. */
function descendants(): { process: number; resident: number }[] {
  const known = new Map<number, { parent: number; resident: number }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [, parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      known.set(Number(name), { parent: Number(parent), resident: Number(readFileSync(`/proc/${name}/statm`, 'utf8').split(' ')[1]) * 4096 });
    } catch {
      // It ended while the list was read.
    }
  }
  const isOurs = (id: number): boolean => {
    const parent = known.get(id)?.parent ?? 0;
    return parent === process.pid || (parent > 1 && isOurs(parent));
  };
  return [...known].filter(([id]) => isOurs(id)).map(([id, { resident }]) => ({ process: id, resident }));
}

export interface MemoryWatch {
  /** The most that all of it held together, and one reader alone, since it was last asked. */
  take(): { together: number; alone: number };
  /** Tells that one more file was read. */
  fileRead(): void;
  /** Median of what a reader held while the files [from, to) were read. */
  ofReaders(from: number, to: number): number;
  /** Median of what a reader held once it had read about so many files itself, `slots` of them at work; null where none lived so long. */
  atAge(from: number, to: number, slots: number): number | null;
  /** Readers that there have been. */
  readers(): number;
  stop(): void;
}

/** Leaves out shells and children that are still starting. */
const leastReader = 100 * 1024 ** 2;

/** Looks at this process and its children ten times a second. */
export function watchMemory(): MemoryWatch {
  let peak = { together: 0, alone: 0 };
  let done = 0;
  const seen: Sighting[] = [];
  const born = new Map<number, number>();
  const timer = setInterval(() => {
    const children = descendants();
    for (const child of children.filter(({ resident }) => resident >= leastReader)) {
      if (!born.has(child.process)) born.set(child.process, done);
      seen.push({ ...child, done });
    }
    const together = process.memoryUsage.rss() + children.reduce((sum, { resident }) => sum + resident, 0);
    peak = { together: Math.max(peak.together, together), alone: Math.max(peak.alone, ...children.map(({ resident }) => resident)) };
  }, 100);
  const medianOf = (sightings: Sighting[]): number => median(sightings.map(({ resident }) => resident));
  return {
    take: () => { const taken = peak; peak = { together: 0, alone: 0 }; return taken; },
    fileRead: () => { done++; },
    ofReaders: (from, to) => medianOf(seen.filter((one) => one.done >= from && one.done < to)),
    atAge: (from, to, slots) => {
      const aged = seen.filter((one) => { const age = (one.done - (born.get(one.process) ?? 0)) / slots; return age >= from && age < to; });
      return aged.length > 0 ? medianOf(aged) : null;
    },
    readers: () => born.size,
    stop: () => clearInterval(timer),
  };
}
