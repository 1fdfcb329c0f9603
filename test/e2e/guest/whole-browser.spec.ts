import { expect } from '@playwright/test';
import { test } from './stage.js';
import { startWholeBrowser } from './whole-browser.js';

// What a driver's browser never does: pages that are prepared unseen, and a way back that may lead into the cache.

test.describe.configure({ timeout: 60_000 });
test.skip(({ browserName }) => browserName !== 'chromium', 'It speaks the protocol of one engine.');

const isOpen = (url: string) =>
  `location.href === ${JSON.stringify(url)} && document.documentElement.dataset.open === 'true' && document.querySelector('#view *') !== null`;

test('a page that Chromium prepares unseen is opened by being shown, as one visit', async ({ stage }) => {
  const link = await stage.share({ usageLimit: 3 });
  const rules = JSON.stringify({ prerender: [{ urls: [link.url], eagerness: 'immediate' }] });
  const browser = await startWholeBrowser();
  try {
    await browser.open(
      stage.page(
        '/app',
        `<!doctype html><script type="speculationrules">${rules}</script><a href="${link.url}">It</a>`,
      ),
    );
    await expect.poll(browser.preparations, { timeout: 20_000 }).toContain('Ready');
    expect(await link.visits()).toEqual({ human: 0, automated: 0, owner: 0 });
    await browser.leave(`document.querySelector('a').click()`);
    await browser.until('it is open', isOpen(link.url));
    expect(browser.preparations()).toContain('Success');
    expect(await browser.run(`performance.getEntriesByType('navigation')[0].activationStart > 0`)).toBe(true);
    expect(await link.visits()).toEqual({ human: 1, automated: 0, owner: 0 });
    expect(await link.usageCount()).toBe(1);
  } finally {
    await browser.close();
  }
});

test('a guest who goes away and back, and forward again, is one visit', async ({ stage }) => {
  const link = await stage.share({ usageLimit: 3 });
  const away = stage.page('/away', '<!doctype html><title>Away</title>');
  const browser = await startWholeBrowser();
  try {
    await browser.open(link.url);
    await browser.until('it is open', isOpen(link.url));
    await browser.open(away);
    await browser.until(
      'it is left',
      `location.href === ${JSON.stringify(away)} && document.readyState === 'complete'`,
    );
    await browser.leave('history.back()');
    await browser.until('it is open again', isOpen(link.url));
    await browser.leave('history.forward()');
    await browser.until('it is left again', `location.href === ${JSON.stringify(away)}`);
    await browser.leave('history.back()');
    await browser.until('it is open a third time', isOpen(link.url));
    expect(await link.visits()).toEqual({ human: 1, automated: 0, owner: 0 });
    expect(await link.usageCount()).toBe(1);
  } finally {
    await browser.close();
  }
});
