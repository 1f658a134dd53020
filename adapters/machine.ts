// What this process and its machine are under, as the operating system tells.
import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, hostname, loadavg, totalmem } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HostPressure, ProcessReport } from '../contract/operations.ts';

export interface MachineFigures {
  host: HostPressure;
  process: Pick<ProcessReport, 'cpuUsed' | 'memoryBytes' | 'heapBytes' | 'eventLoopDelayMs'>;
}

export interface MachineProbe {
  /** Figures since the call before. */
  read(): Promise<MachineFigures>;
  close(): void;
}

const resolutionMs = 10;

/** `dataDir`: on the file system whose space is told; the machine's root where the folder is not there. */
export function openMachineProbe(dataDir: string): MachineProbe {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  let before: { at: number; cpu: NodeJS.CpuUsage; times: Times } | null = null;

  return {
    async read() {
      const now = { at: performance.now(), cpu: process.cpuUsage(), times: cpuTimes() };
      const disk = await statfs(dataDir).catch(() => statfs('/'));
      // The monitor counts its own interval as delay.
      const ms = (ns: number) => Math.max(0, Math.round((ns / 1e6 - resolutionMs) * 10) / 10);
      const eventLoopDelayMs = delays.count > 0 ? { p50: ms(delays.percentile(50)), p99: ms(delays.percentile(99)), max: ms(delays.max) } : { p50: 0, p99: 0, max: 0 };
      delays.reset();
      const { rss, heapUsed } = process.memoryUsage();
      const figures: MachineFigures = {
        host: {
          host: hostname(), cpus: availableParallelism(), cpuUsed: before && busyShare(before.times, now.times), load: loadavg()[0] ?? 0,
          memoryTotalBytes: Math.min(totalmem(), process.constrainedMemory() || Infinity), memoryFreeBytes: process.availableMemory(),
          diskTotalBytes: disk.blocks * disk.bsize, diskFreeBytes: disk.bavail * disk.bsize,
        },
        process: {
          cpuUsed: before && (now.cpu.user - before.cpu.user + now.cpu.system - before.cpu.system) / 1000 / Math.max(1, now.at - before.at),
          memoryBytes: rss, heapBytes: heapUsed, eventLoopDelayMs,
        },
      };
      before = now;
      return figures;
    },
    close() {
      delays.disable();
    },
  };
}

interface Times {
  busy: number;
  all: number;
}

function cpuTimes(): Times {
  let busy = 0;
  let all = 0;
  for (const { times } of cpus()) {
    const sum = times.user + times.nice + times.sys + times.irq;
    busy += sum;
    all += sum + times.idle;
  }
  return { busy, all };
}

const busyShare = (from: Times, to: Times): number => Math.min(1, Math.max(0, (to.busy - from.busy) / Math.max(1, to.all - from.all)));
