import { expect } from '@open-wc/testing';
import '../../src/elements/share-button/define.js';
import type { ShareButtonElement } from '../../src/elements/share-button/share-button.js';
import '../../src/elements/share-dialog/define.js';
import type { ShareDialogElement } from '../../src/elements/share-dialog/share-dialog.js';
import type { ShareEventMap } from '../../src/elements/events.js';
import { grantAddress, serverAddress, type FakeServer } from './fake-server.js';

/** Waits for what the page will show; fails with the last reason after eight seconds. */
export async function until<T>(look: () => T | null | undefined | false): Promise<T> {
  const end = performance.now() + 8000;
  for (;;) {
    let reason: unknown = new Error(`Still not: ${look.toString()}`);
    try {
      const found = look();
      if (found !== null && found !== undefined && found !== false) return found;
    } catch (error) {
      reason = error;
    }
    if (performance.now() > end) throw reason;
    await new Promise((next) => requestAnimationFrame(next));
  }
}

/** Everything below, through shadow roots, in the order of the page. */
export function* everything(root: Element | ShadowRoot): Generator<Element> {
  if (root instanceof Element && root.shadowRoot) yield* everything(root.shadowRoot);
  for (const element of root.children) {
    yield element;
    yield* everything(element);
  }
}

const squeeze = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

/** What a screen reader would call it, as far as these elements need. */
export function nameOf(element: Element): string {
  const root = element.getRootNode() as ShadowRoot;
  const label = element.getAttribute('aria-label');
  if (label) return label;
  const labelled = element.getAttribute('aria-labelledby');
  if (labelled) return squeeze(root.getElementById(labelled)?.textContent ?? '');
  const labels = (element as HTMLInputElement).labels;
  if (labels?.[0]) return squeeze(labels[0].textContent);
  return squeeze(element.textContent);
}

/** An element without a box of its own, such as `display: contents`, shows what is in it. */
const visible = (element: Element) =>
  getComputedStyle(element).display === 'contents' || element.checkVisibility({ checkVisibilityCSS: true });

export function find<T extends Element = HTMLElement>(root: Element, selector: string, name?: string | RegExp): T {
  const found = findAll<T>(root, selector, name)[0];
  if (!found) {
    const names = findAll(root, selector).map((element) => nameOf(element));
    throw new Error(`No ${selector} called ${String(name)}; there are: ${names.join(' | ')}`);
  }
  return found;
}

export function findAll<T extends Element = HTMLElement>(
  root: Element,
  selector: string,
  name?: string | RegExp,
): readonly T[] {
  return [...everything(root)].filter((element): element is T => {
    if (!element.matches(selector) || !visible(element)) return false;
    const called = nameOf(element);
    return name === undefined || (typeof name === 'string' ? called === name : name.test(called));
  });
}

/** What can be read inside, in its order, with nothing that is hidden. */
export function textIn(root: Element): string {
  return squeeze(textsIn(root).join(''));
}

function textsIn(node: Node): string[] {
  if (node.nodeType === Node.TEXT_NODE) return [node.textContent ?? ''];
  if (!(node instanceof Element) || !visible(node)) return [];
  const inline = getComputedStyle(node).display.startsWith('inline') || getComputedStyle(node).display === 'contents';
  const texts = [...(node.shadowRoot ?? node).childNodes].flatMap(textsIn);
  return inline ? texts : [' ', ...texts, ' '];
}

export const button = (root: Element, name: string | RegExp) => find<HTMLButtonElement>(root, 'button', name);
export const press = async (root: Element, name: string | RegExp) => (await until(() => button(root, name))).click();

export async function choose(root: Element, name: string | RegExp): Promise<void> {
  (await until(() => find<HTMLInputElement>(root, 'input[type=radio]', name))).click();
}

export async function fill(root: Element, name: string | RegExp, text: string): Promise<HTMLInputElement> {
  const input = await until(() => find<HTMLInputElement>(root, 'input, textarea', name));
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  return input;
}

