import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { obtainPostgres } from '../obtain/postgres.mjs';
import { serverAccount } from './account.mjs';
import { prepareCluster } from './cluster.mjs';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cluster-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

async function prepare(): Promise<string> {
  const binaries = await obtainPostgres();
  return prepareCluster({ dataDir, binaries, password: 'for this test', user: await serverAccount([join(dataDir, 'postgres'), join(binaries, 'bin/postgres')]) });
}

async function fakeCluster(files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(dataDir, 'postgres', name, '..'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', name), content);
  }
}

it('replaces the remains of an interrupted first start by a whole cluster, also below a folder closed to others', async () => {
  await chmod(dataDir, 0o700);
  const remains = join(dataDir, 'postgres.partial-1');
  await mkdir(join(remains, 'base'), { recursive: true });
  const cluster = await prepare();
  expect(existsSync(remains)).toBe(false);
  expect(existsSync(join(cluster, 'global/pg_control'))).toBe(true);
  expect((await stat(cluster)).mode & 0o777).toBe(0o700);
  expect(existsSync(join(dataDir, '.postgres-password'))).toBe(false);
});

it('never touches a cluster of another major', async () => {
  await fakeCluster({ PG_VERSION: '16\n', 'global/pg_control': 'real' });
  await expect(prepare()).rejects.toMatchObject({ name: 'Fault', message: expect.stringContaining('PostgreSQL 16') as string });
  expect(existsSync(join(dataDir, 'postgres/global/pg_control'))).toBe(true);
});

it('never touches a damaged cluster', async () => {
  await fakeCluster({ 'base/1/1259': 'real' });
  await expect(prepare()).rejects.toMatchObject({ name: 'Fault', message: expect.stringContaining('damaged') as string });
  expect(existsSync(join(dataDir, 'postgres/base/1/1259'))).toBe(true);
});

it('removes a killed server\'s lock file, whoever has its process number now', async () => {
  await fakeCluster({ PG_VERSION: '18\n', 'global/pg_control': 'real', 'postmaster.pid': `${process.pid}\n` });
  await prepare();
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});
