import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leftOut, missingPlatforms } from './obtain/lock-file.mjs';
import { root } from './paths.mjs';

/** `npm run complete-lock`, after a package was added: gives the lock file the builds for other platforms that npm left out, and takes out those that are for nothing. */
const file = join(root, 'package-lock.json');
const lock = JSON.parse(await readFile(file, 'utf8'));
const missing = missingPlatforms(lock.packages);
const all = { ...lock.packages, ...missing };
const sorted = Object.entries({ ...all, ...leftOut(all) }).sort(([a], [b]) => a.localeCompare(b, 'en'));
await writeFile(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
process.stdout.write(`${Object.keys(missing).length} added\n`);
