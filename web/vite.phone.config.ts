/** The portal, the API page and the graduates' app: preact under React's name, no component library. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [precompress()],
  resolve: {
    alias: [
      { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
      { find: 'react-dom', replacement: 'preact/compat' },
      { find: 'react', replacement: 'preact/compat' },
      // react-query and wouter bring it for React 17; compat has the hook itself.
      { find: /^use-sync-external-store(\/shim.*)?$/, replacement: 'preact/compat' },
    ],
  },
  build: {
    outDir: here('../dist/phone'),
    emptyOutDir: true,
    assetsDir: 'assets/phone',
    // A data: URL would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome87', 'safari15.4', 'firefox98'],
    rolldownOptions: {
      // react-query marks its files for servers that render; there is none here.
      onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
      input: {
        portal: here('public/index.html'),
        api: here('public/api.html'),
        agent: here('public/agent.html'),
        check: here('public/check/check.html'),
        'service-worker': here('public/check/service-worker.ts'),
        phone: here('phone/index.html'),
      },
    },
  },
});
