import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openSites } from '../e2e/embed/sites.js';
import { startWebKit, type WebKit } from './driver.js';

const wanted = process.env['GUESTPASS_ENGINES'] === 'all' || process.env['GUESTPASS_WEBKIT'] === '1';
const html = (inside: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><body><h1>A page</h1>${inside}
<script>
  window.heard = [];
  for (const type of ['connected', 'opened', 'escape', 'expanded', 'collapsed', 'pause']) addEventListener('share-' + type, () => heard.push(type));
</script>`;
const box = `[...document.querySelectorAll('div')].find((one) => one.shadowRoot)`;
const escape = '\uE00C';

describe('embeds in WebKit', { skip: !wanted && 'Ask for it by npm test -- webkit.' }, () => {
  let webkit: WebKit | null = null;
  let stage: Awaited<ReturnType<typeof openSites>>;
  before(async () => {
    [webkit, stage] = await Promise.all([startWebKit(), openSites()]);
  });
  after(async () => {
    await webkit?.close();
    await stage?.close();
  });

  /** Runs only where there is a WebKit. */
  const inWebKit = (title: string, act: (browser: WebKit) => Promise<void>) =>
    it(title, { timeout: 120_000 }, async (context) => {
      if (!webkit) return context.skip('WebKitWebDriver, its MiniBrowser or a display is not here.');
      await webkit.enter(null).catch(() => undefined);
      await act(webkit);
    });

  inWebKit('a frame shows on an allowed site, and is kept out of another, which counts nothing', async (browser) => {
    const { id, token } = await stage.share({ resource: 'render:first-light' });
    stage.page('/bare', html(`<iframe src="{{server}}/embed/${token}" width="640" height="360"></iframe>`));
    await browser.open(stage.site('b', '/bare'));
    await browser.until('the page is there', "return document.readyState === 'complete'");
    await browser.enter("document.querySelector('iframe')");
    assert.equal(await browser.run("return document.querySelector('#state, #view') === null"), true);
    assert.equal(await stage.usageCount(id), 0);

    await browser.enter(null);
    await browser.open(stage.site('a', '/bare'));
    await browser.enter("document.querySelector('iframe')");
    await browser.until('the share is open', "return document.documentElement.dataset.open === 'true'");
    assert.equal(await stage.usageCount(id), 1);
  });

  inWebKit('the script’s button opens the share with a ticket, and a refused site is told why', async (browser) => {
    const { id, token } = await stage.share({ resource: 'render:first-light' });
    stage.page(
      '/script',
      html(`<script src="{{server}}/embed.js" data-token="${token}" data-title="First light"></script>`),
    );
    await browser.open(stage.site('a', '/script'));
    await browser.until('the button is there', `return !!${box}?.shadowRoot.querySelector('button')`);
    await browser.click(`${box}.shadowRoot.querySelector('button')`);
    await browser.until('the share is open', "return heard.includes('opened')");
    assert.deepEqual(
      (await stage.activity(id)).sites.map(({ origin }) => origin),
      [stage.site('a')],
    );

    await browser.open(stage.site('b', '/script'));
    await browser.until('the button is there', `return !!${box}?.shadowRoot.querySelector('button')`);
    await browser.click(`${box}.shadowRoot.querySelector('button')`);
    await browser.until('the words are there', `return /Not allowed on this site/.test(${box}.shadowRoot.textContent)`);
    assert.equal(await stage.usageCount(id), 1);
  });

  inWebKit(
    'the orb opens in the top layer, and Escape in its frame closes it and gives the focus back',
    async (browser) => {
      const { token } = await stage.share({ resource: 'render:first-light', type: 'ORB_EMBED' });
      stage.page(
        '/orb',
        html(
          `<p style="position:fixed;inset:auto 0 0;height:200px;z-index:2147483647;background:#ccc">Cookies</p><script src="{{server}}/embed.js" data-token="${token}" data-title="First light" data-type="orb"></script>`,
        ),
      );
      await browser.open(stage.site('a', '/orb'));
      await browser.until('the orb is there', `return !!${box}?.shadowRoot.querySelector('.orb:popover-open')`);
      await browser.click(`${box}.shadowRoot.querySelector('.orb')`);
      await browser.until('the share is open', "return heard.includes('opened')");
      assert.equal(
        await browser.run(`return ${box}.shadowRoot.querySelector('.panel').matches(':popover-open')`),
        true,
      );
      assert.equal(
        await browser.run(`return document.elementFromPoint(innerWidth - 52, innerHeight - 52) === ${box}`),
        true,
      );
      await browser.press(escape);
      await browser.until(
        'the panel is closed',
        `return !${box}.shadowRoot.querySelector('.panel').matches(':popover-open')`,
      );
      assert.equal(await browser.run(`return ${box}.shadowRoot.activeElement.className.startsWith('orb')`), true);
    },
  );

  inWebKit('an iframe in the markup obeys the page over its port', async (browser) => {
    const { token } = await stage.share({ resource: 'render:0195938e-7c40-7d1b-a2f6-3e8c51b7d904' });
    stage.page(
      '/markup',
      html(
        `<iframe src="{{server}}/embed/${token}" width="640" height="600"></iframe><script src="{{server}}/embed.js"></script><script>addEventListener('share-page', ({ detail }) => (window.at = detail.page))</script>`,
      ),
    );
    await browser.open(stage.site('a', '/markup'));
    await browser.until('the document tells its page', 'return window.at === 1');
    await browser.run("Guestpass.forEach((embed) => embed.send({ type: 'page', page: 2 }))");
    await browser.until('the page is turned', 'return window.at === 2');
  });

  inWebKit('destroy takes all out again', async (browser) => {
    const { token } = await stage.share({ resource: 'render:first-light' });
    stage.page(
      '/gone',
      html(`<section data-guestpass="${token}"></section><script src="{{server}}/embed.js"></script>`),
    );
    await browser.open(stage.site('a', '/gone'));
    await browser.until('the embed is there', "return document.querySelector('section').childNodes.length === 1");
    assert.deepEqual(
      await browser.run(
        "Guestpass.destroy(); return [Guestpass.size, document.querySelector('section').childNodes.length]",
      ),
      [0, 0],
    );
  });
});
