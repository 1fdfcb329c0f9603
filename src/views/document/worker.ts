/** Beside our bundle the build lays what pdf.js fetches by itself: its worker, character maps, fonts and decoders. */
const FOLDER = 'pdfjs-6.5.438/';

export function assetFolder(): URL {
  return new URL(FOLDER, import.meta.url);
}

interface ScriptPolicy {
  /** Gives a TrustedScriptURL, which goes wherever a string goes; the DOM's types say string. */
  createScriptURL(address: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

const makesPolicies = (value: unknown): value is PolicyFactory =>
  typeof value === 'object' && value !== null && 'createPolicy' in value;

let policy: ScriptPolicy | undefined;

/**
 * Under `require-trusted-types-for 'script'` a worker's address must come from a policy. Ours makes one address only,
 * so that the name `guestpass-pdf` in the page's header allows nothing else.
 */
function trusted(worker: string): string {
  const factory: unknown = Reflect.get(globalThis, 'trustedTypes');
  if (!makesPolicies(factory)) return worker;
  policy ??= factory.createPolicy('guestpass-pdf', {
    createScriptURL(address) {
      if (address !== worker) throw new TypeError('Only the worker of pdf.js may run.');
      return address;
    },
  });
  return policy.createScriptURL(worker);
}

/** Starts pdf.js's worker. It begins to load at once, before the library asks for it. */
export function startWorker(): Worker {
  const address = new URL('pdf.worker.min.mjs', assetFolder()).href;
  return new Worker(trusted(address), { type: 'module', name: 'pdf' });
}
