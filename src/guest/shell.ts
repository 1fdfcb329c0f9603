import './guest.css';
import { createGuestClient } from '../client/guest-client.js';
import { GuestpassError } from '../contract/errors.js';
import type { OpenedShare, SharedNote } from '../contract/view.js';
import type { FrameEvent, ViewCommand } from '../protocol/messages.js';
import type { MountedView } from '../views/view.js';
import { fill } from '../theme/language.js';
import { leaseMemory } from './memory.js';
import type { PageData } from './page-data.js';
import { byId, type CardState, stateCard } from './state-card.js';
import { duration, untilText } from './until.js';
import { fetchView, mountView } from './views.js';

export interface ShellOptions {
  readonly data: PageData;
  readonly via: 'page' | 'frame' | 'script';
  /** A fresh ticket of the embedding page; null where there is none. */
  ticket(): Promise<string | null>;
  /** Told all that an embedding page may know. */
  emit(event: FrameEvent): void;
}

export interface Shell {
  command(command: ViewCommand): void;
  /** Moves the focus into the stage, to its end when it comes from behind. */
  focus(backwards: boolean): void;
  /** Height in CSS pixels that the page would like; null while a view fills whatever it is given. */
  contentHeight(): number | null;
  readonly element: HTMLElement;
}

/** How often a visit that goes on is renewed, in milliseconds; the server ends it after half an hour of silence. */
const renewEvery = 10 * 60_000;
const lookAgain = [3000, 5000, 10_000, 15_000];

/** States that end a view; all others leave it alone. */
const dark: readonly CardState[] = ['expired', 'revoked', 'paused', 'gone'];

