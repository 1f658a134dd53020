import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../launch/build.mjs';
import { obtainChromium } from '../obtain/chromium.mjs';
import { root } from '../paths.mjs';
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
 */

const projects = ['unit', 'integration', 'browser'];

/**
 * Checks of types and lint, then the tests, against services of their own on own ports and a folder that is removed afterwards.
 * @param {string[]} patterns Narrow to the test files whose path holds one of these; the checks are left out then.
 * @returns {Promise<number>} The exit code.
 */
export async function runSuite(patterns) {
  const began = Date.now();
  const dataDir = await mkdtemp(join(tmpdir(), 'comprobante-test-'));
  /** @type {import('../services.mjs').Services | undefined} */
  let services;
  let interrupted = false;
  const clear = async () => {
    await services?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (interrupted) return;
      interrupted = true;
      say(`Stopping (${signal})`);
      void clear().then(() => process.exit(130));
    });
  }
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    await build(dataDir);
    if (patterns.length === 0) outcomes.push(...(await runChecks()));
    services = await startServices({ dataDir, onStarted: (service, ms) => say(`${service.label} runs (${duration(ms)})`) });
    const env = { ...process.env, ...services.env, CHROMIUM_PATH: await obtainChromium(process.env), COMPROBANTE_TEST_DIR: dataDir };
    for (const project of projects) outcomes.push(await runVitest(project, patterns, env, dataDir));
  } finally {
    if (!interrupted) await clear();
  }
  return summarise(outcomes, Date.now() - began);
}

/** @returns {Promise<Outcome[]>} */
async function runChecks() {
  const { execPath: node } = process;
  const checks = [
    runCheck('types', node, ['node_modules/typescript/bin/tsc', '-p', '.']),
    runCheck('lint', node, ['node_modules/eslint/bin/eslint.js', '.']),
  ];
  const [types, lint] = await Promise.all(checks);
  const console = existsSync(join(root, 'console/vite.config.ts')) ? [await runCheck('console types', 'npm', ['run', 'check', '-w', 'console'])] : [];
  return [types, lint, ...console].filter((outcome) => outcome !== undefined);
}

/**
 * @param {Outcome[]} outcomes
 * @param {number} ms
 */
function summarise(outcomes, ms) {
  say(`\nIn ${duration(ms)}:`);
  for (const { stage, passed, failed, skipped, ms } of outcomes) {
    say(`  ${failed > 0 ? 'FAILED' : 'passed'}  ${stage.padEnd(14)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${duration(ms)})`);
  }
  const total = outcomes.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
  // Nothing run is no success: a pattern that matches no file must not look like a pass.
  const failed = total.passed + total.failed === 0 ? 1 : total.failed;
  if (failed !== total.failed) say('No test was run.');
  say(`${total.passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
