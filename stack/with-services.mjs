import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { explain } from './fault.mjs';
import { loadSettings, readEnvironment } from './folder/environment.mjs';
import { dataDir, root } from './paths.mjs';

/**
 * `node stack/with-services.mjs SCRIPT ARGS…`: runs one of the product's commands against the installation of DATA_DIR, or against
 * the services that the environment names, which come first.
 */
async function main() {
  loadSettings();
  if (!(await bootstrap(fileURLToPath(import.meta.url), { packagesOnly: true }))) return;
  const child = spawn(process.execPath, process.argv.slice(2), { cwd: root, stdio: 'inherit', env: { ...readEnvironment(dataDir(process.env)), ...process.env } });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

main().catch((error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