/** What has the focus, through shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

const settings = { server: serverAddress, resource: 'render:report', grantUrl: grantAddress };

export async function mountButton(more: Partial<ShareButtonElement> = {}): Promise<ShareButtonElement> {
  const element = Object.assign(document.createElement('share-button'), settings, more);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

export async function mountDialog(more: Partial<ShareDialogElement> = {}): Promise<ShareDialogElement> {
  const element = Object.assign(document.createElement('share-dialog'), settings, more);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

/** Mounts the dialog and opens it where it shows what was loaded. */
export async function openDialog(
  tab: Parameters<ShareDialogElement['show']>[0] = 'link',
  more: Partial<ShareDialogElement> = {},
): Promise<ShareDialogElement> {
  const element = await mountDialog(more);
  await element.show(tab);
  await until(() => find(element, '[role=tabpanel][aria-busy=false]'));
  return element;
}

/** The events of a kind that the page hears. */
export function heard<K extends keyof ShareEventMap>(type: K): ShareEventMap[K][] {
  const events: ShareEventMap[K][] = [];
  const stop = new AbortController();
  document.body.addEventListener(type, (event) => void events.push(event as ShareEventMap[K]), { signal: stop.signal });
  cleanups.push(() => stop.abort());
  return events;
}

/** What the page put on its clipboard; `refuse` makes every way of copying fail. */
export function clipboard({ refuse = false } = {}): string[] {
  const texts: string[] = [];
  const take = async (items: ClipboardItem[]) => {
    if (refuse) throw new DOMException('no', 'NotAllowedError');
    for (const item of items) texts.push(await (await item.getType('text/plain')).text());
  };
  const fake = {
    write: take,
    writeText: async (text: string) => {
      if (refuse) throw new DOMException('no', 'NotAllowedError');
      texts.push(text);
    },
  };
  Object.defineProperty(navigator, 'clipboard', { value: fake, configurable: true });
  const execCommand = document.execCommand;
  document.execCommand = () => false;
  cleanups.push(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    document.execCommand = execCommand;
  });
  return texts;
}

const ends = ({ effect }: Animation) => effect?.getTiming().iterations !== Infinity;

/** axe on the page as it is once it stands still. */
export async function accessible(root: Element): Promise<void> {
  const trees = [root, ...everything(root)].map((element) => element.shadowRoot ?? document);
  const moving = () => trees.flatMap((tree) => tree.getAnimations()).filter(ends);
  await until(() => moving().length === 0);
  await expect(root).to.be.accessible();
}

const cleanups: (() => void)[] = [];
const said: string[] = [];
const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
const originals = levels.map((level) => [level, console[level]] as const);
const complain = (event: ErrorEvent | PromiseRejectionEvent) =>
  said.push('reason' in event ? `rejection: ${String(event.reason)}` : `error: ${event.message}`);

/** Takes down what a test put up, and fails it when anything was said on the console. Call it once in a file. */
export function tidy(server: () => FakeServer | undefined): void {
  beforeEach(function () {
    // axe alone takes seconds on a busy machine.
    this.currentTest?.timeout(40_000);
    said.length = 0;
    for (const [level] of originals)
      console[level] = (...words: unknown[]) => said.push(`${level}: ${words.join(' ')}`);
    window.addEventListener('error', complain);
    window.addEventListener('unhandledrejection', complain);
  });
  afterEach(async () => {
    document.body.replaceChildren();
    document.documentElement.removeAttribute('lang');
    for (const clean of cleanups.splice(0)) clean();
    // What disconnecting set off has a chance to complain.
    await new Promise((next) => requestAnimationFrame(next));
    server()?.restore();
    for (const [level, original] of originals) console[level] = original;
    window.removeEventListener('error', complain);
    window.removeEventListener('unhandledrejection', complain);
    expect(said).to.deep.equal([]);
  });
}
