// Bundles the workflows once, so that workers start fast: `npm run build:workflows`. Fails where the bundle has grown out of proportion.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { bundlePath, workflowModules, workflowsPath } from './bundle.ts';

/** Every cached workflow pays for the bundle; a schema library drawn in by mistake shows here. */
const maxBytes = 2 * 1024 * 1024;

const { code } = await bundleWorkflowCode({ workflowsPath, workflowInterceptorModules: workflowModules, logger: new DefaultLogger('WARN') });
if (code.length > maxBytes) throw new Error(`The workflow bundle has ${code.length} bytes, over ${maxBytes}: something big is imported by workflow code.`);
await mkdir(dirname(bundlePath), { recursive: true });
await writeFile(`${bundlePath}.${process.pid}`, code);
await rename(`${bundlePath}.${process.pid}`, bundlePath);
process.stdout.write(`${Math.round(code.length / 1024)} kB\n`);
