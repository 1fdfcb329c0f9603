import type { ShareRecord, Store } from '../stores/store.js';

/** Told the share as it is now, null when it is gone. */
type Watcher = (share: ShareRecord | null) => void;

/** Tells open pages and running streams what becomes of their share, within a second, whichever process changed it. */
export interface Watch {
  /** Answers how to stop. The watcher is told at every look, changed or not. */
  watch(shareId: string, watcher: Watcher): () => void;
  /** Looks at once: something changed in this process. */
  changed(): void;
  close(): void;
}

const interval = 1000;
const idsPerQuery = 500;

/** Asks the store for the watched shares once a second, in one query, and only while somebody watches. */
export function createWatch(store: Pick<Store, 'watchShares'>): Watch {
  const watchers = new Map<string, Set<Watcher>>();
  let timer: ReturnType<typeof setInterval> | null = null;
  let looking: Promise<void> | null = null;
  let again = false;

  const look = async () => {
    const ids = [...watchers.keys()];
    for (let from = 0; from < ids.length; from += idsPerQuery) {
      const part = ids.slice(from, from + idsPerQuery);
      const found = new Map((await store.watchShares(part)).map((share) => [share.id, share]));
      for (const id of part) for (const watcher of watchers.get(id) ?? []) watcher(found.get(id) ?? null);
    }
  };
  const lookSoon = () => {
    if (watchers.size === 0) return;
    if (looking) {
      again = true;
      return;
    }
    // A store that fails for a moment is asked again at the next tick; requests tell of the failure meanwhile.
    looking = look()
      .catch(() => undefined)
      .finally(() => {
        looking = null;
        if (again) {
          again = false;
          lookSoon();
        }
      });
  };

  return {
    watch(shareId, watcher) {
      const set = watchers.get(shareId) ?? new Set();
      watchers.set(shareId, set.add(watcher));
      timer ??= setInterval(lookSoon, interval);
      return () => {
        set.delete(watcher);
        if (set.size === 0) watchers.delete(shareId);
        if (watchers.size === 0 && timer) {
          clearInterval(timer);
          timer = null;
        }
      };
    },
    changed: lookSoon,
    close() {
      if (timer) clearInterval(timer);
      watchers.clear();
    },
  };
}
