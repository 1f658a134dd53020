import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './tests/harness/long-files-first.ts';

/** What a file mocks stays mocked for those that share its process, and what it imports as text Node does not know. */
const transformed = ['adapters/carrier/ocr/open-ocr.integration.test.ts', 'console/src/lib/integrations/guide-examples.test.ts'];

/** Files with services wait half of their time: three fill two cores, and a fourth gains nothing. */
const sideBySide = 3;

/** Node runs the sources itself, as it does the product's: nothing of them is transformed first. */
const native = { viteModuleRunner: false, nodeLoader: false };

const ignored = ['**/node_modules/**', 'data/**', 'build/**', 'console/build/**'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongFilesFirst },
    projects: [
      // Pure code keeps nothing between files, so they share what they import: half the time.
      { test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...ignored, ...transformed, '**/*.integration.test.ts', 'tests/browser/**'], testTimeout: 20_000, isolate: false, experimental: native } },
      // Real services, real processes and a real browser, each file with a database, bucket and namespace, or a tenant, of its own.
      // Files share the test process, what it imports and its browser, which would take some seconds a file; one project, since a process serves one project alone.
      {
        test: {
          name: 'integration', include: ['**/*.integration.test.ts', 'tests/browser/**/*.test.ts'], exclude: [...ignored, ...transformed], isolate: false, globalSetup: ['tests/harness/shared-stack.ts'], experimental: native,
          testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: sideBySide, pool: 'forks', expect: { poll: { timeout: 15_000 } },
        },
      },
      { test: { name: 'transformed', include: transformed, testTimeout: 60_000, maxWorkers: sideBySide, pool: 'forks' } },
    ],
  },
});
