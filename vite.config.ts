import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { fieldAppFiles } from './main/tools/field-app-files.ts';

/** What stays outside the Node bundles: the runtime's own modules and the one native package. */
const nodeExternal = [
  'electron',
  'node-datachannel',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

/** What is bundled goes out under its own licences, so their texts go with it. */
const NOTICES = { fileName: 'licenses.md' };

const nodeBundle = (
  input: Record<string, string>,
  format: 'es' | 'cjs',
  outDir: string,
  extension: string,
): UserConfig => ({
  publicDir: false,
  ssr: { noExternal: true, external: ['node-datachannel'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    modulePreload: false,
    license: NOTICES,
    rolldownOptions: {
      input,
      external: nodeExternal,
      output: {
        format,
        entryFileNames: `[name].${extension}`,
        chunkFileNames: `chunks/[name]-[hash].${extension}`,
      },
    },
  },
});

/** The first stylesheet that a browser sees fixes the order of the layers; which one that is, the bundler decides. */
const layerOrder: Plugin = {
  name: 'layer-order',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.css') ? `@layer reset, tokens, ui, features;\n${code}` : null),
};

const pages: UserConfig = {
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [layerOrder, react(), fieldAppFiles(import.meta.dirname)],
  build: {
    target: 'chrome120',
    outDir: '../dist/renderer',
    emptyOutDir: true,
    sourcemap: true,
    modulePreload: { polyfill: false },
    license: NOTICES,
    rolldownOptions: {
      input: {
        console: 'renderer/console.html',
        field: 'renderer/field.html',
        // A worker's scope is its folder and its name must never change, so it stays beside the pages without a hash.
        'field-sw': 'renderer/field/service-worker.ts',
      },
      output: {
        entryFileNames: ({ name }) => (name === 'field-sw' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { host: '127.0.0.1', strictPort: true, port: 5183 },
};

export default defineConfig(({ mode }) => {
  if (mode === 'main') {
    return nodeBundle(
      {
        index: 'main/desktop/index.ts',
        'hub-process': 'main/desktop/hub-process.ts',
        serve: 'main/hub/serve.ts',
        'writer-worker': 'main/hub/store/writer-worker.ts',
        'password-worker': 'main/hub/auth/password-worker.ts',
        'relay-process': 'main/hub/media/relay-process.ts',
        'simulator-process': 'main/tools/sim/simulator-process.ts',
      },
      'es',
      'dist/main',
      'js',
    );
  }
  if (mode === 'preload') return nodeBundle({ index: 'preload/index.ts' }, 'cjs', 'dist/preload', 'cjs');
  return pages;
});
