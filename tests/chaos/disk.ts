// A small disk of its own for the installation's data, so that it can be filled up without harm to the machine.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../stack/fault.mjs';

export interface Disk {
  folder: string;
  /** null where this user may not mount, and the disk is the machine's. */
  quotaBytes: number | null;
  /** Takes every byte that is left, and goes on taking what is freed. */
  fill(): void;
  empty(): void;
  remove(): Promise<void>;
}

const block = Buffer.alloc(1024 * 1024);
const topUpMs = 200;

export async function createDisk(quotaBytes: number): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'comprobante-chaos-'));
  const isMounted = mount(folder, quotaBytes);
  const ballast = join(folder, 'ballast');
  let topUp: NodeJS.Timeout | null = null;

  function empty(): void {
    if (topUp) clearInterval(topUp);
    topUp = null;
    rmSync(ballast, { force: true });
  }

  return {
    folder,
    quotaBytes: isMounted ? quotaBytes : null,
    fill() {
      if (!isMounted) return;
      fillUp(ballast);
      topUp = setInterval(() => fillUp(ballast), topUpMs);
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

function fillUp(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (const size of [block.length, 4096, 1]) while (writeSync(descriptor, block, 0, size) === size);
  } catch (error) {
    if (codeOf(error) !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
}
