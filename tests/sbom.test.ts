import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');

it('SECURITY.md tells how the list of what is shipped is made', async () => {
  const command = /`npm (sbom --sbom-format cyclonedx [^>`]+)>/.exec(await readFile(join(root, 'SECURITY.md'), 'utf8'))?.[1]?.trim().split(' ') ?? [];
  const { stdout } = await promisify(execFile)('npm', command, { cwd: root, maxBuffer: 64 * 1024 ** 2 });
  const { bomFormat, components } = JSON.parse(stdout) as { bomFormat: string; components: { name: string; version: string; hashes?: unknown[] }[] };
  expect(bomFormat).toBe('CycloneDX');
  expect(components.find(({ name }) => name === 'express')).toMatchObject({ version: packageJson.dependencies.express, hashes: [expect.objectContaining({ alg: 'SHA-512' })] });
  expect(components.map(({ name }) => name)).not.toContain('vitest');
});
