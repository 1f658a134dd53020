import { explain } from './fault.mjs';
import { writeEnvironment } from './folder/environment.mjs';
import { dataDir } from './paths.mjs';
import { startServices } from './services.mjs';
import { duration, say } from './terminal.mjs';

/**
 * `node stack/dev-services.mjs`: the services alone, for working on the product's own processes. Writes what they need to
 * `DATA_DIR/env` (for `node --env-file`), stays in the foreground and stops the services at Ctrl-C.
 */
async function main() {
  const folder = dataDir(process.env);
  const services = await startServices({ dataDir: folder, onStarted: (service, ms) => say(`${service.label} runs (${duration(ms)})`) });
  const file = await writeEnvironment(folder, services.env);
  say(`Services run; their addresses are in ${file}. Ctrl-C stops them.`);
  const stop = async () => {
    await services.stop();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  // Nothing else keeps the process alive when every service is an outside one.
  setInterval(() => undefined, 60_000);
}

main().catch((error) => {
  say(explain(error));
  process.exit(1);
});
