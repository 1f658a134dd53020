// Writes the committed OpenAPI document anew: `node api/write-openapi.ts`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createOpenApi } from './openapi.ts';

await writeFile(join(import.meta.dirname, 'openapi.json'), `${JSON.stringify(createOpenApi(packageJson.version, 'http://localhost:8787'), null, 2)}\n`);
