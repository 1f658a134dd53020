import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

const forbid = (patterns, message) => ({ group: patterns, message });
const doors = [
  forbid(['**/contract/**', '../../../contract/*'], 'The console reaches the contract through lib/contract.ts alone.'),
  forbid(['**/domain/**', '**/adapters/**', '**/api/**', '**/workflows/**', '**/activities/**', '**/temporal/**', '**/prisma/**', 'node:*', 'zod'], 'The console knows the contract and nothing else of the product.'),
];

/** Rules for what is written in Svelte, of which svelte-check knows the types; those for scripts are in oxlint.config.ts. */
export default [
  { ignores: ['console/build', 'console/.svelte-kit', 'console/src/lib/paraglide'] },
  ...svelte.configs.recommended,
  {
    files: ['console/**/*.svelte', 'console/**/*.svelte.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: false, svelteFeatures: { runes: true } } },
    rules: {
      // Addresses are plain paths of one origin; there is no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: doors }],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'lib/api.ts is the one door for HTTP.' }, { name: 'XMLHttpRequest', message: 'lib/upload-request.ts is the one door for uploads.' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
];
