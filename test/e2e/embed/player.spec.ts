import { expect, type Page } from '@playwright/test';
import { html, eventsOf, test } from './stage.js';

const opened = (page: Page, title = 'Evening walk') => page.frameLocator(`iframe[title="${title}"]`);

test('a script tag puts a button where it stands, and a click opens the share', async ({ page, stage }) => {
  const { id, token } = await stage.share();
  stage.page(
    '/script',
    html(
      `<p>Before</p><script async src="{{server}}/embed.js" data-token="${token}" data-title="Evening walk"></script><p>After</p>`,
    ),
  );
  await page.goto(stage.site('a', '/script'));
  const button = page.getByRole('button', { name: 'Evening walk' });
  await expect(button).toBeVisible();
  expect(page.frames()).toHaveLength(1);
  expect(await stage.usageCount(id)).toBe(0);

  await button.click();
  await expect(opened(page).locator('video')).toBeVisible();
  await expect.poll(() => stage.usageCount(id)).toBe(1);
  expect((await stage.activity(id)).sites).toMatchObject([{ origin: stage.site('a'), visits: 1 }]);
});

test('the click on the button is the wish to play', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/play',
    // What is so anyway can be said, too.
    html(
      `<script async src="{{server}}/embed.js" data-token="${token}" data-load="click" data-title="Evening walk"></script>`,
    ),
  );
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/play'));
  await page.getByRole('button').click();
  await expect.poll(heard).toEqual(expect.arrayContaining(['connected', 'opened', 'play', 'timeupdate']));
});

test('the keyboard opens the share and goes on inside the frame', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/keys',
    html(
      `<a href="#">One</a><script async src="{{server}}/embed.js" data-token="${token}" data-title="Evening walk"></script><a href="#" id="next">Next</a>`,
    ),
  );
  await page.goto(stage.site('a', '/keys'));
  await page.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(opened(page).locator('video')).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName)).toBe('IFRAME');
});

test('placeholders are filled, any number, those that come later by scan', async ({ page, stage }) => {
  const [one, two] = await Promise.all([stage.share(), stage.share()]);
  stage.page(
    '/places',
    html(
      `<div data-guestpass="${one.token}" data-title="First"></div><div data-guestpass="${one.token}" data-title="Second"></div><script async src="{{server}}/embed.js"></script>`,
    ),
  );
  await page.goto(stage.site('a', '/places'));
  await expect(page.getByRole('button')).toHaveText([/First$/, /Second$/]);
  await page.evaluate((token) => {
    const place = document.createElement('section');
    place.dataset['guestpass'] = token;
    place.dataset['title'] = 'Third';
    document.body.append(place);
    window.Guestpass?.scan();
  }, two.token);
  await page.getByRole('button', { name: 'Third' }).click();
  await expect(opened(page, 'Third').locator('video')).toBeVisible();
  expect(await page.evaluate(() => window.Guestpass?.size)).toBe(3);
});

test('twenty embeds stand on one page, and each opens its own share', async ({ page, stage }) => {
  const shares = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      stage.share({ resource: index % 2 ? 'render:first-light' : 'render:pier-tones' }),
    ),
  );
  const places = shares.map(
    ({ token }, index) => `<div data-guestpass="${token}" data-title="Number ${index}" data-width="200"></div>`,
  );
  stage.page('/twenty', html(`${places.join('')}<script async src="{{server}}/embed.js"></script>`));
  await page.goto(stage.site('a', '/twenty'));
  await expect(page.getByRole('button')).toHaveCount(20);
  for (const index of [0, 7, 19])
    await page
      .getByRole('button', { name: `Number ${index}`, exact: false })
      .last()
      .click();
  await expect
    .poll(async () => Promise.all([0, 7, 19].map((index) => stage.usageCount(shares[index]?.id ?? ''))))
    .toEqual([1, 1, 1]);
  expect(await stage.usageCount(shares[3]?.id ?? '')).toBe(0);
});

test('with data-load="visible" the frame comes when it is scrolled near, and does not play by itself', async ({
  page,
  stage,
}) => {
  const { id, token } = await stage.share();
  stage.page(
    '/visible',
    html(
      `<div style="height:9000px">Far</div><div data-guestpass="${token}" data-title="Evening walk" data-load="visible"></div><script async src="{{server}}/embed.js"></script>`,
    ),
  );
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/visible'));
  await page.waitForFunction(() => window.Guestpass?.size === 1);
  expect(await stage.usageCount(id)).toBe(0);
  await page.locator('[data-guestpass]').evaluate((place) => place.scrollIntoView());
  await expect(opened(page).locator('video')).toBeVisible();
  await expect.poll(heard).toContain('opened');
  expect(heard()).not.toContain('play');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
});

