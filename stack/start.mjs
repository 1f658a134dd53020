import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { explain } from './fault.mjs';
import { loadSettings } from './folder/environment.mjs';
import { say } from './terminal.mjs';

/** `npm start`: everything of one installation, from nothing to a running service. */
async function main() {
  loadSettings();
  if (!(await bootstrap(fileURLToPath(import.meta.url), { services: true }))) return;
  const { launch } = await import('./launch/launch.mjs');
  await launch();
}

main().catch((error) => {
  say(explain(error));
  process.exit(1);
});
