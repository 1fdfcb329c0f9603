// What pdf.js fetches by itself, while a document is read: its worker, and only when a file needs them the character maps
// of East Asian encodings, the standard fonts that are not embedded, and the decoders of rare picture formats. They lie
// in one folder beside the bundle, as the package has them; its name carries the version, so it may be cached for ever.
// (src/views/document/worker.ts looks there.)

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const PACKAGE = join(ROOT, 'node_modules/pdfjs-dist');
const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));

export const PDF_FOLDER = `pdfjs-${version}`;

/**
 * No WebAssembly: our headers don't allow it, and every decoder has a twin in plain JavaScript. The fonts are Foxit's
 * (BSD): Symbol and Dingbats are read from here, and for the others pdf.js takes the reader's own. Its Liberation fonts,
 * which it would only read where there are none, are under the GPL and stay behind.
 */
const WANTED = [
  { from: 'legacy/build', to: '', is: /^pdf\.worker\.min\.mjs$/ },
  { from: '', to: '', is: /^LICENSE$/ },
  { from: 'cmaps', to: 'cmaps', is: /./ },
  { from: 'standard_fonts', to: 'standard_fonts', is: /Foxit|FOXIT/ },
  { from: 'wasm', to: 'wasm', is: /_nowasm_fallback\.js$|^LICENSE_(PDFJS_)?(JBIG2|OPENJPEG)$/ },
];

/** Paths below the folder, and the files of the package that they are. */
const pdfAssets = () =>
  new Map(
    WANTED.flatMap(({ from, to, is }) =>
      readdirSync(join(PACKAGE, from), { withFileTypes: true })
        .filter((entry) => entry.isFile() && is.test(entry.name))
        .map((entry) => [join(to, entry.name), join(PACKAGE, from, entry.name)]),
    ),
  );

/** For Vite: lays the folder beside the chunks of a build that has the document view in it. */
export const pdfAssetsPlugin = () => ({
  name: 'guestpass:pdf-assets',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? []);
    if (!modules.some((id) => id.endsWith('/src/views/document/worker.ts'))) return;
    for (const [path, file] of pdfAssets()) {
      this.emitFile({ type: 'asset', fileName: `${PDF_FOLDER}/${path}`, source: readFileSync(file) });
    }
  },
});

/** For the test runner, which serves modules one by one: the folder is beside the module that looks there. */
export const pdfAssetsMiddleware = (context, next) => {
  const [, path] = context.path.split(`/src/views/document/${PDF_FOLDER}/`);
  const file = path === undefined ? undefined : pdfAssets().get(path);
  if (file) context.path = file.slice(ROOT.length);
  return next();
};
