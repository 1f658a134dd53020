import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { browserDoors, doors } from './console/lint-doors.js';

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
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: Object.values(doors) }],
      'no-restricted-globals': ['error', ...browserDoors],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
];
