import { sentenceOf } from '../../contract/error-sentences.js';
import { GuestpassError } from '../../contract/errors.js';
import { parseResource } from '../../contract/resource.js';
import { readConfig } from '../config.js';
import { openDataFolder } from '../node/data-folder.js';
import { nodeOptions, openStore } from '../node.js';
import { stateOf } from '../shares/policy.js';
import type { Environment } from '../sources/config.js';
import { createGuestpassServices } from '../services.js';
import { print, printTable, readArguments, UsageError } from './usage.js';

/** `links list|revoke`. A running server sees what changes here within a second. */
export async function linksCommand([action, ...args]: readonly string[], environment: Environment): Promise<void> {
  const { values, positionals } = readArguments(args, ['resource', 'workspace']);
  const { workspace = 'default' } = values;
  const config = readConfig(environment);
  if (action === 'list') {
    const resource = values['resource'] === undefined ? null : parseResource(values['resource']);
    if (values['resource'] !== undefined && !resource)
      throw new UsageError('--resource is a kind and an id, such as render:report-2026');
    const store = await openStore(openDataFolder(config));
    try {
      const shares = await store.listShares({
        workspace,
        ...(resource ? { kind: resource.kind, resourceId: resource.id } : {}),
      });
      const rows = shares.map((share) => [
        share.id,
        `${share.kind}:${share.resourceId}`,
        stateOf(share, Date.now()),
        `${share.usageCount}${share.usageLimit === null ? '' : `/${share.usageLimit}`}`,
        share.expiresAt === null ? 'never' : new Date(share.expiresAt).toISOString(),
        share.label ?? '',
      ]);
      printTable([['ID', 'RESOURCE', 'STATE', 'USES', 'EXPIRES', 'LABEL'], ...rows]);
    } finally {
      await store.close();
    }
  } else if (action === 'revoke') {
    const [id] = positionals;
    if (!id) throw new UsageError('Say which link: guestpass links revoke ID');
    const services = createGuestpassServices(await nodeOptions(config));
    try {
      const owner = { workspace, actor: 'command line', resource: null, actions: ['revoke'] as const };
      const { changed } = await services.app.shares.revoke(owner, id, AbortSignal.timeout(30_000));
      print(changed ? `Revoked ${id}.` : `${id} was revoked already.`);
    } catch (cause) {
      throw cause instanceof GuestpassError ? new UsageError(sentenceOf(cause)) : cause;
    } finally {
      await services.close();
    }
  } else {
    throw new UsageError('links takes list or revoke.');
  }
}
