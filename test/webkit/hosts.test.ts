import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { WebKit } from './driver.js';
import { embed, html, listeningHash, skip, webkitStage } from './stage.js';

const bare = (token: string, more = '') =>
  `<iframe src="{{server}}/embed/${token}" title="Shared" width="640" height="360" ${more}></iframe>`;
const script = (token: string, more = '') =>
  `<script src="{{server}}/embed.js" data-token="${token}" data-title="Shared" ${more}></script>`;
const first = "document.querySelector('iframe')";
const isOpen = "return document.documentElement.dataset.open === 'true'";
/** A frame that the browser kept out has nothing of ours. */
const isEmpty = "return document.querySelector('#state, #view') === null";
const isBox = "return document.querySelector('#state h2')?.checkVisibility() === true";
const isLoaded = "return document.readyState === 'complete'";

/** Into the frame of the page's first frame. */
async function enterInner(browser: WebKit): Promise<void> {
  await browser.until('the page is there', isLoaded);
  await browser.enter(first);
  await browser.until('the inner page is there', `return document.readyState === 'complete' && !!${first}`);
  await browser.enter(first);
}

describe('pages around an embed in WebKit', { skip }, () => {
  const inWebKit = webkitStage();

  inWebKit('every ancestor counts: in a stranger’s page even an allowed one shows nothing', async (browser, stage) => {
    const { id, token } = await stage.share({ resource: 'render:first-light', sites: ['a', 'c'] });
    stage.page('/inner', html(bare(token)));
    stage.page('/outer', html(`<iframe src="${stage.site('a', '/inner')}" width="700" height="400"></iframe>`));
    await browser.open(stage.site('b', '/outer'));
    await enterInner(browser);
    assert.equal(await browser.run(isEmpty), true);
    assert.equal(await stage.usageCount(id), 0);

    await browser.enter(null);
    await browser.open(stage.site('c', '/outer'));
    await enterInner(browser);
    await browser.until('the share is open', isOpen);
    assert.equal(await stage.usageCount(id), 1);
  });

  inWebKit(
    'a sandboxed page has no origin, so it is kept out; srcdoc is the page that wrote it',
    async (browser, stage) => {
      const { id, token } = await stage.share({ resource: 'render:first-light' });
      stage.page('/inner', html(bare(token)));
      stage.page('/sandboxed', html('<iframe sandbox="allow-scripts" src="/inner" width="700" height="400"></iframe>'));
      await browser.open(stage.site('a', '/sandboxed'));
      await enterInner(browser);
      assert.equal(await browser.run(isEmpty), true);
      assert.equal(await stage.usageCount(id), 0);

      await browser.enter(null);
      const inner = bare(token).replaceAll('"', "'");
      stage.page('/srcdoc', html(`<iframe srcdoc="${inner}" width="700" height="400"></iframe>`));
      await browser.open(stage.site('a', '/srcdoc'));
      await enterInner(browser);
      await browser.until('the share is open', isOpen);
    },
  );

  inWebKit('a frame that is sandboxed too tightly says what its page must add', async (browser, stage) => {
    const { id, token } = await stage.share({ resource: 'render:first-light' });
    stage.page('/tight', html(bare(token, 'sandbox="allow-scripts"')));
    await browser.open(stage.site('a', '/tight'));
    await browser.enter(first);
    await browser.until(
      'it says so',
      "return /allow-same-origin/.test(document.querySelector('#state-text')?.textContent)",
    );
    assert.equal(await stage.usageCount(id), 0);

    await browser.enter(null);
    stage.page('/enough', html(bare(token, 'sandbox="allow-scripts allow-same-origin"')));
    await browser.open(stage.site('a', '/enough'));
    await browser.enter(first);
    await browser.until('the share is open', isOpen);
  });

  inWebKit('storage of third parties is blocked, which neither frame nor script miss', async (browser, stage) => {
    const [framed, scripted] = await Promise.all([1, 2].map(() => stage.share({ resource: 'render:first-light' })));
    assert.ok(framed && scripted);
    const cookies: (string | undefined)[] = [];
    stage.route('/third', (request, response) => {
      cookies.push(request.headers.cookie);
      const headers = { 'Content-Type': 'text/html', 'Set-Cookie': 'seen=1; Path=/' };
      const again = cookies.length === 1 ? "<script>location.href = '/third?again'</script>" : '';
      response.writeHead(200, headers).end(`<title>Third</title>${again}`);
    });
    stage.page(
      '/storage',
      html(`${bare(framed.token)}${script(scripted.token)}<iframe src="${stage.site('c', '/third')}"></iframe>`),
    );
    await browser.open(stage.site('a', '/storage'));
    await browser.click(`${embed}.querySelector('button')`);
    await browser.until('both are open', "return heard.filter((type) => type === 'opened').length === 2");
    await browser.enter(first);
    assert.equal(await browser.run('return document.cookie'), '');
    assert.deepEqual([await stage.usageCount(framed.id), await stage.usageCount(scripted.id)], [1, 1]);
    assert.deepEqual(cookies, [undefined, undefined], 'the browser blocks what a third party sets');
    await browser.enter(null);
    await browser.open(`${stage.server}/embed/nothing`);
    assert.equal(await browser.run('return document.cookie'), '');
  });

  inWebKit('a strict CSP with Trusted Types is not violated, by the player or by the orb', async (browser, stage) => {
    const { token } = await stage.share({ resource: 'render:first-light' });
    const { server } = stage;
    const headers = {
      // `img-src` for the page's own icon, which WebKit asks for.
      'Content-Security-Policy': `default-src 'none'; img-src 'self'; script-src ${server} ${listeningHash}; frame-src ${server}; connect-src ${server}; require-trusted-types-for 'script'; trusted-types 'none'`,
    };
    for (const [path, type] of [
      ['/strict', ''],
      ['/strict-orb', 'data-type="orb"'],
    ] as const) {
      stage.page(path, html(script(token, type)), headers);
      await browser.open(stage.site('a', path));
      await browser.until('the button is there', `return !!${embed}?.querySelector('button')`);
      await browser.click(`${embed}.querySelector('button')`);
      await browser.until('the share is open', "return heard.includes('opened')");
      assert.deepEqual(await browser.run('return said'), []);
    }
  });

  inWebKit(
    'a refused site gets a box, and its console says who is refused and where to add it',
    async (browser, stage) => {
      const { id, token } = await stage.share({ resource: 'render:first-light' });
      stage.page('/refused', html(script(token)));
      await browser.open(stage.site('b', '/refused'));
      await browser.click(`${embed}.querySelector('button')`);
      await browser.until('the words are there', `return /Not allowed on this site/.test(${embed}.textContent)`);
      const said = String(await browser.run('return said.join()'));
      assert.match(said, new RegExp(`${stage.site('b')} is not on the list of sites of this link`));
      assert.doesNotMatch(said, /^(error|unhandledrejection) /);
      assert.equal(await browser.run(`return ${embed}.querySelector('iframe') === null`), true);
      assert.equal(await stage.usageCount(id), 0);
    },
  );

  inWebKit('a wrong token and a link that is over show a box that can be read', async (browser, stage) => {
    const { id, token } = await stage.share({ resource: 'render:first-light' });
    await stage.revoke(id);
    stage.page('/over', html(bare(token)));
    await browser.open(stage.site('a', '/over'));
    await browser.enter(first);
    await browser.until('it says so', isBox);
    await browser.enter(null);
    stage.page('/wrong', html(script('wrong')));
    await browser.open(stage.site('a', '/wrong'));
    await browser.click(`${embed}.querySelector('button')`);
    await browser.enter(`${embed}.querySelector('iframe')`);
    await browser.until('it says so', isBox);
  });

  inWebKit('a third frame that forges messages changes nothing', async (browser, stage) => {
    const { token } = await stage.share({ resource: 'render:0195938e-7c40-7d1b-a2f6-3e8c51b7d904' });
    stage.page(
      '/forger',
      `<script>
        const forged = [
          { t: 'share:hello', v: 1 }, { t: 'share:init', v: 1, nonce: 1 }, { type: 'connected', nonce: 1 },
          { type: 'resize', height: 9e9 }, { type: 'opened', view: 'x', title: 'x' }, { type: 'page', page: 2 },
        ];
        for (let round = 0; round < 200; round++) for (const message of forged) {
          parent.postMessage(message, '*', [new MessageChannel().port2]);
          for (let index = 0; index < parent.frames.length; index++) parent.frames[index].postMessage(message, '*', [new MessageChannel().port2]);
        }
        parent.postMessage('done', '*');
      </script>`,
    );
    stage.page('/forged', html(`${bare(token)}<script src="{{server}}/embed.js"></script>`));
    await browser.open(stage.site('a', '/forged'));
    await browser.until('the document tells its page', 'return details.page?.page === 1');
    const before = await browser.run('return [...heard]');
    await browser.run(
      `addEventListener('message', ({ data }) => { if (data === 'done') window.done = true; });
       const forger = document.createElement('iframe');
       forger.src = arguments[0];
       document.body.append(forger);`,
      stage.site('b', '/forger'),
    );
    await browser.until('all is forged', 'return window.done === true');
    assert.deepEqual(await browser.run('return [...heard]'), before);
    await browser.run("Guestpass.forEach((one) => one.send({ type: 'page', page: 2 }))");
    await browser.until('the conversation goes on', 'return details.page?.page === 2');
    assert.deepEqual(
      await browser.run("return ['connected', 'opened'].map((type) => heard.filter((one) => one === type).length)"),
      [1, 1],
    );
  });

  inWebKit('what single-page navigation takes out of the page is forgotten by itself', async (browser, stage) => {
    const { token } = await stage.share({ resource: 'render:first-light' });
    stage.page('/spa', html('<main></main><script src="{{server}}/embed.js"></script>'));
    await browser.open(stage.site('a', '/spa'));
    for (const type of ['', 'orb', '']) {
      await browser.run(
        `const place = document.createElement('div');
         Object.assign(place.dataset, { guestpass: arguments[0], type: arguments[1], title: 'Shared' });
         document.querySelector('main').replaceChildren(place);
         Guestpass.scan();`,
        token,
        type,
      );
      await browser.until('the button is there', `return !!${embed}?.querySelector('button')`);
      await browser.click(`${embed}.querySelector('button')`);
      await browser.until('the share is open', "return heard.includes('opened')");
      assert.deepEqual(
        await browser.run(
          `document.querySelector('main').replaceChildren();
           heard.length = 0;
           return new Promise((resolve) => requestAnimationFrame(() => resolve([Guestpass.size, frames.length])))`,
        ),
        [0, 0],
      );
    }
  });
});
