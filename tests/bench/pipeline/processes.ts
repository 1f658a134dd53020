import { readdirSync, readFileSync } from 'node:fs';
import type { Figure } from '../figures.ts';

export type Roots = Record<string, number | undefined>;

/** What each process has held in memory at most, and each one below it; in megabytes. Linux tells it in /proc. */
export function memoryOf(roots: Roots): Figure[] {
  return Object.entries(roots).flatMap(([name, pid]) => {
    if (pid === undefined) return [];
    const below = childrenOf(pid);
    const figures: Figure[] = [{ figure: `memory of ${name}, at most`, value: megabytes(pid), unit: 'MB' }];
    if (below.length > 0) figures.push({ figure: `memory of each of ${name}'s ${below.length} children, at most`, value: Math.max(...below.map(megabytes)), unit: 'MB' });
    return figures;
  });
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number).filter((pid) => statusOf(pid, 'PPid') === parent);
}

const megabytes = (pid: number): number => statusOf(pid, 'VmHWM') / 1024;

function statusOf(pid: number, field: 'PPid' | 'VmHWM'): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Processor time that each process and everything below it have had so far, in milliseconds. */
export function cpuOf(roots: Roots): Record<string, number> {
  const stats = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).flatMap((entry) => statOf(Number(entry)) ?? []);
  const below = (pid: number): number => stats.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + child.ms + below(child.pid), 0);
  return Object.fromEntries(Object.entries(roots).flatMap(([name, pid]) => {
    const own = stats.find((stat) => stat.pid === pid);
    return own ? [[name, own.ms + below(own.pid)]] : [];
  }));
}

/** Linux counts in hundredths of a second; the time of children that have ended counts as their parent's. */
const tickMs = 10;

function statOf(pid: number): { pid: number; parent: number; ms: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 4 and what follows stand behind the command's name, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), ms: tickMs * [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) };
  } catch {
    return null;
  }
}
