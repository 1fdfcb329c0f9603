import { readConfig } from '../config.js';
import { openDataFolder } from '../node/data-folder.js';
import { openStore } from '../node.js';
import { createApiKeys } from '../shares/api-keys.js';
import type { Environment } from '../sources/config.js';
import { print, printTable, readArguments, UsageError } from './usage.js';

const workspaceName = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** `keys create|list|revoke`. */
export async function keysCommand([action, ...args]: readonly string[], environment: Environment): Promise<void> {
  const { values, positionals } = readArguments(args, ['name', 'workspace', 'days']);
  const store = await openStore(openDataFolder(readConfig(environment)));
  try {
    const keys = createApiKeys(store, Date.now);
    if (action === 'create') {
      const { name, workspace = 'default', days } = values;
      if (!name) throw new UsageError('Give the key a name, such as: guestpass keys create --name reports');
      if (!workspaceName.test(workspace)) throw new UsageError('A workspace has 1 to 63 small letters, digits or -');
      if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) throw new UsageError('--days is a whole number of days');
      const { key } = await keys.create(
        name,
        workspace,
        days === undefined ? null : Date.now() + Number(days) * 86_400_000,
      );
      print(key);
      process.stderr.write('Keep this key: it is shown only now.\n');
    } else if (action === 'list') {
      const rows = (await keys.list()).map(({ id, name, workspace, hint, createdAt, lastUsedAt, revokedAt }) => [
        id,
        name,
        workspace,
        `${hint}…`,
        new Date(createdAt).toISOString(),
        lastUsedAt === null ? 'never used' : `used ${new Date(lastUsedAt).toISOString()}`,
        revokedAt === null ? 'valid' : 'revoked',
      ]);
      printTable([['ID', 'NAME', 'WORKSPACE', 'KEY', 'CREATED', 'USE', 'STATE'], ...rows]);
    } else if (action === 'revoke') {
      const [id] = positionals;
      if (!id) throw new UsageError('Say which key: guestpass keys revoke ID');
      if (!(await keys.revoke(id))) throw new UsageError(`There is no valid key with the id ${id}.`);
      print(`Revoked ${id}. Its grants end with it; links that it made stay.`);
    } else {
      throw new UsageError('keys takes create, list or revoke.');
    }
  } finally {
    await store.close();
  }
}
