import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.mjs';
import { lastLine, onPath, run } from '../process/command.mjs';
import { duration, progress, say } from '../terminal.mjs';
import { cached } from './cache.mjs';
import { withGo } from './go.mjs';

const version = 'v0.0.0-20260212201848-7aac2a2c5b7c';

/** Lines that `go install -v` prints for this version: modules downloaded and packages compiled. */
const expectedLines = 1540;

/**
 * The `minio` program: the one on PATH, or the pinned source built once. Upstream publishes source alone, so a Go toolchain
 * builds it; toolchain and build files are removed afterwards.
 * @param {string} cache
 * @returns {Promise<string>}
 */
export async function obtainMinio(cache) {
  const installed = onPath('minio');
  if (installed && /minio version/.test((await run(installed, ['--version'], { timeoutMs: 5000 })).output)) return installed;
  const folder = await cached(cache, `minio-${version.slice('v0.0.0-'.length)}`, (folder) => build(cache, folder));
  return join(folder, 'minio');
}

/**
 * @param {string} cache
 * @param {string} folder
 */
async function build(cache, folder) {
  const started = Date.now();
  say('MinIO: building the object store from source, once (2 to 4 minutes)');
  const work = join(cache, '.minio-build');
  await mkdir(join(work, 'tmp'), { recursive: true });
  await withGo(cache, async (go) => {
    let lines = 0;
    const { code, output } = await run(go, ['install', '-v', '-trimpath', '-ldflags', '-s -w', `github.com/minio/minio@${version}`], {
      cwd: work,
      env: { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-modcacherw', GOWORK: 'off', GO111MODULE: 'on', GOROOT: '',
        GOPATH: join(work, 'path'), GOMODCACHE: join(work, 'path/mod'), GOCACHE: join(work, 'cache'), GOBIN: join(work, 'bin'), GOTMPDIR: join(work, 'tmp') },
      onLine: () => progress('MinIO', `building, ${Math.min(99, Math.floor((++lines * 100) / expectedLines))} %`),
    });
    progress('MinIO', null);
    if (code !== 0) {
      throw new Fault(`MinIO could not be built (${lastLine(output)}).`,
        'Check the network and that the disk has 3 GB free, then start again: it continues where it stopped. Or install minio yourself and put it on PATH, or set S3_ENDPOINT to an object store you have.');
    }
  });
  await rename(join(work, 'bin/minio'), join(folder, 'minio'));
  await rm(work, { recursive: true, force: true });
  say(`MinIO: built in ${duration(Date.now() - started)}`);
}
