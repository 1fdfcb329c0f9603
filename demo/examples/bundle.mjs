// The examples that use a framework are bundled when they are asked for, as an app's own build would do.
import { join } from 'node:path';

export const exampleNames = ['plain', 'react', 'vue'];

const sources = { react: 'react/main.jsx', vue: 'vue/main.js' };
const done = new Map();

/** The script of an example, as one module. The plain one has none to bundle. */
export function bundleExample(name) {
  if (!done.has(name)) {
    const made = build(name);
    done.set(name, made);
    made.catch(() => done.delete(name));
  }
  return done.get(name);
}

async function build(name) {
  const { build: bundle } = await import('esbuild');
  const { outputFiles } = await bundle({
    entryPoints: [join(import.meta.dirname, sources[name])],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}
