import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../fault.mjs';
import { readJson } from '../folder/json-file.mjs';
import { cacheDir, root } from '../paths.mjs';
import { run } from '../process/command.mjs';
import { withLock } from '../process/lock.mjs';
import { duration, progress, say } from '../terminal.mjs';
import { bringPackages, keepPackages } from './kept-packages.mjs';

/**
 * Installs the locked packages when what is installed differs from the lock file. Their install scripts stay off: those of the
 * packages used here only fetch or link what this project gets by itself.
 */
export async function installPackages() {
  if (await areInstalled()) return;
  await withLock(`packages:${root}`, async () => {
    if (await areInstalled()) return;
    const started = Date.now();
    say('Packages: installing');
    const isFirst = !existsSync(join(root, 'node_modules'));
    if (await bringPackages(cacheDir(process.env), root)) return say(`Packages: copied from the cache in ${duration(Date.now() - started)}`);
    const ticker = setInterval(() => progress('Packages', `installing, ${duration(Date.now() - started)}`), 1000);
    const npm = process.env.npm_execpath;
    // Not `npm ci`, which begins by removing the packages that another installation of this clone may be running on.
    const args = ['install', '--no-save', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000'];
    const { code, output } = npm?.endsWith('.js') ? await run(process.execPath, [npm, ...args], { cwd: root }) : await run('npm', args, { cwd: root });
    clearInterval(ticker);
    progress('Packages', null);
    if (code !== 0) throw new Fault(`The packages could not be installed (npm: ${complaint(output)}).`, 'Check the network and the disk, then start again; what was downloaded already is kept.');
    say(`Packages: installed in ${duration(Date.now() - started)}`);
    // What was there before may have been changed by hand.
    if (isFirst) await keepPackages(cacheDir(process.env), root);
  }, () => say('Waiting for another start that is installing the packages'));
}

async function areInstalled() {
  const [locked, installed] = await Promise.all([readJson(join(root, 'package-lock.json')), readJson(join(root, 'node_modules/.package-lock.json'))]);
  return matches(packagesOf(locked), packagesOf(installed));
}

/**
 * @typedef {Record<string, import('./lock-file.mjs').LockEntry>} Packages
 * @param {Record<string, unknown> | undefined} lock
 * @returns {Packages}
 */
function packagesOf(lock) {
  return /** @type {Packages} */ (lock?.packages ?? {});
}

/**
 * @param {Packages} locked
 * @param {Packages} installed
 * @returns {boolean} Whether each locked package is there in its version; optional ones (other platforms') may be missing.
 */
export function matches(locked, installed) {
  const wanted = Object.entries(locked).filter(([path, entry]) => path.includes('node_modules/') && !entry.link);
  return wanted.length > 0 && wanted.every(([path, entry]) => {
    const found = installed[path];
    return found ? found.version === entry.version : Boolean(entry.optional ?? entry.devOptional);
  });
}

/**
 * npm names its reason first and tells about logs and options afterwards.
 * @param {string} output
 * @returns {string}
 */
function complaint(output) {
  const lines = output.split('\n').filter((line) => line.startsWith('npm error ')).map((line) => line.slice('npm error '.length).trim());
  return lines.find((line) => line && !/^(code|errno|syscall|type|network|path) /.test(line)) ?? lines[0] ?? 'no output';
}
