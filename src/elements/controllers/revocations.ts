import type { Share } from '../../contract/share.js';
import type { OwnerSession } from './owner-session.js';

/** How long a revocation can be taken back, in milliseconds, not counting the time it is held. */
export const undoTime = 10_000;

export interface RevocationEvents {
  /** Something to show changed. */
  changed(): void;
  revoked(share: Share): void;
  failed(error: unknown): void;
}

/**
 * Revoking cannot be taken back on the server, so here it takes two steps: the link is paused at once, which closes it to
 * every guest, and is revoked for good when the time to undo has passed. Whatever goes wrong between the two, the link
 * stays closed. One batch at a time: the next one makes the one before it final.
 */
export class Revocations {
  readonly #session: OwnerSession;
  readonly #events: RevocationEvents;
  #batch: readonly Share[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #left = 0;
  #since = 0;

  constructor(session: OwnerSession, events: RevocationEvents) {
    this.#session = session;
    this.#events = events;
  }

  /** The links that are closed and can still be brought back, as they were. */
  get batch(): readonly Share[] {
    return this.#batch;
  }

  has(id: string): boolean {
    return this.#batch.some((share) => share.id === id);
  }

  /** Closes these links now and starts the time to undo. Throws when one of them could not be closed; nothing is revoked then. */
  async begin(shares: readonly Share[]): Promise<void> {
    await this.finish();
    const closed = await Promise.allSettled(
      shares.map(async (share) => (share.enabled ? this.#session.change(share.id, { enabled: false }) : share)),
    );
    this.#batch = shares.filter((_, index) => closed[index]?.status === 'fulfilled');
    if (this.#batch.length > 0) {
      this.#left = undoTime;
      this.release();
    }
    this.#events.changed();
    for (const result of closed) if (result.status === 'rejected') throw result.reason;
  }

  /** Stops the clock while somebody has the pointer or the focus on the way back. */
  hold(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left -= Date.now() - this.#since;
  }

  release(): void {
    if (this.#batch.length === 0 || this.#timer !== undefined) return;
    this.#since = Date.now();
    this.#timer = setTimeout(() => void this.finish(), Math.max(this.#left, 2000));
  }

  /** Brings the batch back as it was. */
  async undo(): Promise<void> {
    const batch = this.#take();
    this.#events.changed();
    const opened = await Promise.allSettled(
      batch.map(async (share) => (share.enabled ? this.#session.change(share.id, { enabled: true }) : share)),
    );
    for (const result of opened) if (result.status === 'rejected') throw result.reason;
  }

  /** Makes the batch final. Failures are told, never thrown: the links stay closed. */
  async finish(): Promise<void> {
    const batch = this.#take();
    if (batch.length === 0) return;
    this.#events.changed();
    await Promise.all(
      batch.map(async ({ id }) => {
        try {
          this.#events.revoked(await this.#session.revoke(id));
        } catch (error) {
          this.#events.failed(error);
        }
      }),
    );
  }

  /** For a source that cannot pause: there is no way back. */
  async revokeNow(share: Share): Promise<void> {
    this.#events.revoked(await this.#session.revoke(share.id));
  }

  /** For a page that is going away: sent without waiting for the answer. */
  leave(): void {
    for (const { id } of this.#take()) this.#session.client.revokeWhileLeaving(id);
  }

  #take(): readonly Share[] {
    const batch = this.#batch;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#batch = [];
    return batch;
  }
}
