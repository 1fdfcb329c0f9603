import 'virtual:page-tokens.css';
import './guest.css';
import { createGuestClient } from '../client/guest-client.js';
import type { LiveNews } from '../client/watch-share.js';
import { fetchProblems } from '../client/failure.js';
import type { ErrorCode } from '../contract/errors.js';
import type { OpenedShare, OpenShare } from '../contract/view.js';
import type { FrameEvent, ViewCommand } from '../protocol/messages.js';
import { whenSeen, whileAwake } from './awake.js';
import {
  type Attempt,
  type Card,
  type Standing,
  type Step,
  stepAfterNews,
  stepAfterProblem,
  stepAfterRefusal,
  stepAtStart,
} from './next-step.js';
import { closeNoteOutside, tellNote } from './note.js';
import { reloadForPart } from './lost-part.js';
import { byId, type PageData } from './page-data.js';
import { stateCard } from './state-card.js';
import { viewStage } from './view-stage.js';
import { fetchView } from './views.js';
import { visitMemory } from './visit-memory.js';

export interface ShellOptions {
  readonly data: PageData;
  readonly via: 'page' | 'frame' | 'script';
  /** A fresh ticket of the embedding page; null where there is none. */
  ticket(): Promise<string | null>;
  /** Whether a stream may be held open. */
  mayStream(): boolean;
  /** Told all that an embedding page may know. */
  emit(event: FrameEvent): void;
}

export interface Shell {
  command(command: ViewCommand): void;
  /** How high the view had best be at a width, both in CSS pixels. */
  heightAt(width: number): number;
  /** Where the view stands, or the card that says why there is none. */
  readonly stage: HTMLElement;
  readonly card: HTMLElement;
  /** What stands on the stage. */
  readonly shown: HTMLElement;
}

/** How often a visit that goes on is renewed, in milliseconds; the server ends it after half an hour of silence. */
const renewEvery = 10 * 60_000;
/** Milliseconds that the server has to open the link. */
const patience = 30_000;