test('an iframe that is in the markup is taken up where it is, and its events and commands go over the port', async ({
  page,
  stage,
}) => {
  const { token } = await stage.share();
  stage.page(
    '/markup',
    html(
      `<iframe src="{{server}}/embed/${token}" title="Evening walk" width="640" height="360" allow="autoplay"></iframe><script async src="{{server}}/embed.js"></script>`,
    ),
  );
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/markup'));
  await expect.poll(heard).toContain('opened');
  const send = (type: 'play' | 'pause' | 'mute') =>
    page.evaluate((wanted) => {
      const frame = document.querySelector('iframe');
      if (frame) window.Guestpass?.get(frame)?.send({ type: wanted });
    }, type);
  await send('mute');
  await send('play');
  await expect.poll(heard).toContain('play');
  await send('pause');
  await expect.poll(heard).toContain('pause');
  expect(
    await opened(page)
      .locator('video')
      .evaluate((video: HTMLVideoElement) => [video.paused, video.muted]),
  ).toEqual([true, true]);
});

test('a frame that is loaded anew is heard again', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/again',
    html(`<script async src="{{server}}/embed.js" data-token="${token}" data-title="Evening walk"></script>`),
  );
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/again'));
  await page.getByRole('button').click();
  await expect.poll(heard).toContain('opened');
  const [, frame] = page.frames();
  await frame?.evaluate(() => location.reload());
  await expect.poll(() => heard().filter((type) => type === 'opened')).toHaveLength(2);
});

test('the scheme is known before the first paint, and can change', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/dark',
    html(
      `<script async src="{{server}}/embed.js" data-token="${token}" data-title="Evening walk" data-theme="dark"></script>`,
    ),
  );
  await page.goto(stage.site('a', '/dark'));
  await page.getByRole('button').click();
  const scheme = () =>
    opened(page)
      .locator(':root')
      .evaluate((html) => getComputedStyle(html).colorScheme);
  await expect(opened(page).locator('video')).toBeVisible();
  expect(await scheme()).toBe('dark');
  await page.evaluate(() => window.Guestpass?.forEach((embed) => embed.send({ type: 'theme', scheme: 'light' })));
  await expect.poll(scheme).toBe('light');
});

test('the first paint has the right scheme: no script of the frame is needed for it', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page(
    '/first',
    html(
      ['dark', 'light']
        .map((name) => `<iframe src="{{server}}/embed/${token}?scheme=${name}" title="${name}"></iframe>`)
        .join(''),
    ),
  );
  await page.route(`${stage.server}/assets/*.js`, (route) => route.abort());
  await page.goto(stage.site('a', '/first'));
  for (const name of ['dark', 'light']) {
    const root = page.frameLocator(`iframe[title="${name}"]`).locator(':root');
    await expect(root.locator('#state')).toBeVisible();
    expect(await root.evaluate((element) => getComputedStyle(element).colorScheme)).toBe(name);
  }
});

test('a link that is over before it is embedded tells its state too', async ({ page, stage }) => {
  const paused = await stage.share({ enabled: false });
  const revoked = await stage.share();
  await stage.revoke(revoked.id);
  const place = ({ token }: { token: string }) => `<div data-guestpass="${token}" data-load="visible"></div>`;
  stage.page(
    '/dead',
    html(
      `${place(paused)}${place(revoked)}<script async src="{{server}}/embed.js"></script>`,
      `<script>window.states = []; addEventListener('share-state', ({ detail }) => states.push(detail.state))</script>`,
    ),
  );
  await page.goto(stage.site('a', '/dead'));
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'states').toSorted())).toEqual(['paused', 'revoked']);
});

test('a document is turned and zoomed by the page, and tells where it is', async ({ page, stage }) => {
  const { token } = await stage.share({ resource: 'render:0195938e-7c40-7d1b-a2f6-3e8c51b7d904' });
  stage.page(
    '/document',
    html(
      `<iframe src="{{server}}/embed/${token}" title="Survey" width="640" height="700"></iframe><script async src="{{server}}/embed.js"></script>`,
      `<script>
        window.told = {};
        for (const type of ['opened', 'page', 'zoom']) addEventListener('share-' + type, ({ detail }) => (told[type] = detail));
      </script>`,
    ),
  );
  await page.goto(stage.site('a', '/document'));
  const told = (type: string) => page.evaluate((name) => Reflect.get(Reflect.get(window, 'told'), name), type);
  const send = (command: { type: 'page'; page: number } | { type: 'zoom'; scale: number }) =>
    page.evaluate((wanted) => window.Guestpass?.forEach((embed) => embed.send(wanted)), command);
  await expect.poll(() => told('opened')).toMatchObject({ view: 'document', title: expect.any(String) });
  // The view hears commands when it has the document, which is a little later than it is opened.
  await expect.poll(() => told('page')).toMatchObject({ page: 1 });
  await send({ type: 'page', page: 2 });
  await expect.poll(() => told('page')).toEqual({ type: 'page', page: 2, pages: 2 });
  await send({ type: 'zoom', scale: 2 });
  await expect.poll(() => told('zoom')).toEqual({ type: 'zoom', scale: 2 });
});

