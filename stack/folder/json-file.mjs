import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../fault.mjs';

/**
 * @param {string} file
 * @returns {Promise<Record<string, unknown> | undefined>} undefined when there is no such file or it holds no JSON object.
 */
export async function readJson(file) {
  try {
    const parsed = JSON.parse(await readFile(file, 'utf8'));
    return parsed && typeof parsed === 'object' ? parsed : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Writes so that a crash or power cut leaves the old content or the new, never half of it.
 * @param {string} file
 * @param {unknown} value
 * @param {number} [mode]
 */
export async function writeJson(file, value, mode = 0o600) {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w', mode);
  await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
  await handle.sync();
  await handle.close();
  await rename(temporary, file);
  const folder = await open(dirname(file), 'r');
  await folder.sync();
  await folder.close();
}
