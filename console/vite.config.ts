import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { contractValues } from './vite/contract-values.ts';
import { withRoutePages } from './vite/route-pages.ts';
import { sourcesVersion } from './vite/sources-version.ts';

const api = 'http://127.0.0.1:8787';

export default defineConfig({
  plugins: [
    contractValues(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
      localStorageKey: 'comprobante.locale',
      isServer: 'import.meta.env.SSR',
      emitTsDeclarations: true,
    }),
    sveltekit({
      adapter: withRoutePages(adapter({ fallback: 'index.html', precompress: true }), import.meta.dirname),
      csp: { mode: 'hash', directives: { 'script-src': ['self'] } },
      compilerOptions: { runes: true },
      version: { name: sourcesVersion(import.meta.dirname, ['src', 'messages', 'static', 'vite', '../contract', '../docs/webhooks']) },
    }),
  ],
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/v1', '/health', '/ready', '/docs', '/openapi.json'].map((path) => [path, { target: api }])),
  },
  // Kit's server build leaves these imports bare; the copies hoisted to the root are other majors.
  ssr: { noExternal: ['cookie', 'devalue', 'esm-env'] },
  build: {
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Of a library that is free of side effects only what is used is compiled: of six hundred components two hundred are ours.
    rolldownOptions: { experimental: { lazyBarrel: true } },
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          preserveEntrySignatures: 'allow-extension',
          // What screens share, in a few files rather than one for each set of screens: a file costs a request and its headers, a kilobyte of them at times.
          // The framework's own files stay as it splits them, since some are to run before others; so does what chooses a client, for the library that it brings.
          // Files may need each other; in strict order a module runs after those that it imports all the same.
          output: { strictExecutionOrder: true, codeSplitting: { groups: [{ name: 'shared', test: /[\\/]console[\\/]src[\\/](?!lib[\\/]uploads[\\/])/, includeDependenciesRecursively: false, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 40_000 }] } },
        },
      },
    },
  },
});