test('in a low frame a password can be written and sent without scrolling', async ({ page, stage }) => {
  const { id, token } = await stage.share({ resource: 'render:first-light', password: 'tide and lamp' });
  stage.page(
    '/low',
    html(`<iframe src="{{server}}/embed/${token}" title="Evening walk" width="600" height="270"></iframe>`),
  );
  await page.goto(stage.site('a', '/low'));
  const send = opened(page).getByRole('button', { name: 'Open' });
  await expect(send).toBeInViewport({ ratio: 1 });
  await opened(page).getByRole('textbox').fill('tide and lamp');
  await send.click();
  await expect(opened(page).locator('img')).toBeVisible();
  expect(await stage.usageCount(id)).toBe(1);
});

test('with data-height="auto" the frame grows and shrinks with what it shows', async ({ page, stage }) => {
  const { id, token } = await stage.share({ password: 'tide and lamp' });
  stage.page(
    '/auto',
    html(
      `<div data-guestpass="${token}" data-title="Evening walk" data-height="auto" data-load="visible"></div><script async src="{{server}}/embed.js"></script>`,
    ),
  );
  await page.setViewportSize({ width: 420, height: 700 });
  await page.goto(stage.site('a', '/auto'));
  await expect(opened(page).getByRole('textbox')).toBeVisible();
  const height = () => page.locator('iframe').evaluate((frame) => frame.clientHeight);
  const needed = () =>
    opened(page)
      .locator('#state')
      .evaluate((card: HTMLElement) => card.offsetHeight + 32);
  await expect.poll(async () => (await height()) === (await needed())).toBe(true);
  const withForm = await height();
  await stage.revoke(id);
  await expect(opened(page).locator('#state[data-state="revoked"]')).toBeVisible();
  await expect.poll(height).toBeLessThan(withForm);
});

test('with data-height="auto" a film, a picture and a document get the height that suits them, with a password before it or not', async ({
  page,
  stage,
}) => {
  const password = 'tide and lamp';
  const [film, picture, survey] = await Promise.all([
    stage.share({ password }),
    stage.share({ resource: 'render:first-light' }),
    stage.share({ resource: 'render:0195938e-7c40-7d1b-a2f6-3e8c51b7d904' }),
  ]);
  const place = (token: string, title: string) =>
    `<div data-guestpass="${token}" data-title="${title}" data-height="auto" data-load="visible"></div>`;
  stage.page(
    '/suited',
    html(
      `${place(film.token, 'Film')}${place(picture.token, 'Picture')}${place(survey.token, 'Survey')}<script async src="{{server}}/embed.js"></script>`,
    ),
  );
  await page.setViewportSize({ width: 700, height: 2400 });
  await page.goto(stage.site('a', '/suited'));
  await opened(page, 'Film').getByRole('textbox').fill(password);
  await opened(page, 'Film').getByRole('button', { name: 'Open' }).click();
  for (const [title, what] of [
    ['Film', 'video'],
    ['Picture', 'img'],
  ] as const) {
    // As wide as the frame, and as high: nothing of it is cut off, and nothing is left over.
    const shape = () =>
      opened(page, title)
        .locator(what)
        .first()
        .evaluate((element) => {
          const { width, height } = element.getBoundingClientRect();
          const { videoWidth, videoHeight } = element as HTMLVideoElement;
          const { naturalWidth, naturalHeight } = element as HTMLImageElement;
          return Math.abs(height - (width * (videoHeight ?? naturalHeight)) / (videoWidth ?? naturalWidth)) < 3;
        });
    await expect.poll(shape, title).toBe(true);
    expect(
      await page.locator(`iframe[title="${title}"]`).evaluate((frame) => frame.clientHeight),
      title,
    ).toBeGreaterThan(300);
  }
  await expect
    .poll(() => page.locator('iframe[title="Survey"]').evaluate((frame) => frame.clientHeight))
    .toBeGreaterThan(700);
});
