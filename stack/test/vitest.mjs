import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readJson } from '../folder/json-file.mjs';
import { root } from '../paths.mjs';
import { tied } from '../process/command.mjs';
import { say } from '../terminal.mjs';

/**
 * @param {string[]} projects Of vitest.config.ts.
 * @param {string[]} patterns
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder Where the report is written.
 * @param {(child: import('node:child_process').ChildProcess) => void} onChild
 * @returns {Promise<import('./suite.mjs').Outcome>}
 */
export async function runVitest(projects, patterns, env, folder, onChild) {
  const began = Date.now();
  const stage = projects.join(' and ');
  say(`\n${stage} tests`);
  const report = join(folder, `${projects.join('-')}.json`);
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...projects.flatMap((project) => ['--project', project]), '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report, '--passWithNoTests', ...patterns];
  const child = spawn(...tied(process.execPath, args, { deathSignal: 'SIGTERM' }), { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  onChild(child);
  const code = await end(child);
  const told = await readJson(report);
  await rm(report, { force: true });
  return { stage, ...countsOf(told, code === 0), failures: failuresOf(told), ms: Date.now() - began };
}

/**
 * @param {Record<string, unknown> | undefined} report Vitest's JSON report.
 * @param {boolean} succeeded Whether vitest ended with 0.
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countsOf(report, succeeded) {
  /** @param {string} name */
  const count = (name) => (typeof report?.[name] === 'number' ? report[name] : 0);
  const failed = count('numFailedTests');
  return {
    passed: count('numPassedTests'),
    // A file that cannot be loaded, or an error outside any test, fails the run without a failed test.
    failed: failed === 0 && !succeeded ? 1 : failed,
    skipped: count('numPendingTests') + count('numTodoTests'),
  };
}

/**
 * @param {Record<string, unknown> | undefined} report Vitest's JSON report.
 * @returns {string[]} Each failed test by its file and name with the first line of what it failed of; a file that failed as a whole by its own.
 */
export function failuresOf(report) {
  const files = /** @type {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }[]} */ (report?.testResults ?? []);
  /** @param {string} [message] */
  const firstLine = (message = '') => message.split('\n', 1)[0];
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages?.[0])}`);
    return failed.length === 0 && status === 'failed' ? [`${file}: ${firstLine(message)}`] : failed;
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function end(child) {
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
