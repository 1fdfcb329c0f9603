import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { html, errorsOf, eventsOf, test } from './stage.js';

const script = (token: string, more = '') =>
  `<script async src="{{server}}/embed.js" data-token="${token}" data-title="Shared" ${more}></script>`;
const open = async (page: Page) => {
  await page.getByRole('button', { name: 'Shared' }).click();
  await expect(page.frameLocator('iframe[title="Shared"]').locator('video')).toBeVisible();
};
/** Errors that nobody caught, and all that the console says beyond advice. */
const complaintsOf = (page: Page): readonly string[] => {
  const said: string[] = [];
  const complain = (text: string) => /favicon/.test(text) || said.push(text);
  page.on('pageerror', (error) => complain(error.message));
  page.on('console', (message) => /error|warning/.test(message.type()) && complain(message.text()));
  return said;
};

test('a page with a strict CSP and Trusted Types shows it without one violation', async ({ page, stage }) => {
  const { token } = await stage.share();
  const { server } = stage;
  stage.page('/strict', html(script(token)), {
    'Content-Security-Policy': `default-src 'none'; script-src ${server}; frame-src ${server}; connect-src ${server}; require-trusted-types-for 'script'; trusted-types 'none'`,
  });
  const complaints = complaintsOf(page);
  await page.goto(stage.site('a', '/strict'));
  await open(page);
  expect(complaints).toEqual([]);
});

test('a page whose CSP lets scripts in by nonce needs no more', async ({ page, stage }) => {
  const { token } = await stage.share({ type: 'ORB_EMBED' });
  const { server } = stage;
  stage.page('/nonce', html(script(token, 'nonce="abc" data-type="orb"')), {
    'Content-Security-Policy': `default-src 'none'; script-src 'nonce-abc'; frame-src ${server}; connect-src ${server}`,
  });
  const complaints = complaintsOf(page);
  await page.goto(stage.site('a', '/nonce'));
  await page.getByRole('button', { name: 'Open: Shared' }).click();
  await expect(page.frameLocator('iframe[title="Shared"]').locator('video')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a page whose CSP forbids asking for the ticket shows a bare frame, and says which line is missing', async ({
  page,
  stage,
}) => {
  const { id, token } = await stage.share();
  const { server } = stage;
  stage.page('/unconnected', html(script(token)), {
    'Content-Security-Policy': `default-src 'none'; script-src ${server}; frame-src ${server}`,
  });
  const complaints = complaintsOf(page);
  await page.goto(stage.site('a', '/unconnected'));
  await open(page);
  // Whoever clicked need not press play again.
  await expect
    .poll(() =>
      page
        .frameLocator('iframe[title="Shared"]')
        .locator('video')
        .evaluate((video: HTMLVideoElement) => video.paused),
    )
    .toBe(false);
  expect(complaints.find((text) => text.startsWith('Guestpass:'))).toContain(`connect-src ${server}`);
  await expect.poll(() => stage.usageCount(id)).toBe(1);
  expect((await stage.activity(id)).sites).toEqual([]);
});

test('hostile styles of the page change nothing of the embed', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/hostile',
    html(
      `<div id="place" style="width:640px!important;display:block!important">${script(token)}</div>`,
      `<style>* { all: unset !important } iframe, button, div { width: 3px !important; transform: scale(9) !important; opacity: 0 !important }</style>`,
    ),
  );
  await page.goto(stage.site('a', '/hostile'));
  const box = page.getByRole('button', { name: 'Shared' });
  const look = () =>
    box.evaluate((button) => {
      const { opacity, transform, cursor } = getComputedStyle(button);
      const { width, height } = button.getBoundingClientRect();
      return { opacity, transform, cursor, ratio: Math.round((width / height) * 100) };
    });
  await expect(box).toBeAttached();
  expect(await look()).toEqual({ opacity: '1', transform: 'none', cursor: 'pointer', ratio: 178 });
});

test('a page that changed the language’s own objects is not broken by us, nor we by it', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/patched',
    html(
      script(token),
      `<script>
        Array.prototype.at2 = Object.prototype.extra = function () { return this };
        Array.prototype.forEach = function () { throw new Error('patched') };
        window.Symbol.for('x'); window.define = Object.assign(() => { throw new Error('amd') }, { amd: {} });
        window.module = { exports: null }; window.exports = null;
      </script>`,
    ),
  );
  const complaints = complaintsOf(page);
  await page.goto(stage.site('a', '/patched'));
  await open(page);
  expect(complaints).toEqual([]);
});

