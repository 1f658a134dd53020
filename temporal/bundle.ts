import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '..');
export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
export const bundlePath = join(root, 'build', 'workflow-bundle.js');

/** The bundle made beforehand where there is one (it must be of the very SDK that runs it), else the sources, bundled at start. */
export function workflowSource(): { workflowBundle: { codePath: string } } | { workflowsPath: string } {
  return existsSync(bundlePath) ? { workflowBundle: { codePath: bundlePath } } : { workflowsPath };
}
