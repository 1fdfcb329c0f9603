import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config.js';
import { ConfigError } from '../sources/addresses.js';

/** Where things lie in GUESTPASS_DATA. */
export interface DataFolder {
  readonly root: string;
  readonly database: string;
  readonly resources: string;
  readonly workspaces: string;
}

/** Makes the folder when it is not there. Throws ConfigError when it cannot be written. */
export function openDataFolder({ data }: Pick<Config, 'data'>): DataFolder {
  const root = resolve(data);
  const resources = join(root, 'resources');
  try {
    for (const kind of ['render', 'persona', 'project']) mkdirSync(join(resources, kind), { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an error';
    throw new ConfigError([
      `GUESTPASS_DATA is ${root}, which cannot be written (${reason}): choose another folder, or give this user the right to write there.`,
    ]);
  }
  return { root, database: join(root, 'guestpass.db'), resources, workspaces: join(root, 'workspaces') };
}

/** The configured secrets, or the one in the data folder, made at the first start. Losing it makes every link unknown. */
export function readSecrets({ secrets }: Pick<Config, 'secrets'>, { root }: DataFolder): readonly string[] {
  if (secrets.length > 0) return secrets;
  const file = join(root, 'secret');
  try {
    // Fails when the file is there, so that two first starts at once agree on one secret.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32)
    throw new ConfigError([
      `${file} does not hold a secret: restore it from a backup, or remove it to make a new one. Then every link made so far is unknown.`,
    ]);
  return [secret];
}