test('the script leaves one global behind', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page('/globals', html(script(token), '<script>window.before = Object.getOwnPropertyNames(window)</script>'));
  await page.goto(stage.site('a', '/globals'));
  await expect(page.getByRole('button')).toBeVisible();
  const added = await page.evaluate(() => {
    const known: unknown = Reflect.get(window, 'before');
    const before = new Set<unknown>(Array.isArray(known) ? known : []);
    return Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
  });
  expect(added.filter((name) => name !== 'before' && !name.startsWith('__pw'))).toEqual(['Guestpass']);
});

/** The built script as an older version may have been: it works, and its buttons can be told apart. */
const older = () => {
  const now = readFileSync(new URL('../../../dist/embed/embed.js', import.meta.url), 'utf8');
  const then = now.replace('▶', '◆');
  expect(then).not.toBe(now);
  return then;
};
for (const [order, mark] of [
  ['the older script first', '◆'],
  ['the newer script first', '▶'],
] as const)
  test(`two versions on one page, ${order}: that one does all the work, and each thing is embedded once`, async ({
    page,
    stage,
  }) => {
    const [one, two, three] = await Promise.all([stage.share(), stage.share(), stage.share()]);
    const tag = (file: string, token: string, title: string) =>
      `<script src="{{server}}/${file}" data-token="${token}" data-title="${title}"></script>`;
    const tags = [tag('embed@0.0.9.js', one.token, 'Older'), tag('embed.js', two.token, 'Newer')];
    if (mark === '▶') tags.reverse();
    // Each a third time: a page may be put together from parts that know nothing of each other.
    const again =
      '<script src="{{server}}/embed.js?again"></script><script src="{{server}}/embed@0.0.9.js?again"></script>';
    stage.page(
      '/versions',
      html(`<div data-guestpass="${three.token}" data-title="Place"></div>${tags.join('')}${again}`),
    );
    await page.route(
      (url) => url.pathname === '/embed@0.0.9.js',
      (route) => route.fulfill({ contentType: 'text/javascript', body: older() }),
    );
    const complaints = complaintsOf(page);
    await page.goto(stage.site('a', '/versions'));
    const buttons = page.getByRole('button');
    await expect(buttons).toHaveCount(3);
    for (const button of await buttons.all()) await expect(button).toContainText(mark);
    expect(await page.evaluate(() => window.Guestpass?.size)).toBe(3);

    for (const [title, { id }] of [
      ['Older', one],
      ['Newer', two],
      ['Place', three],
    ] as const) {
      await page.getByRole('button', { name: title }).click();
      await expect(page.frameLocator(`iframe[title="${title}"]`).locator('video')).toBeVisible();
      await expect.poll(() => stage.usageCount(id)).toBe(1);
    }
    await expect(page.locator('iframe')).toHaveCount(3);
    await page.evaluate(() => window.Guestpass?.destroy());
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(complaints).toEqual([]);
  });

test('the versioned script runs with its integrity, and not with another', async ({ page, stage, request }) => {
  const { token } = await stage.share();
  const { port } = new URL(stage.server);
  const { version, integrity } = await (await request.get(`http://127.0.0.1:${port}/embed.json`)).json();
  const pinned = (hash: string) =>
    html(
      `<script async src="{{server}}/embed@${version}.js" integrity="${hash}" crossorigin data-token="${token}" data-title="Shared"></script>`,
      `<script>addEventListener('error', ({ target }) => (window.failed = target.tagName), true)</script>`,
    );
  stage.page('/pinned', pinned(integrity));
  await page.goto(stage.site('a', '/pinned'));
  await open(page);
  stage.page('/wrong', pinned(`sha384-${'A'.repeat(64)}`));
  await page.goto(stage.site('a', '/wrong'));
  await page.waitForFunction(() => Reflect.get(window, 'failed') === 'SCRIPT');
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('as a module, which cannot tell where it stands, the script embeds the same', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page('/module', html(script(token).replace('async', 'type="module"')));
  const complaints = complaintsOf(page);
  await page.goto(stage.site('a', '/module'));
  await open(page);
  expect(complaints).toEqual([]);
});

test('a kind of embed that does not exist is shown in its place, and the console says which there are', async ({
  page,
  stage,
}) => {
  const { token } = await stage.share();
  stage.page('/kind', html(script(token, 'data-type="player"')));
  const complaints = complaintsOf(page);
  await page.goto(stage.site('a', '/kind'));
  await expect(page.frameLocator('iframe[title="Shared"]').locator('video')).toBeVisible();
  expect(complaints).toEqual([expect.stringContaining('data-type="player" is not known')]);
});

test('an element called Guestpass in the page is no reason to stop', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page('/clobbered', html(`<div id="Guestpass"></div>${script(token)}`));
  await page.goto(stage.site('a', '/clobbered'));
  await open(page);
});

