import { root } from '../paths.mjs';
import { run } from '../process/command.mjs';
import { duration, progress, say } from '../terminal.mjs';

/**
 * A check that passes or fails as a whole; what it printed is shown when it fails.
 * @param {string} stage
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<import('./suite.mjs').Outcome>}
 */
export async function runCheck(stage, command, args) {
  const began = Date.now();
  const ticker = setInterval(() => progress(stage, duration(Date.now() - began)), 1000);
  const { code, output } = await run(command, args, { cwd: root });
  clearInterval(ticker);
  progress(stage, null);
  const ms = Date.now() - began;
  say(code === 0 ? `${stage}: passed (${duration(ms)})` : `${stage}: FAILED (${duration(ms)})\n${output}`);
  return { stage, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, ms };
}
