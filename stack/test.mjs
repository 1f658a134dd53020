import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { explain } from './fault.mjs';
import { say } from './terminal.mjs';

/** `npm test`: everything that must hold, from nothing. `npm test -- PATTERN` runs the tests of matching files alone. */
async function main() {
  if (!(await bootstrap(fileURLToPath(import.meta.url), { services: true, chromium: true }))) return;
  const { runSuite } = await import('./test/suite.mjs');
  process.exit(await runSuite(process.argv.slice(2)));
}

main().catch((error) => {
  say(explain(error));
  say('0 passed, 1 failed');
  process.exit(1);
});
