import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import consoleRules from './console/lint-rules.js';

/** Which folders may import what: the borders of ARCHITECTURE.md. */
const vendors = ['@prisma/*', 'prisma', 'minio', 'pdfjs-dist', 'pdfjs-dist/*', 'openai', 'openai/*', 'better-auth', 'better-auth/*', 'undici', 'pg', 'nodemailer', 'pino',
  'onnxruntime-node', 'tesseract.js', 'zxing-wasm', 'zxing-wasm/*', '@hyzyla/pdfium', 'sharp', 'asn1js', 'heic-decode', 'prom-client', '@opentelemetry/*'];
const outside = (...folders) => folders.flatMap((f) => [`**/${f}/**`]);
const forbid = (patterns, message) => ({ group: patterns, message });
const forbidValues = (patterns, message) => ({ group: patterns, message, allowTypeImports: true });

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

export default tseslint.config(
  { ignores: ['node_modules', 'data', 'build', '.cache', 'prisma/client', 'api/docs', 'docs/client', '**/*.d.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [], 'import-x/extensions': ['.ts'] },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', prefer: 'type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'config.ts alone reads the environment.' }],
    },
  },
  ...Object.entries(borders).map(([folder, patterns]) => ({
    files: [`${folder}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  })),
  ...consoleRules,
  { files: ['config.ts', 'tests/**', '**/*.test.ts', '**/*.config.ts', 'adapters/carrier/**'], rules: { 'no-restricted-properties': 'off', 'no-restricted-exports': 'off' } },
  { files: ['adapters/cli/**', 'adapters/carrier/show.ts', 'adapters/carrier/dump.ts', 'tests/bench/**'], rules: { 'no-console': 'off' } },
);