/** The page around a view: opens the link when a person is there, shows the view or says why not, and watches the share. */
export function startShell({ data, via, ticket, mayStream, emit }: ShellOptions): Shell {
  const { language, token, base, usesLeft, isOnce } = data;
  const { dataset } = document.documentElement;
  const stage = byId('stage');
  const client = createGuestClient({ base, token });
  const visit = visitMemory(token);
  const preview = takePreview();
  const announce = (text: string) => {
    byId('live').textContent = text;
  };

  let asksPassword = data.hasPassword;
  let typed: string | null = null;
  /** The typed password has opened the link. */
  let isProven = false;
  let { access } = data;
  /** The password was changed after the view had opened. */
  let isChanged = false;
  let hadView = false;
  let tries = 0;
  let attempt: Attempt = 'renew';
  /** Counts what was begun: an answer that comes after something newer is too late to be shown. */
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const card = stateCard({
    data,
    announce,
    onAct: () => act(),
    onPassword(password) {
      typed = password;
      isProven = false;
      act();
    },
  });
  const view = viewStage({
    client,
    language,
    lease: () => visit.lease ?? '',
    onLease: (lease) => visit.keep(lease),
    announce,
    emit,
    onProblem: (problem) => take(stepAfterProblem(problem, standing())),
  });

  const standing = (): Standing => ({
    shown: view.isShown,
    isAsleep: 'asleep' in dataset,
    card: card.state,
    hasLease: visit.lease !== null,
    isPending: visit.isPending,
    hadView,
    asksPassword,
    hasTyped: typed !== null,
    isChanged,
    usesLeft,
    isOnce,
    isPreview: preview !== null,
    isOnline: navigator.onLine,
    tries,
  });

  const take = (step: Step): void => {
    if (step.to === 'show') show(step.card);
    else if (step.to === 'open') void open(step.attempt);
  };

  const show = (next: Card): void => {
    turn += 1;
    clearTimeout(timer);
    const hadFocus = view.element.contains(document.activeElement);
    view.close();
    delete dataset['asleep'];
    card.show(next, hadFocus);
    dataset['open'] = 'false';
    stage.ariaBusy = String(next.state === 'loading');
    if (next.state !== 'loading') emit({ type: 'state', state: next.state });
    if (next.tryIn !== undefined) timer = setTimeout(tryAgain, next.tryIn);
  };

  /** A person wants it opened. */
  const act = (): void => {
    tries = 0;
    void open('claim');
  };

  const tryAgain = (): void => {
    tries += 1;
    void open(attempt, true);
  };

  /** A quiet attempt leaves the card as it is until there is an answer. */
  const open = async (wanted: Attempt, isQuiet = false): Promise<void> => {
    const next = data.fits ? wanted : 'renew';
    attempt = next;
    if (!view.isShown && !isQuiet) show({ state: 'loading' });
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    fetchView(data.view);
    try {
      const opened = await client.open(await question(next), AbortSignal.timeout(patience));
      visit.keep(opened.lease);
      isProven = true;
      isChanged = false;
      delete dataset['asleep'];
      if (!data.fits) return location.reload();
      if (mine === turn && !view.isShown) await present(opened);
    } catch (cause) {
      if (mine === turn) void refuse(cause);
    }
  };

  const question = async (next: Attempt): Promise<OpenShare> => {
    const lease = visit.lease === null ? {} : { lease: visit.lease };
    if (next === 'renew') return { via, ...lease };
    const proof = via === 'script' ? await ticket() : null;
    visit.begin();
    return {
      via,
      ...lease,
      visit: visit.key,
      ...(typed === null ? {} : { password: typed }),
      ...(proof === null ? {} : { ticket: proof }),
      ...(preview === null ? {} : { preview }),
    };
  };

  const present = async (opened: OpenedShare): Promise<void> => {
    tellNote(opened.share, data, preview !== null);
    if (!(await view.mount(opened))) return;
    hadView = true;
    card.hide();
    // What tells of trouble must be here before there is any.
    void card.prepare();
    fetchProblems().catch(() => undefined);
    stage.ariaBusy = 'false';
    dataset['open'] = 'true';
    announce(opened.share.title);
    emit({ type: 'opened', view: opened.view.type, title: opened.share.title });
  };

  const refuse = async (cause: unknown): Promise<void> => {
    const mine = turn;
    // Without a connection, what would say so cannot be fetched either.
    const refused = await fetchProblems().then(
      ({ ourError }) => ourError(cause),
      () => reloadForPart().then(() => null),
    );
    if (mine !== turn) return;
    const { code, retryAfter } = refused ?? { code: 'unavailable', retryAfter: null };
    const isTyped = attempt === 'claim' && typed !== null && !isProven;
    if (endsVisit.includes(code)) visit.forget();
    if (!data.fits && (code === 'lease_ended' || code === 'password_required')) return location.reload();
    // Asked without a password, the server says this only of a link that needs none.
    if (code === 'lease_ended' && attempt === 'renew') asksPassword = false;
    if (code === 'password_required' || code === 'password_wrong') asksPassword = true;
    if (code === 'password_wrong' || (code === 'too_many_requests' && isTyped)) typed = null;
    take(stepAfterRefusal({ code, retryAfter, isTyped }, standing()));
  };

  const onNews = ({ state, access: accessNow }: LiveNews): void => {
    if (state === 'gone' || state === 'revoked') stopWatching();
    else if (accessNow !== access) {
      access = accessNow;
      typed = null;
      if (visit.lease !== null) {
        isChanged = true;
        show({ state: 'loading' });
        return void open('renew');
      }
    }
    take(stepAfterNews(state, standing()));
  };
  let stopWatching = (): void => undefined;

  const start = (): void => {
    if (self.origin === 'null') return show({ state: 'sandbox' });
    stopWatching = whileAwake({
      run: (signal, isSeen) => client.watch(onNews, { signal, stream: isSeen && mayStream() }),
      onSleep() {
        if (view.isShown) dataset['asleep'] = '';
      },
      onWake() {
        if (visit.lease !== null) void open('renew');
      },
    });
    setInterval(() => {
      if (view.isShown) void open('renew');
    }, renewEvery);
    addEventListener('online', () => {
      if (card.state === 'offline') tryAgain();
    });
    closeNoteOutside();
    const step = stepAtStart(data.state, standing());
    if (step.to === 'open') void open(step.attempt, data.state === 'not_ready');
    else if (step.to === 'show') show(step.card);
    // The server has rendered the card already.
    else emit({ type: 'state', state: data.state });
  };
  whenSeen(start);

  return {
    command: view.command,
    heightAt: view.heightAt,
    stage,
    card: card.element,
    get shown() {
      return view.isShown ? view.element : card.element;
    },
  };
}

/** Refusals after which there is no visit to go on with, nor one that may have been counted. */
const endsVisit: readonly ErrorCode[] = ['lease_ended', 'password_required', 'password_wrong', 'used_up'];

/** From `#preview=…`, which no server ever sees; taken out of the address at once. */
function takePreview(): string | null {
  const preview = /^#preview=(pv_[\w.-]+)$/.exec(location.hash)?.[1] ?? null;
  if (preview !== null) history.replaceState(null, '', location.pathname + location.search);
  return preview;
}
