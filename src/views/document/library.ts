import {
  getDocument,
  PasswordException,
  PasswordResponses,
  PDFDataRangeTransport,
  type PDFDocumentLoadingTask,
  PDFWorker,
  RenderingCancelledException,
  TextLayer,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { CHUNK, type Source } from './source.js';
import { assetFolder } from './worker.js';

/**
 * All that we use of pdf.js, in a module of its own so that it loads while the file's first bytes are on their way. The
 * legacy build: the other one needs browsers of the last months, and guests bring what they have.
 */
export { PasswordException, PasswordResponses, RenderingCancelledException, TextLayer };

class Ranges extends PDFDataRangeTransport {
  readonly #source: Source;
  readonly #onLost: (error: unknown) => void;

  constructor(source: Source, onLost: (error: unknown) => void) {
    super(source.length, source.head);
    this.#source = source;
    this.#onLost = onLost;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#source.read(begin, end).then((part) => this.onDataRange(begin, part), this.#onLost);
  }
}

/** `onLost` is told when a part of the file cannot be had any more. */
export function open(source: Source, worker: Worker, onLost: (error: unknown) => void): PDFDocumentLoadingTask {
  const folder = assetFolder().href;
  const whole = source.head.length === source.length;
  return getDocument({
    ...(whole ? { data: source.head } : { range: new Ranges(source, onLost) }),
    worker: PDFWorker.create({ port: worker, verbosity: VerbosityLevel.ERRORS }),
    verbosity: VerbosityLevel.ERRORS,
    rangeChunkSize: CHUNK,
    // A guest who reads three pages of a large file fetches three pages.
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: `${folder}cmaps/`,
    standardFontDataUrl: `${folder}standard_fonts/`,
    wasmUrl: `${folder}wasm/`,
    // No 'wasm-unsafe-eval' in any header of ours: the decoders run as plain scripts.
    useWasm: false,
    enableXfa: false,
  });
}
