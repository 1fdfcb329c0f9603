import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, it } from 'node:test';
import { findWebKit, WEBKIT_HELP } from '../../scripts/browser.mjs';
import { openSites } from '../e2e/embed/sites.js';
import { startWebKit, type WebKit } from './driver.js';

export type Sites = Awaited<ReturnType<typeof openSites>>;

const wanted = process.env['GUESTPASS_ENGINES'] === 'all' || process.env['GUESTPASS_WEBKIT'] === '1';
/** Why these tests are left out, or false. */
export const skip = !wanted ? 'Ask for it by npm test -- webkit.' : findWebKit() ? false : WEBKIT_HELP;

/** What the pages' own script does: what embeds told is in `window.heard`, what the console was told in `window.said`. */
const listening = `
  window.heard = [];
  window.details = {};
  window.said = [];
  const types = ['connected', 'opened', 'state', 'play', 'pause', 'seeked', 'timeupdate', 'volumechange', 'page', 'zoom', 'resize', 'error', 'escape', 'expanded', 'collapsed'];
  for (const type of types)
    addEventListener('share-' + type, ({ detail }) => { heard.push(type); details[type] = detail; });
  for (const level of ['warn', 'error']) console[level] = (...words) => said.push(words.join(' '));
  for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation'])
    addEventListener(type, (event) => said.push(type + ' ' + (event.message ?? event.reason ?? event.violatedDirective)));
`;
/** As a CSP names that script. */
export const listeningHash = `'sha256-${createHash('sha256').update(listening).digest('base64')}'`;

export const html = (inside: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><script>${listening}</script></head><body><h1>A page</h1>${inside}</body></html>`;

/** The shadow root of the page's one embed, once it is there. */
export const embed = `[...document.querySelectorAll('div')].find((one) => one.shadowRoot)?.shadowRoot`;
/** What has the focus, through shadow roots: a frame counts as one. */
export const focused = `(() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.ariaLabel ?? active?.innerText?.trim() ?? active?.tagName;
})()`;

/** Within a `describe`: one browser and one stage for all of it. */
export function webkitStage(): (title: string, act: (browser: WebKit, stage: Sites) => Promise<void>) => void {
  let started: readonly [WebKit, Sites] | undefined;
  before(async () => {
    started = await Promise.all([startWebKit(), openSites()]);
  });
  after(async () => {
    await Promise.all(started?.map((one) => one.close()) ?? []);
  });
  return (title, act) =>
    it(title, { timeout: 120_000 }, async () => {
      assert.ok(started);
      await started[0].enter(null).catch(() => undefined);
      await act(...started);
    });
}
