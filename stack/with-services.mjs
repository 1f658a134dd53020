import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { explain } from './fault.mjs';
import { loadSettings, readEnvironment } from './folder/environment.mjs';
import { build } from './launch/build.mjs';
import { obtainOcrModels } from './obtain/ocr-models.mjs';
import { cacheDir, dataDir, root } from './paths.mjs';
import { keepOutputClean } from './terminal.mjs';

/**
 * `node stack/with-services.mjs [--ocr] SCRIPT ARGS…`: runs one of the product's commands against the installation of DATA_DIR, or
 * against the services that the environment names, which come first. `--ocr`: the command reads scans, so the models are had before.
 */
async function main() {
  keepOutputClean();
  loadSettings();
  const given = process.argv.slice(2);
  const ocrModels = given[0] === '--ocr';
  if (!(await bootstrap(fileURLToPath(import.meta.url), { ocrModels }))) return;
  const folder = dataDir(process.env);
  await build(folder, ['prisma-client']);
  const models = ocrModels ? await obtainOcrModels(cacheDir(process.env)) : undefined;
  const env = { ...readEnvironment(folder), ...(models ? { OCR_MODELS_DIR: models } : {}), ...process.env };
  const child = spawn(process.execPath, ocrModels ? given.slice(1) : given, { cwd: root, stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

main().catch((error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
