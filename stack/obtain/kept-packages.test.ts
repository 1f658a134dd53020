import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bringPackages, keepPackages, setName } from './kept-packages.mjs';

let folder: string;
let cache: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-packages-'));
  cache = join(folder, 'cache');
});
afterEach(() => rm(folder, { recursive: true }));

/** A project of these locked packages, with or without them. */
async function project(name: string, lock: string, installed = false): Promise<string> {
  const root = join(folder, name);
  await mkdir(join(root, 'console'), { recursive: true });
  for (const file of ['package.json', 'console/package.json']) await writeFile(join(root, file), '{}');
  await writeFile(join(root, 'package-lock.json'), lock);
  for (const modules of installed ? ['node_modules/a', 'console/node_modules/b'] : []) {
    await mkdir(join(root, modules), { recursive: true });
    await writeFile(join(root, modules, 'index.js'), lock);
  }
  return root;
}
const indexOf = (root: string) => readFile(join(root, 'node_modules/a/index.js'), 'utf8');

it('gives a fresh clone what another has installed, as a copy of its own', async () => {
  const first = await project('first', 'one', true);
  await keepPackages(cache, first);
  await writeFile(join(first, 'node_modules/a/index.js'), 'changed by hand');
  const second = await project('second', 'one');
  expect(await bringPackages(cache, second)).toBe(true);
  expect(await indexOf(second)).toBe('one');
  expect(existsSync(join(second, 'console/node_modules/b/index.js'))).toBe(true);
  expect(await readdir(join(second, 'build'))).toEqual([]);
  await writeFile(join(second, 'node_modules/a/index.js'), 'changed by hand');
  const third = await project('third', 'one');
  await bringPackages(cache, third);
  expect(await indexOf(third)).toBe('one');
});

it('brings nothing for another lock file, nor where packages are already', async () => {
  await keepPackages(cache, await project('first', 'one', true));
  const other = await project('other', 'two');
  expect(await bringPackages(cache, other)).toBe(false);
  expect(existsSync(join(other, 'node_modules'))).toBe(false);
  const full = await project('full', 'one', true);
  await writeFile(join(full, 'node_modules/a/index.js'), 'its own');
  expect(await bringPackages(cache, full)).toBe(false);
  expect(await indexOf(full)).toBe('its own');
});

it('takes no notice of what an interrupted copy left', async () => {
  const first = await project('first', 'one', true);
  await keepPackages(cache, first);
  const second = await project('second', 'one');
  await mkdir(join(second, 'build/packages.partial/node_modules/half'), { recursive: true });
  expect(await bringPackages(cache, second)).toBe(true);
  expect(await readdir(join(second, 'node_modules'))).toEqual(['a']);
});

it('keeps the two sets that were used last', async () => {
  const roots = await Promise.all(['one', 'two', 'three'].map((lock) => project(lock, lock, true)));
  for (const root of roots) await keepPackages(cache, root);
  const names = await Promise.all(roots.map(setName));
  expect((await readdir(cache)).sort()).toEqual(names.slice(1).sort());
});
