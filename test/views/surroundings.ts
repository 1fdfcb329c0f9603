import './page-tokens.js';
import type { GuestEventType, View } from '../../src/contract/view.js';
import type { ViewEvent } from '../../src/protocol/messages.js';
import type { MountedView, ViewContext, ViewProblem } from '../../src/views/view.js';

/** The page around a view, which writes down all that the view tells it. */
export interface Surroundings<V extends View> {
  readonly host: HTMLElement;
  readonly context: ViewContext<V>;
  readonly reports: GuestEventType[];
  readonly events: ViewEvent[];
  readonly problems: ViewProblem[];
  readonly announced: string[];
  /** Ends the view as the page does when the share ends. */
  end(): void;
  /** The page's own clean-up, for `afterEach`. */
  clear(): void;
}

export interface SurroundingsOptions<V extends View> {
  readonly view: V;
  readonly language?: string;
  readonly download?: boolean;
  readonly title?: string;
  /** Of the stage, in CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly startConversation?: ViewContext['startConversation'];
}

export function surroundings<V extends View>(options: SurroundingsOptions<V>): Surroundings<V> {
  const { view, language = 'en', download = false, title = 'An evening walk', width = 640, height = 480 } = options;
  const host = document.createElement('div');
  host.dir = language === 'ar' ? 'rtl' : 'ltr';
  host.lang = language;
  host.style.cssText = `inline-size: ${width}px; block-size: ${height}px; color-scheme: ${options.scheme ?? 'light'}`;
  document.body.append(host);
  const ended = new AbortController();
  const reports: GuestEventType[] = [];
  const events: ViewEvent[] = [];
  const problems: ViewProblem[] = [];
  const announced: string[] = [];
  const context: ViewContext<V> = {
    view,
    note: { title, sharedBy: null, message: null, expiresAt: null, download, removeWatermark: false, type: 'LINK' },
    language,
    signal: ended.signal,
    url: (asset, how) => `${asset}${how?.download ? '?download=1' : ''}`,
    // As the page does it: once a visit.
    report: (type) => void (reports.includes(type) || reports.push(type)),
    emit: (event) => void events.push(event),
    fail: (problem) => void problems.push(problem),
    announce: (text) => void announced.push(text),
    startConversation: options.startConversation ?? (() => Promise.reject(new Error('This view does not talk.'))),
  };
  return {
    host,
    context,
    reports,
    events,
    problems,
    announced,
    end: () => ended.abort(),
    clear: () => {
      ended.abort();
      host.remove();
    },
  };
}

/** What a view has drawn. */
export function inside(host: HTMLElement): ShadowRoot {
  const root = host.firstElementChild?.shadowRoot;
  if (!root) throw new Error('The view has drawn nothing.');
  return root;
}

/** The button, link, field or picture of this name. */
export function named<T extends HTMLElement = HTMLElement>(host: HTMLElement, name: string | RegExp): T {
  const matches = (text: string | null | undefined) =>
    typeof name === 'string' ? text === name : text ? name.test(text) : false;
  const all = [...inside(host).querySelectorAll<T>('button, a, input, select, img, [role], [aria-label]')];
  const found = all.find(
    (one) =>
      !one.closest('[hidden]') &&
      matches(one.getAttribute('aria-label') ?? one.getAttribute('alt') ?? one.textContent?.trim()),
  );
  if (!found)
    throw new Error(
      `Nothing is called ${name} among: ${all.map((one) => one.ariaLabel ?? one.textContent?.trim()).join(' | ')}`,
    );
  return found;
}

export const isThere = (host: HTMLElement, name: string | RegExp): boolean => {
  try {
    return named(host, name) !== null;
  } catch {
    return false;
  }
};

/** Milliseconds; less than a test may take, so that what is waited for is told. */
const patience = 20_000;

/** Waits for something to become true; the test's own time limit ends it otherwise. */
export async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`It never came to ${String(isTrue)}`);
    await new Promise((next) => requestAnimationFrame(next));
  }
}

export function press(target: EventTarget, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

export type Mounted = MountedView;
