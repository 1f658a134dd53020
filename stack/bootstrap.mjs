import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { readJson } from './folder/json-file.mjs';
import { installPackages } from './obtain/packages.mjs';
import { obtainPrograms } from './obtain/programs.mjs';
import { root } from './paths.mjs';
import { tied } from './process/command.mjs';

/** Set for the process that a bootstrap started, so that it never starts another. */
const marker = 'COMPROBANTE_BOOTSTRAPPED';

/** The oldest Node that runs the product's TypeScript as it is. */
const oldestForProduct = [22, 18];

/**
 * Gets what a bare machine lacks, under whatever Node there is: the packages (the newer Node among them) and, at the same time,
 * the services' programs. Then goes on under the newer Node.
 * @param {string} entry The script that goes on.
 * @param {{ services?: boolean, ocrModels?: boolean, chromium?: boolean }} wanted What is wanted beside the packages; `services` brings the OCR models too.
 * @returns {Promise<boolean>} true: this process is to go on; false: another one did, and this one ends with its exit code.
 */
export async function bootstrap(entry, wanted) {
  if (process.env[marker]) return true;
  await Promise.all([installPackages(), obtainPrograms(process.env, wanted)]);
  const node = join(root, 'node_modules/.bin/node');
  if (existsSync(node) && process.versions.node !== (await packagedVersion())) {
    process.exitCode = await goOn(node, entry);
    return false;
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > (oldestForProduct[0] ?? 0) || (major === oldestForProduct[0] && minor >= (oldestForProduct[1] ?? 0))) return true;
  throw new Fault(`Comprobante needs Node ${oldestForProduct.join('.')} or newer; this is ${process.versions.node}, and the package registry has no Node for ${process.platform} on ${process.arch}.`,
    'Install Node 24 and start again.');
}

async function packagedVersion() {
  return (await readJson(join(root, `node_modules/node-linux-${process.arch}/package.json`)))?.version;
}

/**
 * @param {string} node
 * @param {string} entry
 * @returns {Promise<number>} The exit code.
 */
function goOn(node, entry) {
  return new Promise((resolve) => {
    const child = spawn(...tied(node, [entry, ...process.argv.slice(2)], { deathSignal: 'SIGTERM' }), {
      stdio: 'inherit', env: { ...process.env, [marker]: '1', PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}` },
    });
    // A terminal sends its signals to both; one sent to this process alone has to be handed on. The other takes a twin for one.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
    child.on('exit', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}
