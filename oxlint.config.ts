import { defineConfig } from 'oxlint';
import { browserDoors, doors } from './console/lint-doors.js';

/** Which folders may import what: the borders of ARCHITECTURE.md. */
const vendors = ['@prisma/*', 'prisma', 'minio', 'pdfjs-dist', 'pdfjs-dist/*', 'openai', 'openai/*', 'better-auth', 'better-auth/*', 'undici', 'pg', 'nodemailer', 'pino',
  'onnxruntime-node', 'tesseract.js', 'zxing-wasm', 'zxing-wasm/*', '@hyzyla/pdfium', 'sharp', 'asn1js', 'heic-decode', 'prom-client', '@opentelemetry/*'];
const outside = (...folders: string[]) => folders.flatMap((folder) => [`**/${folder}/**`]);
interface Forbidden { group: string[]; message: string; allowTypeImports?: boolean }
const forbid = (group: string[], message: string): Forbidden => ({ group, message });
const forbidValues = (group: string[], message: string): Forbidden => ({ group, message, allowTypeImports: true });
const importing = (...patterns: Forbidden[]): { 'no-restricted-imports': ['error', { patterns: Forbidden[] }] } => ({ 'no-restricted-imports': ['error', { patterns }] });

const borders = {
  contract: [forbid(['node:*', '@*/*', 'express', ...vendors, ...outside('domain', 'adapters', 'activities', 'api', 'temporal', 'workflows', 'console', 'prisma', 'tests'), '**/config.ts'], 'contract imports zod alone.')],
  domain: [
    forbid(['node:*', ...vendors, '@temporalio/*', 'express'], 'domain is pure: no I/O, no clock, no vendor.'),
    forbid(outside('adapters', 'activities', 'api', 'temporal', 'workflows', 'console', 'prisma'), 'domain knows the contract alone.'),
  ],
  workflows: [
    forbid(['node:*', 'zod', ...vendors, '@temporalio/client', '@temporalio/worker', '@temporalio/activity'], 'Workflow code is deterministic and small.'),
    forbidValues(outside('adapters', 'activities', 'api', 'temporal', 'contract', 'domain', 'console', 'prisma'), 'Workflows take types alone from elsewhere.'),
  ],
  activities: [
    forbid(vendors, 'Only adapters know a vendor.'),
    forbid(outside('api', 'temporal', 'console', 'tests'), 'Activities know the domain, the contract and adapters.'),
    forbidValues(['**/prisma/**'], 'Only adapters run Prisma.'),
  ],
  adapters: [forbid(outside('activities', 'api', 'temporal', 'console', 'tests'), 'Adapters serve; they know nobody who uses them.')],
  api: [
    forbid(vendors, 'Only adapters know a vendor.'),
    forbid(outside('activities', 'console', 'tests'), 'The API reaches the pipeline through the outbox.'),
    forbidValues(['**/prisma/**'], 'Only adapters run Prisma.'),
  ],
  temporal: [forbid([...vendors, 'express'], 'Only adapters know a vendor.'), forbid(outside('api', 'console', 'tests'), 'Workers know nothing of the API.')],
};

/** Rules for scripts, with types; those for what is written in Svelte are in eslint.config.js. */
export default defineConfig({
  plugins: ['eslint', 'typescript'],
  categories: { correctness: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['node_modules', 'data', 'build', '.cache', 'prisma/client', 'api/docs', 'docs/client', '**/*.d.ts', '**/*.svelte', 'console/build', 'console/.svelte-kit', 'console/src/lib/paraglide', 'console/static'],
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-console': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: false }],
    'typescript/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', prefer: 'type-imports', disallowTypeAnnotations: false }],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'config.ts alone reads the environment.' }],
    // What these forbid is meant here: control characters to be removed, texts cut into code points, texts sorted as texts, values of unknown kind shown as text.
    'no-control-regex': 'off',
    'typescript/no-misused-spread': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/no-base-to-string': 'off',
    'typescript/restrict-template-expressions': 'off',
    'typescript/no-redundant-type-constituents': 'off',
    // Takes functions that a module's object holds for methods.
    'typescript/unbound-method': 'off',
    // Does not see that an element may be missing.
    'typescript/no-useless-default-assignment': 'off',
  },
  overrides: [
    ...Object.entries(borders).map(([folder, patterns]) => ({
      files: [`${folder}/**/*.ts`],
      excludeFiles: ['**/*.test.ts'],
      rules: importing(...patterns),
    })),
    {
      files: ['console/src/**/*.ts'],
      rules: { ...importing(doors.contract, doors.rest), 'no-restricted-globals': ['error', ...browserDoors] },
    },
    { files: ['console/src/lib/contract.ts'], rules: importing(doors.rest) },
    { files: ['console/src/lib/api.ts', 'console/src/lib/upload-request.ts'], rules: { 'no-restricted-globals': 'off' } },
    { files: ['console/src/hooks.client.ts', 'adapters/cli/**', 'adapters/carrier/show.ts', 'adapters/carrier/dump.ts', 'tests/bench/**', 'stack/terminal.mjs'], rules: { 'no-console': 'off' } },
    { files: ['**/*.config.ts', '**/*.config.js', 'tests/**', '**/*.test.ts', 'adapters/carrier/**'], rules: { 'no-restricted-exports': 'off' } },
    { files: ['config.ts', 'stack/**', 'docs/webhooks/**', 'tests/**', '**/*.test.ts', '**/*.config.ts', 'adapters/carrier/**'], rules: { 'no-restricted-properties': 'off' } },
  ],
});
