import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

const forbid = (patterns, message) => ({ group: patterns, message });
const doors = {
  contract: forbid(['**/contract/**', '../../../contract/*'], 'The console reaches the contract through lib/contract.ts alone.'),
  rest: forbid(['**/domain/**', '**/adapters/**', '**/api/**', '**/workflows/**', '**/activities/**', '**/temporal/**', '**/prisma/**', 'node:*', 'zod'], 'The console knows the contract and nothing else of the product.'),
};

/** Rules of the console, for the root configuration to take in. */
export default [
  { ignores: ['console/build', 'console/.svelte-kit', 'console/node_modules', 'console/src/lib/paraglide', 'console/static', 'console/lint-rules.js'] },
  ...svelte.configs.recommended,
  {
    files: ['console/**/*.svelte', 'console/**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: false, svelteFeatures: { runes: true } } },
    rules: {
      // svelte-check knows the types of these files; asking for them here as well would double the time.
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      // Addresses are plain paths of one origin; there is no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  {
    files: ['console/src/**/*.{ts,svelte}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [doors.contract, doors.rest] }],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'lib/api.ts is the one door for HTTP.' }, { name: 'XMLHttpRequest', message: 'lib/upload-request.ts is the one door for uploads.' }],
      'no-console': 'error',
    },
  },
  { files: ['console/src/lib/contract.ts'], rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [doors.rest] }] } },
  { files: ['console/src/lib/api.ts', 'console/src/lib/upload-request.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['console/src/hooks.client.ts'], rules: { 'no-console': 'off' } },
  { files: ['console/vite/**', 'console/vite.config.ts', 'console/src/**/*.d.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off', 'no-restricted-exports': 'off' } },
];
