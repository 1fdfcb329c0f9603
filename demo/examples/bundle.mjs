// The examples that use a framework are bundled when they are asked for, as an app's own build would do.
import { basename, join } from 'node:path';

export const exampleNames = ['plain', 'react', 'vue'];

const sources = { react: 'react/main.jsx', vue: 'vue/main.js' };
const done = new Map();

/** A built file by its name (`vue.js`, or one of its lazy chunks, `vue-AB12CD34.js`); null when there is none. */
export async function exampleFile(file) {
  const name = /^([a-z]+)[-.]/.exec(file)?.[1];
  if (!name || !Object.hasOwn(sources, name)) return null;
  if (!done.has(name)) {
    const made = build(name);
    done.set(name, made);
    made.catch(() => done.delete(name));
  }
  return (await done.get(name)).get(file) ?? null;
}

async function build(name) {
  const { build: bundle } = await import('esbuild');
  const { outputFiles } = await bundle({
    entryPoints: [{ in: join(import.meta.dirname, sources[name]), out: name }],
    outdir: 'out',
    chunkNames: `${name}-[hash]`,
    bundle: true,
    splitting: true,
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
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
}