/** The page around a view: opens the link when a person is there, shows the view or says why not, and watches the share. */
export function startShell({ data, via, ticket, emit }: ShellOptions): Shell {
  const { strings, language, token, base } = data;
  const client = createGuestClient({ base, token });
  const memory = leaseMemory(token);
  const live = byId('live');
  const announce = (text: string) => {
    live.textContent = text;
  };
  const card = stateCard(strings, announce);
  const stage = byId('view');
  const preview = takePreview();
  let visit = visitKey();
  let lease: string | null = memory.get();
  let password: string | undefined;
  let mounted: MountedView | null = null;
  let running: AbortController | null = null;
  let looks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (state: CardState, shown: Parameters<typeof card.show>[1] = {}) => {
    card.show(state, shown);
    document.documentElement.dataset['open'] = 'false';
    if (state !== 'loading') emit({ type: 'state', state });
  };

  const closeView = () => {
    running?.abort();
    running = null;
    mounted?.destroy();
    mounted = null;
    stage.replaceChildren();
    stage.hidden = true;
  };

  /** Goes on with the visit of a lease, or claims one when `claim` says that a person is there. */
  const open = async (claim: boolean): Promise<void> => {
    clearTimeout(timer);
    if (claim) show('loading');
    fetchView(data.view);
    try {
      const proof = via === 'script' ? await ticket() : null;
      const opened = await client.open(
        {
          via,
          ...(claim ? { visit } : {}),
          ...(lease === null ? {} : { lease }),
          ...(password === undefined ? {} : { password }),
          ...(proof === null ? {} : { ticket: proof }),
          ...(preview === null ? {} : { preview }),
        },
        AbortSignal.timeout(30_000),
      );
      lease = opened.lease;
      memory.set(lease);
      looks = 0;
      if (mounted === null) await present(opened);
    } catch (cause) {
      explain(cause);
    }
  };

  const present = async (opened: OpenedShare): Promise<void> => {
    const { share, view } = opened;
    running = new AbortController();
    const { signal } = running;
    tellNote(share, data);
    const host = document.createElement('div');
    stage.replaceChildren(host);
    stage.hidden = false;
    stage.dataset['view'] = view.type;
    const leaseNow = () => lease ?? opened.lease;
    const reported = new Set<string>();
    try {
      const shown = await mountView(view, host, {
        note: share,
        language,
        signal,
        announce,
        emit(event) {
          emit(event);
          // A conversation that ended makes room for another guest.
          if (event.type === 'session-ended') client.endConversation(leaseNow());
        },
        url: (asset, { download = false } = {}) => client.contentUrl(leaseNow(), asset, download),
        report(type) {
          if (!reported.has(type)) client.report(leaseNow(), type);
          reported.add(type);
        },
        fail(problem) {
          if (signal.aborted) return;
          closeView();
          if (problem === 'offline' || problem === 'ended') void open(false);
          else show(problem, retry(strings.again));
        },
        startConversation: () => client.startConversation(leaseNow()),
      });
      if (signal.aborted) return shown.destroy();
      mounted = shown;
      card.hide();
      document.documentElement.dataset['open'] = 'true';
      emit({ type: 'opened', view: view.type, title: share.title });
    } catch (cause) {
      if (signal.aborted) return;
      closeView();
      explain(cause instanceof GuestpassError ? cause : new GuestpassError('unavailable', { cause }));
    }
  };

  const retry = (label: string) => ({ action: { label, act: () => void open(true) } });
  const again = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void open(password !== undefined || !data.hasPassword), milliseconds);
  };

  /** Turns what went wrong into a state that says what to do. */
  const explain = (cause: unknown): void => {
    const error = cause instanceof GuestpassError ? cause : new GuestpassError('internal_error', { cause });
    const wait = error.retryAfter ?? 5;
    switch (error.code) {
      case 'lease_ended':
        return resume();
      case 'password_required':
        return show('password');
      case 'password_wrong':
        password = undefined;
        show('password');
        return card.passwordProblem(strings.passwordWrong);
      case 'too_many_requests':
        if (password !== undefined) {
          password = undefined;
          show('password');
          return card.passwordProblem(fill(strings.passwordThrottled, { time: duration(wait, language) }));
        }
        show('too_many', { text: fill(strings.too_manyText, { time: duration(wait, language) }) });
        return again(wait * 1000);
      case 'not_ready':
        show('not_ready');
        looks += 1;
        return again(lookAgain[Math.min(looks, lookAgain.length) - 1] ?? 15_000);
      case 'expired':
      case 'used_up':
      case 'revoked':
      case 'paused':
        closeView();
        return show(error.code);
      case 'not_found':
      case 'upstream_not_found':
        closeView();
        return show(mounted ? 'gone' : 'not_found');
      case 'origin_not_allowed':
      case 'ticket_invalid':
        return show(self.origin === 'null' ? 'sandbox' : 'origin');
      default:
        if (!navigator.onLine) return show('offline');
        return show('error', {
          text: error.status === 500 ? strings.errorText : error.message,
          ...retry(strings.again),
        });
    }
  };

  /** After a visit has ended, or at the start: what happens without a lease. */
  const resume = (): void => {
    const had = lease !== null && mounted !== null;
    lease = null;
    memory.set(null);
    visit = visitKey();
    closeView();
    if (had) return show('ended', retry(strings.again));
    if (data.hasPassword && preview === null) return show('password');
    if (data.state === 'used_up') return show('used_up');
    if (data.usesLeft === 1 && preview === null) {
      return show('gate', { text: strings.gateTextOne, ...retry(strings.gateAction) });
    }
    void open(true);
  };

  const onState = (state: string): void => {
    const asCard = dark.find((candidate) => candidate === state);
    if (asCard && preview === null) {
      closeView();
      show(asCard);
    } else if (state === 'active' || (state === 'used_up' && lease !== null)) {
      const shown = card.element.dataset['state'];
      if (shown !== 'paused' && shown !== 'expired' && shown !== 'used_up') return;
      if (lease !== null) void open(false);
      else if (state === 'active') resume();
    }
  };

  card.onPassword((typed) => {
    password = typed;
    void open(true);
  });
  addEventListener('online', () => {
    if (mounted === null) void open(lease === null && password === undefined && data.hasPassword ? false : true);
  });
  addEventListener('offline', () => {
    if (mounted === null) show('offline');
  });
  // Back from the history's cache the page may be hours old: everything is asked again before it shows.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && lease !== null) void open(false);
  });
  setInterval(() => {
    if (mounted !== null && lease !== null && document.visibilityState === 'visible') void open(false);
  }, renewEvery);

  whenSeen(() => {
    client.watch(onState, new AbortController().signal);
    if (self.origin === 'null') return show('sandbox');
    if (data.state === 'revoked' || data.state === 'expired' || data.state === 'paused') return;
    if (preview !== null) {
      byId('live').textContent = strings.previewNote;
      return void open(true);
    }
    if (lease !== null) return void open(false);
    if (data.state === 'not_ready') return again(lookAgain[0] ?? 3000);
    if (data.state === 'error') return show('error', retry(strings.again));
    resume();
  });

  return {
    command: (command) => mounted?.command(command),
    focus(backwards) {
      const target = mounted ? stage : card.element;
      const fields = [...target.querySelectorAll<HTMLElement>('button, input, a[href], [tabindex="0"]')].filter(
        (field) => !field.hidden,
      );
      ((backwards ? fields.at(-1) : fields[0]) ?? byId('stage')).focus();
    },
    contentHeight: () => (mounted ? null : card.element.offsetHeight + 32),
    element: byId('stage'),
  };
}

/** A page that is prerendered is not seen by anybody yet, so it must not claim a use. */
function whenSeen(act: () => void): void {
  if ('prerendering' in document && document.prerendering)
    document.addEventListener('prerenderingchange', act, { once: true });
  else act();
}

/** From `#preview=…`, which no server ever sees; taken out of the address at once. */
function takePreview(): string | null {
  const preview = /^#preview=(pv_[\w.-]+)$/.exec(location.hash)?.[1] ?? null;
  if (preview !== null) history.replaceState(null, '', location.pathname + location.search);
  return preview;
}

function visitKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function tellNote(share: SharedNote, { strings, language }: PageData): void {
  document.title = share.title;
  byId('title').textContent = share.title;
  const parts: Node[] = [];
  if (share.sharedBy !== null)
    parts.push(
      Object.assign(document.createElement('span'), { textContent: fill(strings.sharedBy, { name: share.sharedBy }) }),
    );
  if (share.expiresAt !== null) {
    const time = document.createElement('time');
    time.dateTime = share.expiresAt;
    time.textContent = untilText(strings.until, share.expiresAt, language, Date.now());
    parts.push(time);
  }
  byId('byline').replaceChildren(...parts);
  byId('message').textContent = share.message;
  byId('note').hidden = share.message === null;
}
