import { GuestpassError } from '../../contract/errors.js';
import { ConfigError, readBaseUrl } from './addresses.js';
import { createOutbound, isKey, type Outbound, type OutboundTuning } from './outbound.js';

/** What every vendor's source is made with. */
export interface VendorOptions {
  /** The vendor's key, for the workspace `default`; or a key for each workspace by name. Stays on the server. */
  readonly apiKey: string | Readonly<Record<string, string>>;
  /** Where the vendor's API is, if not at its public address. https, or http on this machine. */
  readonly baseUrl?: string;
  /** How new shares are minted: `own` (unless said) or `upstream`. Links minted before stay what they are. */
  readonly links?: 'own' | 'upstream';
  readonly outbound?: OutboundTuning;
}

export interface Vendor {
  /** As people know it: `CraftKit`. */
  readonly name: string;
  /** Beginning of its settings: `CRAFTKIT`. */
  readonly variables: string;
  readonly baseUrl: string;
}

/** One way out for each workspace, with its own key. */
export interface Clients {
  readonly baseUrl: URL;
  /** Null for a workspace that has no key: nothing of the vendor exists for it. */
  find(workspace: string): Outbound | null;
  /** Throws `not_found` for a workspace that has no key. */
  get(workspace: string): Outbound;
  all(): readonly Outbound[];
}

/** Throws ConfigError. */
export function createClients(vendor: Vendor, options: VendorOptions): Clients {
  const { name: service, variables } = vendor;
  const baseUrl = readBaseUrl(`${variables}_BASE_URL`, options.baseUrl ?? vendor.baseUrl);
  const keys = typeof options.apiKey === 'string' ? { default: options.apiKey } : options.apiKey;
  const clients = new Map(
    Object.entries(keys).map(([workspace, key]) => {
      requireKey(`${variables}_API_KEY`, key);
      return [workspace, createOutbound({ ...options.outbound, service, baseUrl, key })];
    }),
  );
  const find = (workspace: string) => clients.get(workspace) ?? null;
  return {
    baseUrl,
    find,
    get(workspace) {
      const client = find(workspace);
      if (!client) throw new GuestpassError('not_found');
      return client;
    },
    all: () => [...clients.values()],
  };
}

/** Throws ConfigError, without the key in it. */
export function requireKey(variable: string, key: string): void {
  if (isKey(key)) return;
  const problem = `${variable} holds a character that no key has: a space, a line break or a letter outside ASCII. Copy the key again.`;
  throw new ConfigError([problem]);
}

/** How long an answer of `check` stands, in milliseconds: whoever asks /readyz must not make us ask the vendor each time. */
const checkStands = 15_000;

/** `Source.check` of a vendor: asks each client, and answers a sentence about the first that does not work. */
export function createCheck(
  vendor: Vendor,
  clients: Clients,
  ask: (client: Outbound, signal: AbortSignal) => Promise<boolean>,
): (signal: AbortSignal) => Promise<string | null> {
  let last: Promise<string | null> = Promise.resolve(null);
  let asked = Number.NEGATIVE_INFINITY;
  // Several wait for one answer, so it does not end with any one of them.
  const everybody = new AbortController().signal;

  const checkAll = async (): Promise<string | null> => {
    for (const client of clients.all()) {
      const problem = await checkOne(vendor, () => ask(client, everybody));
      if (problem !== null) return problem;
    }
    return null;
  };

  return async (signal) => {
    signal.throwIfAborted();
    if (Date.now() - asked >= checkStands) {
      asked = Date.now();
      last = checkAll();
    }
    return last;
  };
}

async function checkOne({ name, variables }: Vendor, ask: () => Promise<boolean>): Promise<string | null> {
  const wrongPlace = `What answers at ${variables}_BASE_URL does not answer as ${name} does.`;
  try {
    return (await ask()) ? null : wrongPlace;
  } catch (error) {
    if (!(error instanceof GuestpassError)) throw error;
    switch (error.code) {
      case 'upstream_unauthorized':
        return `${name} refused the key in ${variables}_API_KEY.`;
      case 'upstream_plan':
        return `The plan of the key in ${variables}_API_KEY does not include ${name}'s API.`;
      case 'upstream_limit':
        return `${name} has reached a limit of this key; it works again later.`;
      case 'upstream_timeout':
        return `${name} did not answer in time.`;
      case 'upstream_busy':
        return `${name} is busy or cannot be reached.`;
      default:
        return wrongPlace;
    }
  }
}
