import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSecrets } from './secrets.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('makes different secrets for each folder and keeps them for the owner alone', async () => {
  const first = await loadSecrets(folder);
  expect(await loadSecrets(folder)).toEqual(first);
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  const other = await loadSecrets(await mkdtemp(join(folder, 'other-')));
  for (const [name, value] of Object.entries(first)) expect(Object.entries(other).find(([key]) => key === name)?.[1]).not.toBe(value);
});

it('gives lengths that the product asks for', async () => {
  const secrets = await loadSecrets(folder);
  expect(Buffer.from(secrets.secretsKey, 'base64')).toHaveLength(32);
  expect(secrets.sessionSecret.length).toBeGreaterThanOrEqual(32);
  expect(encodeURIComponent(secrets.databaseOwnerPassword)).toBe(secrets.databaseOwnerPassword);
});

it.each(['missing', 'damaged'])('refuses to make new ones for old data when the file is %s', async (state) => {
  await mkdir(join(folder, 'postgres'));
  await writeFile(join(folder, 'postgres/PG_VERSION'), '18\n');
  if (state === 'damaged') await writeFile(join(folder, 'secrets.json'), '{ "databaseOwnerPassword": ');
  await expect(loadSecrets(folder)).rejects.toMatchObject({ name: 'Fault', remedy: expect.stringContaining('backup') as string });
});
