import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain } from '../fault.mjs';
import { build } from '../launch/build.mjs';
import { obtainChromium } from '../obtain/chromium.mjs';
import { birthOf } from '../process/proc.mjs';
import { startServices } from '../services.mjs';
import { duration, say } from '../terminal.mjs';
import { runCheck } from './check.mjs';
import { runVitest } from './vitest.mjs';

/**
 * @typedef {object} Outcome
 * @property {string} stage
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} ms
 * @property {string[]} [failures] What failed, a line each.
 */

const folderPrefix = 'comprobante-test-';

/**
 * Checks of types and lint, then the tests, against services of their own on own ports and a folder that is removed afterwards.
 * @param {string[]} patterns Narrow to the test files whose path holds one of these; the checks are left out then.
 * @returns {Promise<number>} The exit code.
 */
export async function runSuite(patterns) {
  const began = Date.now();
  await sweep();
  const dataDir = await mkdtemp(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  /** @type {import('../services.mjs').Services | undefined} */
  let services;
  /** @type {import('node:child_process').ChildProcess[]} */
  const tests = [];
  /** @type {Promise<void> | undefined} */
  let interrupted;
  const stopping = new AbortController();
  const clear = async () => {
    await Promise.all(tests.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).map(async (child) => {
      child.kill('SIGTERM');
      await Promise.race([once(child, 'close'), sleep(5000)]);
    }));
    await services?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (interrupted) return;
      say(`Stopping (${signal})`);
      stopping.abort();
      interrupted = clear();
    });
  }
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    const temporary = join(dataDir, 'tmp');
    await mkdir(temporary);
    /** @param {string[]} projects @param {Record<string, string>} [env] */
    const runTests = async (projects, env) => {
      // What an interrupted test leaves behind goes with the run's folder.
      // Dozens of API and worker processes are started from the same sources: they are compiled once.
      const own = { TMPDIR: temporary, NODE_COMPILE_CACHE: join(temporary, 'compiled') };
      return stopping.signal.aborted ? [] : [await runVitest(projects, patterns, { ...process.env, ...services?.env, ...own, ...env }, dataDir, (child) => tests.push(child))];
    };
    const starting = startServices({ dataDir, isThrowaway: true, onStarted: (service, ms) => say(`${service.label} runs (${duration(ms)})`) }).then((started) => (services = started));
    const client = runBuild('database client', dataDir, ['prisma-client']);
    const built = client.then(() => runBuild('build', dataDir, ['workflow-bundle', 'console']));
    const unit = Promise.all([client, starting]).then(() => runTests(['unit']));
    const integration = Promise.all([obtainChromium(process.env), built, starting]).then(([chromium]) => runTests(['integration', 'transformed'], { CHROMIUM_PATH: chromium }));
    // The checks take the time for which the tests wait; some know types that the build prepares.
    const checks = Promise.all([built, unit]).then(() => (patterns.length === 0 ? runChecks(stopping.signal) : []));
    outcomes.push(...(await Promise.all([client, built, unit, integration, checks])).flat());
  } finally {
    stopping.abort();
    await (interrupted ?? clear());
  }
  if (interrupted) return 130;
  return summarise(outcomes, Date.now() - began);
}

/** Removes the folders of runs that were killed; their services ended with them. */
async function sweep() {
  for (const entry of await readdir(tmpdir())) {
    const pid = entry.startsWith(folderPrefix) ? Number(entry.slice(folderPrefix.length).split('-')[0]) : 0;
    if (pid && birthOf(pid) === undefined) await rm(join(tmpdir(), entry), { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Types and lint, one after another.
 * @param {AbortSignal} signal Ends them.
 * @returns {Promise<Outcome[]>}
 */
async function runChecks(signal) {
  const { execPath: node } = process;
  /** @type {[string, string, string[]][]} */
  const checks = [
    ['types', node, ['node_modules/@typescript/native/bin/tsc', '-p', '.']],
    ['console types', 'npm', ['run', 'check', '-w', 'console']],
    ['lint', node, ['node_modules/oxlint/bin/oxlint', '.']],
    ['console lint', node, ['node_modules/eslint/bin/eslint.js', 'console']],
  ];
  const outcomes = [];
  for (const [stage, command, args] of checks) if (!signal.aborted) outcomes.push(await runCheck(stage, command, args, signal));
  return outcomes;
}

/**
 * @param {string} stage
 * @param {string} dataDir
 * @param {string[]} names
 * @returns {Promise<Outcome>}
 */
async function runBuild(stage, dataDir, names) {
  const began = Date.now();
  const failed = await build(dataDir, names).then(() => 0, (error) => {
    say(explain(error));
    return 1;
  });
  return { stage, passed: 1 - failed, failed, skipped: 0, ms: Date.now() - began };
}

/**
 * @param {Outcome[]} outcomes
 * @param {number} ms
 */
function summarise(outcomes, ms) {
  say(`\nIn ${duration(ms)}:`);
  for (const { stage, passed, failed, skipped, ms, failures = [] } of outcomes) {
    say(`  ${failed > 0 ? 'FAILED' : 'passed'}  ${stage.padEnd(23)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${duration(ms)})`);
    for (const failure of failures) say(`          ${failure}`);
  }
  const total = outcomes.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
  // Nothing run is no success: a pattern that matches no file must not look like a pass.
  const failed = total.passed + total.failed === 0 ? 1 : total.failed;
  if (failed !== total.failed) say('No test was run.');
  say(`${total.passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
