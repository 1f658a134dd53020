import { readdirSync, readFileSync } from 'node:fs';
import type { Figure } from '../figures.ts';

/** What each process has held in memory at most, and each one below it; in megabytes. Linux tells it in /proc. */
export function memoryOf(roots: Record<string, number | undefined>): Figure[] {
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
