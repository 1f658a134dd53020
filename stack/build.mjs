import { explain } from './fault.mjs';
import { build } from './launch/build.mjs';
import { dataDir } from './paths.mjs';
import { say } from './terminal.mjs';

/** `npm run build`: all that is made from sources, as a container image needs it. */
build(dataDir(process.env)).catch((error) => {
  say(explain(error));
  process.exit(1);
});
