import { GuestpassError } from '../../contract/errors.js';
import type { SourceName } from '../../contract/resource.js';
import type { ResourceKey, Source, SourceResource } from './source.js';

/** The configured sources; the first that has a resource is the one it comes from. */
export interface Sources {
  readonly all: readonly Source[];
  /** Throws `not_supported` for the name of a source that is not configured any more. */
  byName(name: SourceName): Source;
  /** Throws `not_found` when no source has it. */
  locate(
    key: ResourceKey,
    signal: AbortSignal,
  ): Promise<{ readonly source: Source; readonly resource: SourceResource }>;
}

export function sourceRegistry(all: readonly Source[]): Sources {
  return {
    all,
    byName(name) {
      const source = all.find((candidate) => candidate.name === name);
      if (!source)
        throw new GuestpassError('not_supported', {
          detail: `The source "${name}" of this share is not configured on this server.`,
        });
      return source;
    },
    async locate(key, signal) {
      for (const source of all) {
        if (!source.kinds.includes(key.kind)) continue;
        const resource = await source.find(key, signal);
        if (resource) return { source, resource };
      }
      throw new GuestpassError('not_found', { detail: `There is no ${key.kind} with the id ${key.id}.` });
    },
  };
}
