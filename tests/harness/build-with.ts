import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from './processes.ts';

const root = join(import.meta.dirname, '..', '..');

/** Folders whose files are copied, since they are changed or find others by their own place; everything else is the project's own. */
const copied = ['workflows', 'temporal'];

export interface Build {
  folder: string;
  /** Its workflows, bundled once for all who run them. */
  workflowBundle: { codePath: string };
  remove(): Promise<void>;
}

/** Another build of the product: its sources with one text of a workflow replaced. Throws where the text is not there. */
export async function buildWith(file: string, text: string, replacement: string): Promise<Build> {
  const folder = await mkdtemp(join(tmpdir(), 'comprobante-build-'));
  for (const entry of await readdir(root)) {
    if (entry === 'build' || entry === '.git') continue;
    if (copied.includes(entry)) await cp(join(root, entry), join(folder, entry), { recursive: true });
    else await symlink(join(root, entry), join(folder, entry));
  }
  const source = await readFile(join(folder, file), 'utf8');
  if (!source.includes(text)) throw new Error(`${file} does not hold: ${text}`);
  await writeFile(join(folder, file), source.replace(text, replacement));
  await runToEnd('temporal/build-bundle.ts', [], process.env, folder);
  return { folder, workflowBundle: { codePath: join(folder, 'build', 'workflow-bundle.js') }, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The workflows of a build with a text of the bundle left out, beside it: bundling is most of what a build costs. Throws where the text is not there once. */
export async function bundleWithout({ folder, workflowBundle }: Build, text: RegExp): Promise<Build['workflowBundle']> {
  const code = await readFile(workflowBundle.codePath, 'utf8');
  if (code.split(text).length !== 2) throw new Error(`the bundle does not hold once: ${text}`);
  const codePath = join(folder, 'build', 'changed-bundle.js');
  await writeFile(codePath, code.replace(text, ''));
  return { codePath };
}
