import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cached } from './cache.mjs';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'cache-'));
});
afterEach(() => rm(cache, { recursive: true }));

it('is filled once for all who ask at the same time', async () => {
  let fills = 0;
  const fill = async (folder: string) => {
    fills += 1;
    await writeFile(join(folder, 'program'), 'x');
  };
  const entries = await Promise.all([cached(cache, 'thing-1', fill), cached(cache, 'thing-1', fill)]);
  expect(fills).toBe(1);
  expect(entries).toEqual([join(cache, 'thing-1'), join(cache, 'thing-1')]);
});

it('leaves nothing behind when filling fails, and is filled the next time', async () => {
  const failing = cached(cache, 'thing-1', async (folder) => {
    await writeFile(join(folder, 'half'), 'x');
    throw new Error('no network');
  });
  await expect(failing).rejects.toThrow('no network');
  expect(await readdir(cache)).toEqual([]);
  await cached(cache, 'thing-1', (folder) => writeFile(join(folder, 'whole'), 'x'));
  expect(await readdir(join(cache, 'thing-1'))).toEqual(['whole']);
});

it('removes what a killed start left half-made', async () => {
  await mkdir(join(cache, '.thing-1.partial-abc'));
  await mkdir(join(cache, '.other-1.partial-abc'));
  await cached(cache, 'thing-1', (folder) => writeFile(join(folder, 'whole'), 'x'));
  expect((await readdir(cache)).sort()).toEqual(['.other-1.partial-abc', 'thing-1']);
});
