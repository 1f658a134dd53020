import { existsSync } from 'node:fs';
import { Fault } from '../fault.mjs';
import { lastLine, onPath, run } from '../process/command.mjs';
import { withLock } from '../process/lock.mjs';
import { progress, say } from '../terminal.mjs';

// The shell draws no windows, which none of the tests needs: it takes a fifth less of the processor.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const remedy = 'Install it (apt-get install chromium-headless-shell fonts-liberation) or set CHROMIUM_PATH to a Chromium you have.';

/**
 * The browser of the browser tests: CHROMIUM_PATH, one on PATH, or Debian's package, which only root can install.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
export async function obtainChromium(env) {
  if (env.CHROMIUM_PATH) {
    if (existsSync(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Fault(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which does not exist.`, remedy);
  }
  return find() ?? withLock('chromium', async () => find() ?? install());
}

function find() {
  return names.map((name) => onPath(name)).find((path) => path !== undefined);
}

async function install() {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) throw new Fault('The browser tests need Chromium, which is not installed.', remedy);
  say('Chromium: installing the Debian package');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {string} line */
  const onLine = (line) => progress('Chromium', line.trim().slice(0, 60));
  // Another apt run (an automatic upgrade, say) is waited for.
  const patient = ['-o', 'DPkg::Lock::Timeout=300'];
  const packages = ['install', '-y', '--no-install-recommends', ...patient, 'chromium-headless-shell', 'fonts-liberation'];
  let result = await run('apt-get', packages, { env, onLine });
  if (result.code !== 0) {
    await run('apt-get', ['update', ...patient], { env, onLine });
    result = await run('apt-get', packages, { env, onLine });
  }
  progress('Chromium', null);
  const path = find();
  if (result.code !== 0 || !path) throw new Fault(`Chromium could not be installed (apt-get: ${lastLine(result.output)}).`, remedy);
  return path;
}
