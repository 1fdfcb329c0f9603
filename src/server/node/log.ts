import type { Log, LogFields } from '../app.js';

/** One JSON object a line on standard error. */
export function jsonLog(write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Log {
  const line = (level: string, event: string, fields: LogFields) =>
    write(JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }));
  return {
    info: (event, fields = {}) => line('info', event, fields),
    error: (event, cause, fields = {}) => line('error', event, { ...fields, error: describe(cause) }),
  };
}

/** The error with its causes, shortened and without anything that looks like a token, a key or a lease. */
function describe(cause: unknown): string {
  const parts: string[] = [];
  for (let error = cause; error instanceof Error && parts.length < 4; error = error.cause)
    parts.push(error.stack ?? error.message);
  return scrub((parts.join('\ncaused by ') || String(cause)).slice(0, 4000));
}

const secrets =
  /\b(?:sh_|gp_live_|gr_|tk_|pv_)[\w.-]+|\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b|\b[0-9a-f-]{36}\.[\w-]{24}|Bearer \S+/gi;

export function scrub(text: string): string {
  return text.replace(secrets, (secret) => `${secret.slice(0, 3)}…`);
}
