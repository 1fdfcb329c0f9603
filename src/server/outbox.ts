import { v7 as uuidv7 } from 'uuid';
import { GuestpassError } from '../contract/errors.js';
import { type GuestEventType, guestEventTypes } from '../contract/view.js';
import type { Log } from './app.js';
import { sha256 } from './crypto.js';
import { composeLinkMail } from './mail/compose.js';
import type { Mailer } from './mail/mailer.js';
import { spend } from './shares/rate.js';
import type { LinkMail } from './shares/link-mail.js';
import { resourceKeyOf } from './shares/resource-key.js';
import type { Keyring } from './shares/secrets.js';
import { presentShare } from './shares/present.js';
import type { Sources } from './sources/registry.js';
import type { JobRecord, Rate, ShareRecord, Store, VisitRecord } from './stores/store.js';

export interface OutboxOptions {
  readonly store: Store;
  readonly sources: Sources;
  readonly keys: Keyring;
  readonly url: string;
  readonly mailer: Mailer | null;
  readonly log: Log;
  readonly now: () => number;
}

export interface Outbox extends LinkMail {
  /** The job that passes an event on to the vendor; null where the source takes none. */
  readonly eventJob: (share: ShareRecord, visit: VisitRecord, type: GuestEventType) => JobRecord | null;
  /** Something was enqueued: works on it now rather than at the next look. */
  readonly nudge: () => void;
  readonly close: () => Promise<void>;
}

/** Sixty at once and one a minute from each sender; five at once and one each ten minutes to each recipient. */
const mailPerSender: Rate = { burst: 60, interval: 60_000 };
const mailPerRecipient: Rate = { burst: 5, interval: 600_000 };
const lookEvery = 5000;
const lease = 60_000;
const maxAttempts = 8;

/** Work that must be done though the process may die: kept in the store, tried again with growing pauses, done once. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, sources, keys, url, mailer, log, now } = options;
  let working: Promise<void> | null = null;

  /** What the recipient is told of the resource; its id when the source cannot say. */
  const about = async (share: ShareRecord): Promise<{ readonly title: string; readonly sharedBy: string | null }> => {
    const resource = await sources
      .byName(share.source)
      .find(resourceKeyOf(share), AbortSignal.timeout(10_000))
      .catch(() => null);
    const user = share.createdBy.startsWith('key:') ? null : share.createdBy;
    return { title: resource?.title ?? share.resourceId, sharedBy: user ?? resource?.sharedBy ?? null };
  };

  const sendMail = async (job: JobRecord): Promise<void> => {
    // A try that never came back may have reached the recipient. Twice is worse than a failure that is shown.
    if (job.note === sending)
      return store.finishJob(job.id, 'failed', 'It was interrupted while it was sent: it may have arrived.', now());
    const [share] = job.shareId === null ? [] : await store.watchShares([job.shareId]);
    if (!share || !mailer || share.revokedAt !== null)
      return store.finishJob(job.id, 'failed', 'The link was withdrawn before it was sent.', now());
    const { url: link } = presentShare({ keys, url }, share, null, now());
    if (link === null)
      return store.finishJob(job.id, 'failed', 'The address of this link is not known any more.', now());
    const message = composeLinkMail({
      ...(await about(share)),
      share,
      link,
      messageId: `<${job.id}@${mailer.domain}>`,
    });
    await store.retryJob(job.id, now() + lease, sending);
    const result = await mailer.send(message);
    if (result.outcome === 'sent') return store.finishJob(job.id, 'done', null, now());
    if (result.outcome === 'refused' || job.attempts >= maxAttempts)
      return store.finishJob(job.id, 'failed', result.reason, now());
    return store.retryJob(job.id, now() + pause(job.attempts), result.reason);
  };

  const report = async (job: JobRecord): Promise<void> => {
    const [share] = job.shareId === null ? [] : await store.watchShares([job.shareId]);
    if (!share) return store.finishJob(job.id, 'failed', 'The share is gone.', now());
    try {
      await sources
        .byName(share.source)
        .reportEvent(resourceKeyOf(share), readEvent(job.payload), AbortSignal.timeout(20_000));
      await store.finishJob(job.id, 'done', null, now());
    } catch (cause) {
      const gone = cause instanceof GuestpassError && cause.status < 500;
      if (gone || job.attempts >= maxAttempts)
        return store.finishJob(job.id, 'failed', 'The service behind this did not take it.', now());
      const wait =
        cause instanceof GuestpassError && cause.retryAfter !== null ? cause.retryAfter * 1000 : pause(job.attempts);
      return store.retryJob(job.id, now() + wait, 'The service behind this did not answer.');
    }
  };

  const work = async (): Promise<void> => {
    for (const [kind, act] of [
      ['mail', sendMail],
      ['event', report],
    ] as const) {
      if (kind === 'mail' && !mailer) continue;
      for (;;) {
        const jobs = await store.takeJobs(kind, 10, lease, now());
        if (jobs.length === 0) break;
        for (const job of jobs)
          await act(job).catch((cause: unknown) => log.error('outbox job failed', cause, { kind }));
      }
    }
  };
  const workSoon = (): Promise<void> => {
    working ??= work()
      .catch((cause: unknown) => log.error('outbox cannot work', cause))
      .finally(() => {
        working = null;
      });
    return working;
  };
  const timer = setInterval(() => void workSoon(), lookEvery);

  const job = (id: string, kind: JobRecord['kind'], share: ShareRecord, payload: unknown): JobRecord => ({
    id,
    kind,
    shareId: share.id,
    payload: JSON.stringify(payload),
    attempts: 0,
    dueAt: now(),
    createdAt: now(),
    finishedAt: null,
    outcome: null,
    note: null,
  });

  return {
    async admit(owner, recipient) {
      const allowances = [
        { bucket: `mail from ${owner.workspace} ${owner.actor}`, rate: mailPerSender },
        { bucket: `mail to ${sha256(recipient.toLowerCase())}`, rate: mailPerRecipient },
      ];
      for (const one of allowances)
        await spend(store, one, now(), 'Too much e-mail for now. Send the link yourself, or wait.');
    },
    async sendLink(share, wait) {
      await store.enqueue(job(`mail-${share.id}`, 'mail', share, {}));
      const tried = Promise.resolve(working).then(workSoon);
      if (wait) await tried;
    },
    eventJob: (share, visit, type) =>
      sources.all.some((source) => source.name === share.source && source.takesEvents)
        ? job(uuidv7(), 'event', share, { type, visit: visit.id })
        : null,
    nudge: () => void workSoon(),
    async close() {
      clearInterval(timer);
      await working;
      mailer?.close();
    },
  };
}

const sending = 'sending';

/** 1, 2, 4, 8, 16 seconds and so on, at most an hour. */
function pause(attempts: number): number {
  return Math.min(1000 * 2 ** Math.max(0, attempts - 1), 3_600_000);
}

function readEvent(payload: string): GuestEventType {
  const value: unknown = JSON.parse(payload);
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : null;
  const known = guestEventTypes.find((name) => name === type);
  if (known) return known;
  throw new Error('A stored event cannot be read.');
}
