import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../paths.mjs';
import { leftOut, missingPlatforms, platformOf } from './lock-file.mjs';
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

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> };

it('finds the builds for every platform in the lock file (npm run complete-lock adds them)', () => {
  expect(missingPlatforms(lock.packages)).toEqual({});
});

it('leaves out what nothing here runs (npm run complete-lock sees to it)', () => {
  expect(Object.keys(leftOut(lock.packages)).length).toBeGreaterThan(0);
  expect(lock.packages).toMatchObject(leftOut(lock.packages));
});

it.each([
  ['@napi-rs/canvas-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@swc/core-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['@oxc-parser/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
  ['@lix-js/sdk-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['fsevents', undefined],
])('reads the platform of %s', (name, expected) => {
  expect(platformOf(name)).toEqual(expected);
});

it('names a missing build that nested packages ask for, and not one that is there', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-darwin-arm64': '1.0.0' } }, 'node_modules/a-linux-x64': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { optionalDependencies: { 'a-linux-x64': '1.0.0' } },
  };
  expect(missingPlatforms(packages)).toEqual({ 'node_modules/a-darwin-arm64': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] } });
});

it('finds every dependency pinned in the lock file', () => {
  for (const folder of ['', 'console/']) {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, Record<string, string> | undefined>;
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      const entry = lock.packages[`${folder}node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
      // `npm:typescript@7.0.2` is a package under another name.
      expect(entry?.version, name).toBe(version.replace(/^npm:.+@/, ''));
    }
  }
});
