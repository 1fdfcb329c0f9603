import { existsSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'vite';

/**
 * What browsers load, in three builds, chosen by `--mode`:
 *
 * - `guest`: the /share page, the /embed frame and the elements, with their lazy chunks → dist/guest
 * - `embed`: the loader for other people's pages, one classic script → dist/embed/embed.js
 * - `orb`: the floating orb, one module that the loader fetches when it is needed → dist/embed/orb.js
 *
 * The rest of dist/ is written by `tsc -p tsconfig.build.json`, one file for each source.
 */

/** Entries of the guest build. Their names are the names of the files. */
const GUEST_ENTRIES = {
  main: 'src/guest/main.ts',
  frame: 'src/guest/frame.ts',
  elements: 'src/elements/bundle.ts',
};

/** Host pages name this file in their markup, so its name never changes; the others carry a hash. */
const STABLE = 'elements';

const shared: UserConfig = { publicDir: false, appType: 'custom', clearScreen: false, logLevel: 'warn' };

const guest: UserConfig = {
  ...shared,
  // Relative addresses, so that a server mounted below a path of another app needs no build of its own.
  base: './',
  build: {
    target: 'es2022',
    outDir: 'dist/guest',
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(GUEST_ENTRIES).filter(([, file]) => existsSync(file))),
      output: {
        entryFileNames: ({ name }) => (name === STABLE ? '[name].js' : '[name]-[hash].js'),
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
};

const single = (input: string, file: string, format: 'iife' | 'es', target: string): UserConfig => ({
  ...shared,
  build: {
    target,
    outDir: 'dist/embed',
    emptyOutDir: false,
    reportCompressedSize: false,
    modulePreload: false,
    rolldownOptions: { input, output: { format, entryFileNames: file, codeSplitting: false } },
  },
});

export default defineConfig(({ mode }) => {
  if (mode === 'embed') return single('src/embed/loader.ts', 'embed.js', 'iife', 'es2020');
  if (mode === 'orb') return single('src/embed/orb.ts', 'orb.js', 'es', 'es2022');
  return guest;
});
