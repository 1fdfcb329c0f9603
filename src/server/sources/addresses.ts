/** A setting that cannot be used. `problems` are sentences that name the setting and say what to write instead. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The base address of a service. Throws ConfigError: `variable` names the setting in its sentence. */
export function readBaseUrl(variable: string, text: string): URL {
  const url = readAddress(variable, text);
  if (url.search !== '' || url.hash !== '') {
    throw new ConfigError([`${variable} must be an address without ? and #, such as https://api.example.com.`]);
  }
  return url;
}

/** A template of an address. Throws ConfigError. */
export function readShareTemplate(variable: string, text: string): string {
  if (text.split('{token}').length !== 2) {
    const problem = `${variable} must hold {token} once, where the link's token belongs, such as https://app.example.com/share/{token}.`;
    throw new ConfigError([problem]);
  }
  if (readAddress(variable, text.replace('{token}', 'token')).host.includes('token')) {
    throw new ConfigError([`${variable} must hold {token} after the host, not in it.`]);
  }
  return text;
}

export function fillTemplate(template: string, token: string): string {
  return template.replace('{token}', encodeURIComponent(token));
}

/** An address that a service gave for guests; null when it is none that a browser should open. */
export function readGuestAddress(text: unknown): string | null {
  const url = typeof text === 'string' ? URL.parse(text) : null;
  return url && isSafe(url) ? url.href : null;
}

function readAddress(variable: string, text: string): URL {
  const url = URL.parse(text);
  if (!url) throw new ConfigError([`${variable} must be an address such as https://api.example.com.`]);
  if (!isSafe(url)) {
    const problem = `${variable} must begin with https:// and hold no user name. http:// is only for this machine (localhost, 127.0.0.1).`;
    throw new ConfigError([problem]);
  }
  return url;
}

/** Whether keys and tokens may travel there: encrypted, or not leaving this machine. */
function isSafe(url: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** Whether a URL's host is the reader's own machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
