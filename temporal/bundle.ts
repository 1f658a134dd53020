import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '..');
export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
/** Interceptors that are part of the bundle. */
export const workflowModules = [fileURLToPath(new URL('../workflows/propagate-trace.ts', import.meta.url))];
export const bundlePath = join(root, 'build', 'workflow-bundle.js');

/** The bundle made beforehand where there is one that is newer than the sources (it must be of the very SDK that runs it), else the sources, bundled at start. */
export function workflowSource(): { workflowBundle: { codePath: string } } | { workflowsPath: string } {
  return isFresh() ? { workflowBundle: { codePath: bundlePath } } : { workflowsPath };
}

function isFresh(): boolean {
  if (!existsSync(bundlePath)) return false;
  const madeAt = statSync(bundlePath).mtimeMs;
  const folder = join(root, 'workflows');
  return readdirSync(folder).every((name) => statSync(join(folder, name)).mtimeMs <= madeAt);
}