test('no token, a wrong one or no place at all: a box or a sentence, and never an error in the page', async ({
  page,
  stage,
}) => {
  const errors = errorsOf(page);
  const sentences: string[] = [];
  page.on('console', (message) => message.text().startsWith('Guestpass:') && sentences.push(message.text()));

  stage.page('/wrong', html(script('gp_0000000000000000000000')));
  await page.goto(stage.site('a', '/wrong'));
  await page.getByRole('button').click();
  await expect(page.frameLocator('iframe').locator('#state[data-state="not_found"]')).toBeVisible();

  const { token } = await stage.share();
  const nothing = [
    ['<script async src="{{server}}/embed.js"></script>', 'no embed here. The script has no data-token'],
    [
      `<script>
        const late = Object.assign(document.createElement('script'), { src: '{{server}}/embed.js' });
        late.dataset.token = '${token}';
        document.body.append(late);
        late.remove();
      </script>`,
      'no embed here. The script was taken out of the page',
    ],
  ] as const;
  for (const [index, [inside, sentence]] of nothing.entries()) {
    stage.page(`/none-${index}`, html(inside));
    await page.goto(stage.site('a', `/none-${index}`));
    await expect.poll(() => sentences.splice(0)).toEqual([expect.stringContaining(sentence)]);
  }

  const bent = ['', `${stage.server}/share/${token}`];
  for (const [index, wrong] of bent.entries()) {
    stage.page(
      `/bent-${index}`,
      html(
        index === 0
          ? script(wrong)
          : `<div data-guestpass="${wrong}"></div><script async src="{{server}}/embed.js"></script>`,
      ),
    );
    await page.goto(stage.site('a', `/bent-${index}`));
    await page.getByRole('button').click();
    await expect(page.getByText('Not allowed on this site')).toBeVisible();
    await expect.poll(() => sentences.splice(0)).toEqual([expect.stringContaining(`"${wrong}" is not a link's token`)]);
  }

  stage.page('/head', html('<p>Nothing</p>', script(token)));
  await page.goto(stage.site('a', '/head'));
  await expect.poll(() => sentences).toEqual([expect.stringContaining('<head>')]);
  expect(errors).toEqual([]);
});

test('sizes and pictures that make no sense change nothing of the page and break nothing', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/sizes',
    html(
      `<div style="width:640px"><div data-guestpass="${token}" data-title="Shared" data-width="1px;position:fixed" data-height="-5" data-aspect="x" data-poster='a");position:fixed;x:url("'></div></div><script async src="{{server}}/embed.js"></script>`,
    ),
  );
  const errors = errorsOf(page);
  await page.goto(stage.site('a', '/sizes'));
  const button = page.getByRole('button', { name: 'Shared' });
  expect(
    await button.evaluate((element) => {
      const { width, height } = element.getBoundingClientRect();
      return [getComputedStyle(element).position, width, height];
    }),
  ).toEqual(['static', 640, 360]);
  await open(page);
  expect(errors).toEqual([]);
});

test('the button shows the poster, and its name in a line of its own', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page('/poster', html(script(token, 'data-poster="/some (one\'s) poster.jpg"')));
  await page.goto(stage.site('a', '/poster'));
  const button = page.getByRole('button', { name: 'Shared' });
  await expect(button).toBeVisible();
  await expect.poll(() => stage.asked.map(({ path }) => path)).toContain("/some%20(one's)%20poster.jpg");
});

test('a server that is down: a box that can try again', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page('/down', html(script(token)));
  const errors = errorsOf(page);
  await page.goto(stage.site('a', '/down'));
  const button = page.getByRole('button', { name: 'Shared' });
  await expect(button).toBeVisible();
  // The script is in the page and the server goes: all but its two helpers, which a cache would have.
  const down = (url: URL) => url.origin === stage.server && !/\/(orb|trouble)\.js$/.test(url.pathname);
  await page.route(down, (route) => route.abort());
  await button.click();
  await expect(page.getByText('The server does not answer')).toBeVisible();
  await page.unroute(down);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.frameLocator('iframe[title="Shared"]').locator('video')).toBeVisible();
  expect(errors).toEqual([]);
});

