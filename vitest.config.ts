import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './tests/harness/long-files-first.ts';

/** What a file mocks stays mocked for those that share its process. */
const mocking = ['adapters/carrier/ocr/open-ocr.integration.test.ts'];

const ignored = ['**/node_modules/**', 'data/**', 'build/**', 'console/build/**'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongFilesFirst },
    projects: [
      // Pure code keeps nothing between files, so they share what they import: half the time.
      { test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...ignored, '**/*.integration.test.ts', 'tests/browser/**'], testTimeout: 20_000, isolate: false } },
      // Real services, real processes and a real browser: three files at a time, so that two cores are busy while some wait, each with a database, bucket and namespace, or a tenant, of its own.
      // Files share the test process, what it imports and its browser, which would take some seconds a file; one project, since a process serves one project alone.
      // Node runs the sources itself, as it does the product's: nothing of them is transformed first.
      {
        test: {
          name: 'integration', include: ['**/*.integration.test.ts', 'tests/browser/**/*.test.ts'], exclude: [...ignored, ...mocking], isolate: false, globalSetup: ['tests/harness/shared-stack.ts'], experimental: { viteModuleRunner: false, nodeLoader: false },
          testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: 3, pool: 'forks', expect: { poll: { timeout: 15_000 } },
        },
      },
      { test: { name: 'mocking', include: mocking, testTimeout: 60_000, maxWorkers: 3, pool: 'forks' } },
    ],
  },
});
