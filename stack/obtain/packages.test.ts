import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../paths.mjs';
import { matches } from './packages.mjs';

const locked = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true }, 'node_modules/console': { link: true } };

it.each([
  ['all are there', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }, true],
  ['another platform\'s is missing', { 'node_modules/a': { version: '1.0.0' } }, true],
  ['one has another version', { 'node_modules/a': { version: '1.0.1' } }, false],
  ['one is missing', { 'node_modules/b': { version: '2.0.0' } }, false],
  ['none is there', {}, false],
])('%s', (_case, installed, expected) => {
  expect(matches(locked, installed)).toBe(expected);
});

it('finds every dependency pinned in the lock file', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> };
  for (const folder of ['', 'console/']) {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, Record<string, string> | undefined>;
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      const entry = lock.packages[`${folder}node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
      expect(entry?.version, name).toBe(version);
    }
  }
});
