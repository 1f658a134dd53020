import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownerVariable, startChild } from './child.mjs';
import { findOrphans, stopOrphans } from './orphans.mjs';
import { birthOf } from './proc.mjs';
import { liveRecords, record } from './record.mjs';

let folder: string;
const started: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orphans-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** A process that ignores SIGTERM when asked to, told apart by its environment alone. */
async function leftBehind({ env = {}, stubborn = false }: { env?: Record<string, string>; stubborn?: boolean } = {}): Promise<number> {
  const script = `${stubborn ? 'process.on("SIGTERM", () => {});' : ''} process.stdout.write("up"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child.pid as number;
}

it('ends what was recorded, and what the environment names, and nothing else', async () => {
  const recorded = await leftBehind();
  await record(folder, 'api', recorded);
  const named = await leftBehind({ env: { [ownerVariable]: folder } });
  const stranger = await leftBehind({ env: { [ownerVariable]: `${folder}-other` } });
  expect((await findOrphans(folder)).map(({ pid }) => pid).sort()).toEqual([recorded, named].sort());
  expect(await stopOrphans(folder)).toBe(2);
  expect([recorded, named, stranger].map((pid) => birthOf(pid) !== undefined)).toEqual([false, false, true]);
});

it('kills what does not end when asked to', async () => {
  const pid = await leftBehind({ env: { [ownerVariable]: folder }, stubborn: true });
  await stopOrphans(folder, { graceMs: 200 });
  expect(birthOf(pid)).toBeUndefined();
});

it('takes a process for a stranger when its number was another process\'s before', async () => {
  const pid = await leftBehind();
  await record(folder, 'api', pid);
  const records = await liveRecords(folder);
  expect(records).toHaveLength(1);
  started[0]?.kill('SIGKILL');
  await once(started[0] as ChildProcess, 'exit');
  expect(await liveRecords(folder)).toEqual([]);
  expect(await stopOrphans(folder)).toBe(0);
});

it('records a child while it runs, and ends it with its parent\'s signal', async () => {
  const child = await startChild({ name: 'sleeper', dataDir: folder, command: 'sleep', args: ['60'], env: process.env });
  expect(await readdir(join(folder, 'run'))).toEqual(['sleeper.json']);
  await child.stop();
  expect(await child.ended).toBe('signal SIGTERM');
  expect(birthOf(child.pid)).toBeUndefined();
});

it('lets no child outlive a killed launcher', async () => {
  const script = `import { startChild } from ${JSON.stringify(join(import.meta.dirname, 'child.mjs'))};
    const child = await startChild({ name: 'sleeper', dataDir: ${JSON.stringify(folder)}, command: 'sleep', args: ['60'], env: process.env });
    process.stdout.write(String(child.pid));
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(launcher);
  const [pid] = (await once(launcher.stdout, 'data')) as [Buffer];
  expect(birthOf(Number(pid))).toBeDefined();
  launcher.kill('SIGKILL');
  await expect.poll(() => birthOf(Number(pid)), { timeout: 5000 }).toBeUndefined();
});
