import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../folder/ports.mjs';
import { root } from '../paths.mjs';
import { findOrphans, stopOrphans } from '../process/orphans.mjs';

interface Launched { process: ChildProcess; printed: () => string }

let dataDir: string;
let port: number;
let launched: Launched;
const folders: string[] = [];
const processes: ChildProcess[] = [];
const slow = { timeout: 60_000, interval: 100 };

beforeAll(async () => {
  dataDir = await emptyFolder();
  port = await freePort();
});
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  for (const folder of folders) {
    await stopOrphans(folder);
    await rm(folder, { recursive: true, force: true });
  }
});

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'launch-'));
  folders.push(folder);
  return folder;
}

/** Without what the suite's own services put into the environment, as a person's shell would be. */
function launch(settings: { port?: number; folder?: string } = {}): Launched {
  const own = Object.entries(process.env).filter(([name]) => !/^(DATABASE_|TEMPORAL_|S3_|SECRETS_KEY|SESSION_SECRET|VITEST)/.test(name) && name !== 'NODE_ENV');
  const env = { ...Object.fromEntries(own), PORT: String(settings.port ?? port), DATA_DIR: settings.folder ?? dataDir, CI: 'true' };
  const child = spawn(process.execPath, [join(root, 'stack/start.mjs')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  processes.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { process: child, printed: () => text };
}

async function start(): Promise<void> {
  launched = launch();
  await expect.poll(() => (launched.process.exitCode === null ? launched.printed() : `ended: ${launched.printed()}`), slow).toMatch(/^ended|Ctrl-C stops it/);
  expect(launched.printed()).toContain('Ctrl-C stops it');
}

async function end(process: ChildProcess): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
  return process.exitCode;
}

const ready = () => fetch(`http://127.0.0.1:${port}/ready`).then((answer) => answer.status, () => 0);
const pidOf = (name: string) => (JSON.parse(readFileSync(join(dataDir, 'run', `${name}.json`), 'utf8')) as { pid: number }).pid;

it('starts from an empty folder and shows the first sign-in', async () => {
  await start();
  expect(launched.printed()).toMatch(/E-mail: +\S+@\S+\n +Password: +\S{12,}/);
  expect(await ready()).toBe(200);
});

it('refuses a second launcher on the same folder, and a taken port', async () => {
  const twin = launch({ port: await freePort() });
  expect(await end(twin.process)).toBe(1);
  expect(twin.printed()).toContain(`already running on the data folder ${dataDir} (process ${launched.process.pid}`);
  const other = launch({ folder: await emptyFolder() });
  expect(await end(other.process)).toBe(1);
  expect(other.printed()).toMatch(new RegExp(`Port ${port} on 127.0.0.1 is taken by process ${pidOf('api')} .*api/main.ts`));
  expect(`${twin.printed()}${other.printed()}`).not.toMatch(/\n\s+at /);
});

it('starts again what is killed', async () => {
  for (const name of ['worker', 'postgres', 'minio', 'temporal', 'api']) process.kill(pidOf(name), 'SIGKILL');
  for (const label of ['Worker', 'PostgreSQL', 'MinIO', 'Temporal server', 'API']) {
    await expect.poll(launched.printed, slow).toContain(`${label} ended (signal SIGKILL); starting it again in 1 s`);
    await expect.poll(launched.printed, slow).toContain(`${label} runs again`);
  }
  await expect.poll(ready, slow).toBe(200);
});

it('leaves nothing behind that blocks the next start when it is killed, and shows no password again', async () => {
  launched.process.kill('SIGKILL');
  await start();
  expect(launched.printed()).not.toContain('Password');
  expect(await ready()).toBe(200);
});

it('stops everything it started', async () => {
  const pids = ['worker', 'postgres', 'minio', 'temporal', 'api'].map(pidOf);
  launched.process.kill('SIGTERM');
  expect(await end(launched.process)).toBe(0);
  expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  expect(await findOrphans(dataDir)).toEqual([]);
}, 60_000);
