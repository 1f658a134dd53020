import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bringBuild, keepBuild } from './kept-builds.mjs';

let folder: string;
let cache: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-builds-'));
  cache = join(folder, 'cache');
});
afterEach(() => rm(folder, { recursive: true }));

const folders = ['console/build', 'console/types'];
const built = (stamp: string) => ({ name: 'console', stamp, folders });

/** A clone in which that was built. */
async function clone(name: string, text?: string): Promise<string> {
  const root = join(folder, name);
  for (const file of text === undefined ? [] : ['console/build/index.html', 'console/types/deep/index.ts']) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text ?? '');
  }
  return root;
}
const indexOf = (root: string) => readFile(join(root, 'console/build/index.html'), 'utf8');

it('gives another clone of the same sources what was built, in place of what it had', async () => {
  await keepBuild(cache, await clone('first', 'one'), built('a'));
  const second = await clone('second', 'old');
  await writeFile(join(second, 'console/build/left.html'), 'old');
  expect(await bringBuild(cache, second, built('a'))).toBe(true);
  expect([await indexOf(second), existsSync(join(second, 'console/build/left.html')), existsSync(join(second, 'console/types/deep/index.ts'))]).toEqual(['one', false, true]);
  expect(await readdir(join(second, 'build'))).toEqual([]);
});

it('gives nothing for other sources', async () => {
  await keepBuild(cache, await clone('first', 'one'), built('a'));
  const second = await clone('second', 'its own');
  expect([await bringBuild(cache, second, built('b')), await indexOf(second)]).toEqual([false, 'its own']);
});

it('keeps nothing that is not whole', async () => {
  const first = await clone('first', 'one');
  await rm(join(first, 'console/types'), { recursive: true });
  await keepBuild(cache, first, built('a'));
  expect(await bringBuild(cache, await clone('second'), built('a'))).toBe(false);
  expect(await readdir(cache)).toEqual([]);
});

it('keeps the three states that were used last', async () => {
  for (const stamp of ['a', 'b', 'c', 'd']) await keepBuild(cache, await clone(stamp, stamp), built(stamp));
  expect((await readdir(cache)).sort()).toEqual(['build-console-b', 'build-console-c', 'build-console-d']);
});
