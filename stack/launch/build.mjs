import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { bringBuild, keepBuild } from '../obtain/kept-builds.mjs';
import { cacheDir, root } from '../paths.mjs';
import { withLock } from '../process/lock.mjs';
import { say } from '../terminal.mjs';
import { runStep } from './step.mjs';

/**
 * @typedef {object} Built
 * @property {string} name
 * @property {string} label
 * @property {string[]} sources Files and folders whose content decides whether the output is current.
 * @property {string} output
 * @property {string} [command]
 * @property {string[]} args
 * @property {Record<string, string>} [env]
 * @property {string[]} [folders] All that it makes, where that is worth keeping for other clones.
 */

/** @type {Built[]} */
const everything = [
  {
    name: 'prisma-client', label: 'Database client', sources: ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'], output: 'prisma/client',
    args: ['node_modules/prisma/build/index.js', 'generate', '--schema', 'prisma/schema.prisma'],
    // The command asks for an engine that generating this client never runs; any existing file satisfies it.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'package.json'), PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  },
  {
    name: 'workflow-bundle', label: 'Workflows', sources: ['workflows', 'domain', 'contract', 'temporal/build-bundle.ts', 'node_modules/@temporalio/workflow/package.json'], output: 'build/workflow-bundle.js',
    args: ['temporal/build-bundle.ts'],
  },
  {
    name: 'console', label: 'Console', sources: [
      'console/vite.config.ts', 'console/vite', 'console/src', 'console/static', 'console/messages', 'console/tsconfig.json', 'console/package.json',
      // Beside the settings the message compiler keeps files of its own in this folder.
      'console/project.inlang/settings.json', 'contract', 'docs/webhooks', 'package-lock.json',
    ], output: 'console/build/index.html',
    command: 'npm', args: ['run', 'build', '-w', 'console'],
    // Beside the console itself its messages and routes as the checks of types know them.
    folders: ['console/build', 'console/src/lib/paraglide', 'console/.svelte-kit/generated', 'console/.svelte-kit/types', 'console/node_modules/$app'],
  },
];

/**
 * Builds what is made from sources and is older than they are: the database client, the workflow bundle, the console.
 * @param {string} dataDir Where their output is logged.
 * @param {readonly string[]} names
 */
export async function build(dataDir, names = everything.map(({ name }) => name)) {
  await Promise.all(everything.filter(({ name }) => names.includes(name)).map((built) => buildOne(dataDir, built)));
}

/**
 * @param {string} dataDir
 * @param {Built} built
 */
async function buildOne(dataDir, built) {
  const [first] = built.sources;
  if (!first || !existsSync(join(root, first))) return;
  await withLock(`build:${root}:${built.name}`, async () => {
    const stampFile = join(root, 'build/stamps', built.name);
    const stamp = await fingerprint(built.sources.map((source) => join(root, source)));
    const before = await readFile(stampFile, 'utf8').catch(() => undefined);
    if (before === stamp && existsSync(join(root, built.output))) return;
    const { name, label, command, args, env, folders } = built;
    const cache = cacheDir(process.env);
    if (folders && (await bringBuild(cache, root, { name, stamp, folders }))) {
      say(`${label}: copied from the cache`);
    } else {
      say(`${label}: building`);
      await runStep({ name: `build-${name}`, label: `${label}: the build`, dataDir, ...(command ? { command } : {}), args, env: { ...process.env, ...env } });
      if (folders) await keepBuild(cache, root, { name, stamp, folders });
    }
    await mkdir(dirname(stampFile), { recursive: true });
    await writeFile(stampFile, stamp);
  });
}

/** Folders made by tools, never sources. */
const generated = new Set(['node_modules', 'build', '.svelte-kit', 'paraglide']);

/**
 * @param {string[]} paths
 * @returns {Promise<string>} A hash over names and contents of all files at and below the paths: the same in every clone.
 */
async function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesOf(path)) hash.update(`${relative(root, file)}\0`).update(await readFile(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Promise<string[]>} Sorted, so that the order of the file system does not matter.
 */
async function filesOf(path) {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [path];
  const nested = entries.filter((entry) => !generated.has(entry.name)).sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
  return (await Promise.all(nested)).flat();
}
