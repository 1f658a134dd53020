import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../process/command.mjs';

/** Commands at a time: a core each, since making so many files is what takes the time. */
const hands = 2;

/**
 * The system's own command: it copies in seconds what Node copies in half a minute.
 * @param {string} from A folder.
 * @param {string} to What it is to be called, in a folder that may be missing.
 * @returns {Promise<boolean>}
 */
export async function copy(from, to) {
  await mkdir(to, { recursive: true });
  const names = (await readdir(from)).map((name) => join(from, name));
  // Dealt out in turn: the large packages stand among the small ones.
  const shares = Array.from({ length: hands }, (_, hand) => names.filter((_name, i) => i % hands === hand)).filter((share) => share.length > 0);
  const results = await Promise.all(shares.map((share) => run('cp', ['-a', '-t', to, ...share])));
  return results.every(({ code }) => code === 0);
}
