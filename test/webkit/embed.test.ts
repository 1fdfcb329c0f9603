import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { embed, html, skip, webkitStage } from './stage.js';

const escape = '\uE00C';

describe('embeds in WebKit', { skip }, () => {
  const inWebKit = webkitStage();

  inWebKit(
    'a frame shows on an allowed site, and is kept out of another, which counts nothing',
    async (browser, stage) => {
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
    },
  );

  inWebKit(
    'the script’s button opens the share with a ticket, and a refused site is told why',
    async (browser, stage) => {
      const { id, token } = await stage.share({ resource: 'render:first-light' });
      stage.page(
        '/script',
        html(`<script src="{{server}}/embed.js" data-token="${token}" data-title="First light"></script>`),
      );
      await browser.open(stage.site('a', '/script'));
      await browser.until('the button is there', `return !!${embed}?.querySelector('button')`);
      await browser.click(`${embed}.querySelector('button')`);
      await browser.until('the share is open', "return heard.includes('opened')");
      assert.deepEqual(
        (await stage.activity(id)).sites.map(({ origin }) => origin),
        [stage.site('a')],
      );

      await browser.open(stage.site('b', '/script'));
      await browser.until('the button is there', `return !!${embed}?.querySelector('button')`);
      await browser.click(`${embed}.querySelector('button')`);
      await browser.until('the words are there', `return /Not allowed on this site/.test(${embed}.textContent)`);
      assert.equal(await stage.usageCount(id), 1);
    },
  );

  inWebKit(
    'the orb opens in the top layer, and Escape in its frame closes it and gives the focus back',
    async (browser, stage) => {
      const { token } = await stage.share({ resource: 'render:first-light', type: 'ORB_EMBED' });
      stage.page(
        '/orb',
        html(
          `<p style="position:fixed;inset:auto 0 0;height:200px;z-index:2147483647;background:#ccc">Cookies</p><script src="{{server}}/embed.js" data-token="${token}" data-title="First light" data-type="orb"></script>`,
        ),
      );
      await browser.open(stage.site('a', '/orb'));
      await browser.until('the orb is there', `return !!${embed}?.querySelector('.orb:popover-open')`);
      await browser.click(`${embed}.querySelector('.orb')`);
      await browser.until('the share is open', "return heard.includes('opened')");
      assert.equal(await browser.run(`return ${embed}.querySelector('.panel').matches(':popover-open')`), true);
      assert.equal(
        await browser.run(`return document.elementFromPoint(innerWidth - 52, innerHeight - 52) === ${embed}.host`),
        true,
      );
      await browser.press(escape);
      await browser.until('the panel is closed', `return !${embed}.querySelector('.panel').matches(':popover-open')`);
      assert.equal(await browser.run(`return ${embed}.activeElement.className.startsWith('orb')`), true);
    },
  );

  inWebKit('an iframe in the markup obeys the page over its port', async (browser, stage) => {
    const { token } = await stage.share({ resource: 'render:0195938e-7c40-7d1b-a2f6-3e8c51b7d904' });
    stage.page(
      '/markup',
      html(
        `<iframe src="{{server}}/embed/${token}" width="640" height="600"></iframe><script src="{{server}}/embed.js"></script>`,
      ),
    );
    await browser.open(stage.site('a', '/markup'));
    await browser.until('the document tells its page', 'return details.page?.page === 1');
    await browser.run("Guestpass.forEach((embed) => embed.send({ type: 'page', page: 2 }))");
    await browser.until('the page is turned', 'return details.page?.page === 2');
  });

  inWebKit('destroy takes all out again', async (browser, stage) => {
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
