import type { ResourceKey } from '../sources/source.js';
import type { ShareRecord } from '../stores/store.js';

/** What a source knows the resource of a share by. */
export function resourceKeyOf({ workspace, kind, resourceId }: ShareRecord): ResourceKey {
  return { workspace, kind, id: resourceId };
}
