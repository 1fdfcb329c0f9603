import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { pageTokensPlugin } from './scripts/page-tokens.mjs';
import { pdfAssetsPlugin } from './scripts/pdf-assets.mjs';

/**
 * What browsers load, in five builds, chosen by `--mode`:
 *
 * - `guest`: the /share page and the /embed frame, with their lazy chunks → dist/guest
 * - `elements`: the elements with theirs, beside them; apart, for no page has both, and what they would share came in a
 *   request of its own → dist/guest
 * - `embed`: the loader for other people's pages, one classic script → dist/embed/embed.js
 * - `orb`: the floating orb, one module that the loader fetches when it is needed → dist/embed/orb.js
 * - `trouble`: what an embed says when it cannot be shown, one module that the orb's fetches → dist/embed/trouble.js
 *
 * The rest of dist/ is written by `tsc -p tsconfig.build.json`, one file for each source.
 */

/** Entries of the guest's build. Their names are the names of the files. */
export const GUEST_ENTRIES = {
  main: 'src/guest/main.ts',
  frame: 'src/guest/frame.ts',
  // For a page that begins with a state's card; one that comes to it later gets it with the code of the card.
  card: 'src/guest/card.css',
};

/**
 * Vite wraps every `import()` in 760 bytes of code that loads the CSS of lazy chunks; ours keep their styles in their
 * shadow roots, and the wrapper is the greater part of what a guest waits for. Vite leaves it out for libraries only, so
 * the resolved configuration says that this is one. A lazy chunk that brings CSS all the same stops the build.
 */
const plainImports: Plugin = {
  name: 'guestpass:plain-imports',
  configResolved(config) {
    Object.assign(config, { build: { ...config.build, lib: { entry: [], formats: ['es'] } } });
  },
  generateBundle(_options, bundle) {
    const eager = new Set<string>();
    const reach = (file: string): void => {
      const chunk = bundle[file];
      if (chunk?.type !== 'chunk' || eager.has(file)) return;
      eager.add(file);
      chunk.imports.forEach(reach);
    };
    for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) reach(chunk.fileName);
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || eager.has(chunk.fileName) || !chunk.viteMetadata?.importedCss.size) continue;
      this.error(`${chunk.fileName} is lazy and imports CSS, which nothing would load: import it as text (?inline).`);
    }
  },
};

/** Lit's `css` texts without the spaces and the notes that are there for us. */
const compactStyles: Plugin = {
  name: 'guestpass:compact-styles',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/src\/(elements|theme)\/.+\.ts$/.test(id)) return undefined;
    return code.replace(/(?<=\bcss`)[^`$]+(?=`)/g, (css) =>
      css
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};]) ?/g, '$1')
        .replace(/;}/g, '}')
        .replace(/([,:]) /g, '$1')
        .trim(),
    );
  },
};

const shared: UserConfig = { publicDir: false, appType: 'custom', clearScreen: false, logLevel: 'warn' };

/** How page code is built: ES modules with lazy chunks. `external` is left as an import; only the size check uses it. */
export const pageBuild = (input: Record<string, string>, external: (string | RegExp)[] = []): UserConfig => ({
  ...shared,
  // Relative addresses, so that a server mounted below a path of another app needs no build of its own.
  base: './',
  plugins: [compactStyles, plainImports, pdfAssetsPlugin(), pageTokensPlugin()],
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
      input,
      external,
      output: {
        // With a hash for entries too: lazy chunks may import their entry back, and must then find the same module.
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});

const single = (input: string, file: string, format: 'iife' | 'es'): UserConfig => ({
  ...shared,
  plugins: [plainImports],
  build: {
    target: 'es2022',
    outDir: 'dist/embed',
    emptyOutDir: false,
    reportCompressedSize: false,
    modulePreload: false,
    rolldownOptions: {
      input,
      preserveEntrySignatures: 'strict',
      output: { format, entryFileNames: file, codeSplitting: false },
    },
  },
});

export default defineConfig(({ mode }) => {
  if (mode === 'embed') return single('src/embed/loader.ts', 'embed.js', 'iife');
  if (mode === 'orb') return single('src/embed/orb.ts', 'orb.js', 'es');
  if (mode === 'trouble') return single('src/embed/trouble.ts', 'trouble.js', 'es');
  if (mode === 'elements') {
    const config = pageBuild({ elements: 'src/elements/bundle.ts' });
    return { ...config, build: { ...config.build, manifest: 'elements.json' } };
  }
  return pageBuild(GUEST_ENTRIES);
});
