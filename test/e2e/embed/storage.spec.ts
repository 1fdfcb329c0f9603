import { expect } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { html, test } from './stage.js';

/** What a reader sets in his browser. Chromium keeps it in a file of the profile, Firefox in its preferences. */
const settings = {
  blocked: { chromium: { default_content_setting_values: { cookies: 2 } }, firefox: 2 },
  'of third parties blocked': { chromium: { cookie_controls_mode: 1, block_third_party_cookies: true }, firefox: 1 },
  allowed: { chromium: { cookie_controls_mode: 0, block_third_party_cookies: false }, firefox: 0 },
} as const;

// A profile of its own starts a browser of its own.
test.slow();

for (const [name, setting] of Object.entries(settings)) {
  test(`with cookies and storage ${name} a frame and a script embed show, once each, and leave no cookie`, async ({
    playwright,
    browserName,
    launchOptions,
    stage,
  }) => {
    const [framed, scripted] = await Promise.all([stage.share(), stage.share()]);
    stage.page(
      '/storage',
      html(
        // Side by side and all in sight: after scrolling, Chromium takes a click for a while to be where the frame was.
        `<style>body { display: flex }</style><iframe src="{{server}}/embed/${framed.token}" title="Framed" width="480" height="270"></iframe><div><script async src="{{server}}/embed.js" data-token="${scripted.token}" data-title="Scripted" data-width="480" data-height="270" data-aspect=""></script></div>`,
      ),
    );
    const profile = mkdtempSync(join(tmpdir(), 'guestpass-profile-'));
    mkdirSync(join(profile, 'Default'));
    writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify({ profile: setting.chromium }));
    const { firefoxUserPrefs } = launchOptions;
    const context = await playwright[browserName].launchPersistentContext(profile, {
      ...launchOptions,
      ...(browserName === 'firefox'
        ? { firefoxUserPrefs: { ...firefoxUserPrefs, 'network.cookie.cookieBehavior': setting.firefox } }
        : {}),
    });
    try {
      const page = await context.newPage();
      await page.goto(stage.site('a', '/storage'));
      await page.getByRole('button', { name: 'Scripted' }).click();
      // A profile's first page is slow.
      for (const title of ['Framed', 'Scripted'])
        await expect(page.frameLocator(`iframe[title="${title}"]`).locator('video')).toBeVisible({ timeout: 25_000 });
      const has = await page.frames()[1]?.evaluate(() => {
        try {
          return sessionStorage.length >= 0;
        } catch {
          return false;
        }
      });
      if (name !== 'of third parties blocked') expect(has, 'the browser does as it is set').toBe(name === 'allowed');
      await expect.poll(() => stage.usageCount(framed.id)).toBe(1);
      await expect.poll(() => stage.usageCount(scripted.id)).toBe(1);
      expect(await context.cookies()).toEqual([]);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });
}
