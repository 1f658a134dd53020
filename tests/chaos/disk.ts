// A small disk of its own for the installation's data, so that it can be filled up without harm to the machine.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../../stack/fault.mjs';

export interface Disk {
  folder: string;
  /** null where this user may not mount, and the disk is the machine's. */
  quotaBytes: number | null;
  /** Takes every byte that is left, and goes on taking what is freed, until `empty`. */
  fill(): void;
  empty(): void;
  remove(): Promise<void>;
}

const block = Buffer.alloc(8 * 1024 * 1024);
const topUpMs = 200;

export async function createDisk(quotaBytes: number): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'comprobante-chaos-'));
  const isMounted = mount(folder, quotaBytes);
  const ballast = join(folder, 'ballast');
  let filling: AbortController | null = null;

  function empty(): void {
    filling?.abort();
    filling = null;
    rmSync(ballast, { force: true });
  }

  return {
    folder,
    quotaBytes: isMounted ? quotaBytes : null,
    fill() {
      if (!isMounted) return;
      filling = new AbortController();
      void keepFull(ballast, filling.signal);
    },
    empty,
    async remove() {
      empty();
      if (isMounted) execFileSync('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function mount(folder: string, quotaBytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${quotaBytes},mode=755`, 'comprobante-chaos', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Beside everything else that this process does, which plays clients and receivers too. */
async function keepFull(file: string, signal: AbortSignal): Promise<void> {
  const handle = await open(file, 'a');
  try {
    while (!signal.aborted) {
      for (const size of [block.length, 4096, 1]) await fillBy(handle, size, signal);
      await sleep(topUpMs);
    }
  } finally {
    await handle.close();
  }
}

async function fillBy(handle: FileHandle, size: number, signal: AbortSignal): Promise<void> {
  try {
    while (!signal.aborted && (await handle.write(block, 0, size)).bytesWritten === size);
  } catch (error) {
    if (codeOf(error) !== 'ENOSPC') throw error;
  }
}
