import { root } from '../paths.mjs';
import { run } from '../process/command.mjs';
import { duration, say } from '../terminal.mjs';

/** Checks have the processor where nothing else wants it: beside them run tests that wait for things to happen in time. */
const patient = 10;

/**
 * A check that passes or fails as a whole; what it printed is shown when it fails.
 * @param {string} stage
 * @param {string} command
 * @param {string[]} args
 * @param {AbortSignal} signal Ends it.
 * @returns {Promise<import('./suite.mjs').Outcome>}
 */
export async function runCheck(stage, command, args, signal) {
  const began = Date.now();
  const { code, output } = await run(command, args, { cwd: root, niceness: patient, signal });
  const ms = Date.now() - began;
  if (!signal.aborted) say(code === 0 ? `${stage}: passed (${duration(ms)})` : `${stage}: FAILED (${duration(ms)})\n${output}`);
  return { stage, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, ms };
}
