import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimDataFolder, openDataFolder } from './data-folder.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('makes the folder', async () => {
  expect(await openDataFolder(join(folder, 'a/b'))).toBe(join(folder, 'a/b'));
});

it('says what is wrong with a path that is a file', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(openDataFolder(join(folder, 'file/data'))).rejects.toMatchObject({ name: 'Fault', message: expect.stringContaining('a part of the path is a file') as string });
});

it('is claimed by one launcher at a time', async () => {
  await claimDataFolder(folder, 'http://127.0.0.1:1');
  await expect(claimDataFolder(folder, 'http://127.0.0.1:2')).rejects.toMatchObject({
    name: 'Fault', message: expect.stringContaining(`process ${process.pid}, http://127.0.0.1:1`) as string,
  });
});
