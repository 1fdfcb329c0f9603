import type { Share } from '../../contract/share.js';
import type { OwnerSession } from './owner-session.js';

/** How long a revocation can be taken back, in milliseconds. */
export const undoTime = 10_000;
/**
 * The longest that it can be put off by somebody who is at the way back, all in all. Guests read “paused” for so long,
 * where they are to read “revoked”.
 */
export const longestUndoTime = 30_000;
/** What is left, at the least, when somebody has turned away from the way back. */
const afterTurningAway = 2000;

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
  /** Those that are just being closed. */
  #asked: readonly Share[] = [];
  #beginning: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Epoch milliseconds: when the batch becomes final, and when at the latest. */
  #end = 0;
  #latest = 0;
  #held = false;

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
    const before = this.#beginning;
    this.#asked = shares;
    const beginning = this.#close(shares, before);
    this.#beginning = beginning;
    try {
      await beginning;
    } finally {
      if (this.#beginning === beginning) {
        this.#asked = [];
        this.#beginning = null;
      }
    }
  }

  async #close(shares: readonly Share[], before: Promise<void> | null): Promise<void> {
    await before?.catch(() => undefined);
    await this.#finishBatch();
    const closed = await Promise.allSettled(
      shares.map(async (share) => (share.enabled ? this.#session.change(share.id, { enabled: false }) : share)),
    );
    this.#batch = shares.filter((_, index) => closed[index]?.status === 'fulfilled');
    this.#latest = Date.now() + longestUndoTime;
    this.#end = 0;
    this.#held = false;
    this.#extend(undoTime);
    this.#events.changed();
    for (const result of closed) if (result.status === 'rejected') throw result.reason;
  }

  /**
   * Somebody points at the way back: the clock waits, but not for ever. That the focus is there says nothing: we put it
   * there ourselves, and there it stays when its owner has left for another window.
   */
  hold(): void {
    this.#held = true;
    this.#schedule();
  }

  /** Nobody points at it any more: what was left of the time goes on, or a little more. */
  release(): void {
    this.#held = false;
    this.#extend(afterTurningAway);
  }

  /** Somebody who has the focus there pressed a key: the time begins again, but not for ever. */
  stir(): void {
    this.#extend(undoTime);
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
    // Whoever closes the dialog before the links are closed has asked for it all the same. Its failure is told by `begin`.
    await this.#beginning?.catch(() => undefined);
    await this.#finishBatch();
  }

  async #finishBatch(): Promise<void> {
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
    for (const { id } of [...this.#asked, ...this.#take()]) this.#session.client.revokeWhileLeaving(id);
  }

  #extend(time: number): void {
    this.#end = Math.max(this.#end, Date.now() + time);
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#batch.length === 0) return;
    const instant = this.#held ? this.#latest : Math.min(this.#end, this.#latest);
    this.#timer = setTimeout(() => void this.finish(), Math.max(0, instant - Date.now()));
  }

  #take(): readonly Share[] {
    const batch = this.#batch;
    clearTimeout(this.#timer);
    this.#batch = [];
    return batch;
  }
}