test('with nothing of the server to be had, the page has a sentence in its console and no error', async ({
  page,
  stage,
}) => {
  const { token } = await stage.share();
  stage.page('/gone', html(script(token)));
  const errors = errorsOf(page);
  // The text of an error that is printed: Firefox tells its driver only that it is one.
  await page.addInitScript(() => {
    const { warn } = console;
    console.warn = (...words) => {
      Object.assign(window, { warned: words.join(' ') });
      warn(...words);
    };
  });
  await page.goto(stage.site('a', '/gone'));
  await expect(page.getByRole('button')).toBeVisible();
  await page.route(
    (url) => url.origin === stage.server,
    (route) => route.abort(),
  );
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'warned'))).toContain('orb.js');
  expect(errors).toEqual([]);
});

test('a third frame that forges a thousand messages changes nothing', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/forger',
    html(`<script>
      const forged = [
        { t: 'share:hello', v: 1 }, { t: 'share:init', v: 1, nonce: 1 }, { type: 'connected', nonce: 1 },
        { type: 'resize', height: 9e9 }, { type: 'opened', view: 'x', title: 'x' }, { type: 'pause' },
        '{"context":"player.js","version":"0.0.11","method":"pause"}', JSON.parse('{"__proto__":{"t":"share:hello","v":1}}'),
      ];
      for (let round = 0; round < 1000; round++) for (const message of forged) {
        const { port2 } = new MessageChannel();
        parent.postMessage(message, '*', [port2]);
        for (let index = 0; index < parent.frames.length; index++) parent.frames[index].postMessage(message, '*', [new MessageChannel().port2]);
      }
      parent.postMessage('done', '*');
    </script>`),
  );
  stage.page(
    '/forged',
    html(
      `<div style="width:640px"><div data-guestpass="${token}" data-title="Shared" data-height="auto"></div></div><script async src="{{server}}/embed.js"></script>`,
    ),
  );
  const complaints = complaintsOf(page);
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/forged'));
  await open(page);
  await expect.poll(heard).toContain('play');
  const frame = page.locator('iframe[title="Shared"]');
  const height = await frame.evaluate((iframe) => iframe.clientHeight);
  const opened = heard().filter((type) => type === 'opened').length;
  const connected = heard().filter((type) => type === 'connected').length;
  await page.evaluate(
    (address) =>
      new Promise<void>((done) => {
        addEventListener('message', ({ data }) => data === 'done' && done());
        const forger = document.createElement('iframe');
        forger.src = address;
        document.body.append(forger);
      }),
    stage.site('b', '/forger'),
  );
  // The conversation goes on: a command that is sent now is obeyed, and the events are those of the one frame.
  await page.evaluate(() => window.Guestpass?.forEach((embed) => embed.send({ type: 'seek', seconds: 1 })));
  await expect.poll(() => heard().at(-1)).toBe('timeupdate');
  expect(heard().filter((type) => type === 'opened')).toHaveLength(opened);
  expect(heard().filter((type) => type === 'connected')).toHaveLength(connected);
  expect(heard()).not.toContain('pause');
  expect(await frame.evaluate((iframe) => iframe.clientHeight)).toBe(height);
  expect(complaints).toEqual([]);
});

test('a second init from the page itself is not taken while the first holds', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page('/second', html(script(token)));
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/second'));
  await open(page);
  await expect.poll(heard).toContain('play');
  const answered = await page.evaluate(async () => {
    const frame = [...(window.Guestpass?.values() ?? [])][0]?.box.shadowRoot?.querySelector('iframe');
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => {
      port1.onmessage = () => resolve('answered');
    });
    frame?.contentWindow?.postMessage({ t: 'share:init', v: 1, nonce: 2 }, '*', [port2]);
    frame?.contentWindow?.postMessage({ t: 'share:hello', v: 1 }, '*');
    // The hello that follows has its answer, so the init before it has been read too.
    const after = new Promise((resolve) =>
      addEventListener('message', ({ data }) => data?.t === 'share:hello' && resolve('dropped')),
    );
    return Promise.race([answer, after]);
  });
  expect(answered).toBe('dropped');
});
