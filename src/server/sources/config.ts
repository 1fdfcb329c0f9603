import { ConfigError, readBaseUrl, readShareTemplate } from './addresses.js';
import type { AnamOptions } from './anam.js';
import type { CraftkitOptions } from './craftkit.js';
import type { MicrovisualizerOptions } from './microvisualizer.js';
import { requireKey, type VendorOptions } from './vendor.js';

/** What the environment says of the vendors; null for one without a key. */
export interface VendorSettings {
  readonly craftkit: CraftkitOptions | null;
  /** Signs the vendor's webhooks; null when none are taken. */
  readonly craftkitWebhookSecret: string | null;
  readonly anam: AnamOptions | null;
  readonly microvisualizer: MicrovisualizerOptions | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the vendors' settings. Throws ConfigError with a sentence for every value that cannot be used, not for the first only. */
export function readVendorSettings(environment: Environment): VendorSettings {
  const reader = createReader(environment);
  const craftkit = reader.vendor('CRAFTKIT', ['WEBHOOK_SECRET'], () => ({}));
  const craftkitWebhookSecret = reader.text('CRAFTKIT_WEBHOOK_SECRET');
  const anam = reader.vendor('ANAM', ['SHARE_URL', 'MEDIA_HOSTS'], () => ({
    ...reader.optional('shareUrl', 'ANAM_SHARE_URL', readShareTemplate),
    ...reader.optional('mediaHosts', 'ANAM_MEDIA_HOSTS', readHosts),
  }));
  const microvisualizer = reader.vendor(
    'MICROVISUALIZER',
    ['SHARE_URL', 'COORDINATES', 'GRAPH_DEPTH', 'GRAPH_FILTER'],
    () => ({
      ...reader.optional('shareUrl', 'MICROVISUALIZER_SHARE_URL', readShareTemplate),
      ...reader.optional('coordinates', 'MICROVISUALIZER_COORDINATES', readCoordinates),
      ...reader.optional('depth', 'MICROVISUALIZER_GRAPH_DEPTH', readDepth),
      ...reader.optional('filters', 'MICROVISUALIZER_GRAPH_FILTER', readFilters),
    }),
  );
  if (reader.problems.length > 0) throw new ConfigError(reader.problems);
  return { craftkit, craftkitWebhookSecret, anam, microvisualizer };
}

function createReader(environment: Environment) {
  const problems: string[] = [];
  /** Files of secrets end with a line break, which is no part of the value. */
  const text = (variable: string): string | null => environment[variable]?.trim() || null;

  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };

  /** The field as it is read from a variable; no field when the variable is not set, or wrong. */
  const optional = <K extends string, T>(
    field: K,
    variable: string,
    read: (variable: string, text: string) => T,
  ): Partial<Record<K, T>> => {
    const given = text(variable);
    const value = given === null ? null : attempt(() => read(variable, given));
    const found: Partial<Record<K, T>> = {};
    if (value !== null) found[field] = value;
    return found;
  };

  const vendor = <T extends object>(
    prefix: string,
    more: readonly string[],
    rest: () => T,
  ): (VendorOptions & T) | null => {
    const apiKey = text(`${prefix}_API_KEY`);
    const options = {
      ...optional('baseUrl', `${prefix}_BASE_URL`, (variable, value) => readBaseUrl(variable, value).href),
      ...optional('links', `${prefix}_LINKS`, readLinks),
      ...rest(),
    };
    if (apiKey !== null) {
      attempt(() => requireKey(`${prefix}_API_KEY`, apiKey));
      return { apiKey, ...options };
    }
    const idle = ['BASE_URL', 'LINKS', ...more]
      .map((name) => `${prefix}_${name}`)
      .filter((name) => text(name) !== null);
    if (idle.length > 0) {
      problems.push(`${idle.join(', ')} does nothing without ${prefix}_API_KEY. Set that too, or leave both out.`);
    }
    return null;
  };

  return { problems, text, optional, vendor };
}

function readLinks(variable: string, text: string): 'own' | 'upstream' {
  if (text === 'own' || text === 'upstream') return text;
  throw new ConfigError([`${variable} must be own (our links, our rules) or upstream (the vendor's links).`]);
}

function readCoordinates(variable: string, text: string): 'center' | 'corner' {
  if (text === 'center' || text === 'centre') return 'center';
  if (text === 'corner') return text;
  throw new ConfigError([`${variable} must be center or corner: which point of a node its x and y mean.`]);
}

function readDepth(variable: string, text: string): number {
  if (/^[0-5]$/.test(text)) return Number(text);
  throw new ConfigError([`${variable} must be a whole number from 0 to 5.`]);
}

function readHosts(variable: string, text: string): readonly string[] {
  const hosts = text.split(',').map((host) => host.trim().toLowerCase());
  const name = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/;
  if (hosts.every((host) => name.test(host))) return hosts;
  throw new ConfigError([
    `${variable} must be host names with commas between them, such as cdn.example.com, *.example.com.`,
  ]);
}

/** `my-project-a1b2c=service--payment,category--billing; other-project=…` */
function readFilters(variable: string, text: string): Readonly<Record<string, readonly string[]>> {
  const entries = text
    .split(';')
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [project = '', ids, ...more] = entry.split('=').map((part) => part.trim());
      const list = (ids ?? '').split(',').map((id) => id.trim());
      if (!/^[a-z0-9][a-z0-9-]*[a-z0-9]$/.test(project) || more.length > 0 || list.includes('')) {
        throw new ConfigError([
          `${variable} must be a project, = and ids with commas, such as my-project-a1b2c=service--payment; a semicolon goes between projects.`,
        ]);
      }
      return [project, list] as const;
    });
  return Object.fromEntries(entries);
}
