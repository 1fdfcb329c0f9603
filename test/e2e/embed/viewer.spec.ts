import { expect, type Page } from '@playwright/test';
import { eventsOf, html, test } from './stage.js';

const viewer = (server: string, token: string, more = '') =>
  html(
    `<share-viewer server="${server}" token="${token}" title="Evening walk" ${more}></share-viewer><script type="module" src="${server}/elements.js"></script>`,
  );

test('a share-viewer shows the share in a frame of the server, and the page commands it', async ({ page, stage }) => {
  const { id, token } = await stage.share();
  stage.page('/viewer', viewer(stage.server, token));
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/viewer'));
  const video = page.frameLocator('iframe[title="Evening walk"]').locator('video');
  await expect(video).toBeVisible();
  await expect.poll(heard).toContain('opened');
  expect(heard()).not.toContain('play');
  await page.locator('share-viewer').evaluate((element: HTMLElementTagNameMap['share-viewer']) => {
    element.mute();
    element.play();
  });
  await expect.poll(heard).toContain('play');
  await page.locator('share-viewer').evaluate((element: HTMLElementTagNameMap['share-viewer']) => element.pause());
  await expect.poll(heard).toContain('pause');
  expect(await stage.usageCount(id)).toBe(1);
  expect((await stage.activity(id)).sites).toMatchObject([{ origin: stage.site('a'), visits: 1 }]);
  // Nothing of what is shared is in the page itself.
  expect(await page.locator('video').count()).toBe(0);
});

test('with load="click" nothing is opened before somebody wants to see it, and then it plays', async ({
  page,
  stage,
}) => {
  const { id, token } = await stage.share();
  stage.page('/click', viewer(stage.server, token, 'load="click"'));
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/click'));
  const button = page.getByRole('button', { name: 'Open: Evening walk' });
  await expect(button).toBeVisible();
  expect(await stage.usageCount(id)).toBe(0);
  await button.click();
  await expect.poll(heard).toEqual(expect.arrayContaining(['opened', 'play']));
});

const sentencesOf = (page: Page): readonly string[] => {
  const said: string[] = [];
  page.on('console', (message) => message.text().startsWith('Guestpass:') && said.push(message.text()));
  return said;
};

test('a site that is not allowed sees why, hears of it as an event, and reads in its console where to add it', async ({
  page,
  stage,
}) => {
  const { id, token } = await stage.share({ sites: ['a'] });
  stage.page('/refused', viewer(stage.server, token));
  const heard = await eventsOf(page);
  const said = sentencesOf(page);
  await page.goto(stage.site('b', '/refused'));
  await expect(page.getByText('Not allowed on this site')).toBeVisible();
  await expect.poll(heard).toContain('error');
  expect(said).toEqual([expect.stringContaining(`${stage.site('b')} is not on the list of sites of this link`)]);
  expect(said[0]).toContain('Where it may appear');
  expect(await stage.usageCount(id)).toBe(0);
});

test('a whole address in place of the token is named in the console', async ({ page, stage }) => {
  const { token } = await stage.share();
  const address = `${stage.server}/share/${token}`;
  stage.page('/bent', viewer(stage.server, address));
  const said = sentencesOf(page);
  await page.goto(stage.site('a', '/bent'));
  await expect.poll(() => said).toEqual([expect.stringContaining(`"${address}" is not a link's token`)]);
});

test('a page whose CSP forbids asking for the ticket shows a bare frame, and says which line is missing', async ({
  page,
  stage,
}) => {
  const { id, token } = await stage.share();
  const { server } = stage;
  stage.page('/unconnected', viewer(server, token), {
    'Content-Security-Policy': `default-src 'none'; script-src ${server}; frame-src ${server}`,
  });
  const said = sentencesOf(page);
  await page.goto(stage.site('a', '/unconnected'));
  await expect(page.frameLocator('iframe').locator('video')).toBeVisible();
  expect(said).toEqual([expect.stringContaining(`connect-src ${server}`)]);
  await expect.poll(() => stage.usageCount(id)).toBe(1);
  expect((await stage.activity(id)).sites).toEqual([]);
});

test('a server that is down: a box that can try again', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page('/down', viewer(stage.server, token, 'load="click"'));
  const said = sentencesOf(page);
  await page.goto(stage.site('a', '/down'));
  await expect(page.getByRole('button', { name: 'Open: Evening walk' })).toBeVisible();
  const down = (url: URL) => url.origin === stage.server;
  await page.route(down, (route) => route.abort());
  await page.getByRole('button').click();
  await expect(page.getByText('The server does not answer')).toBeVisible();
  expect(said).toEqual([expect.stringContaining(`${stage.server} does not answer`)]);
  await page.unroute(down);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.frameLocator('iframe').locator('video')).toBeVisible();
});

test('the theme is right from the first paint, and follows a change', async ({ page, stage }) => {
  const { token } = await stage.share();
  stage.page('/theme', viewer(stage.server, token, 'theme="dark"'));
  await page.goto(stage.site('a', '/theme'));
  const root = page.frameLocator('iframe').locator(':root');
  await expect(page.frameLocator('iframe').locator('video')).toBeVisible();
  await expect(root).toHaveAttribute('data-scheme', 'dark');
  const address = page.frames()[1]?.url();
  await page
    .locator('share-viewer')
    .evaluate((element: HTMLElementTagNameMap['share-viewer']) => (element.theme = 'light'));
  await expect(root).toHaveAttribute('data-scheme', 'light');
  expect(page.frames()[1]?.url()).toBe(address);
});

test('taken out and put back it connects again, and another token shows another share', async ({ page, stage }) => {
  const [one, two] = await Promise.all([stage.share(), stage.share({ resource: 'render:first-light' })]);
  stage.page('/moved', viewer(stage.server, one.token));
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/moved'));
  await expect.poll(() => heard().filter((type) => type === 'opened').length).toBe(1);
  await page.locator('share-viewer').evaluate((element) => {
    element.remove();
    document.body.append(element);
  });
  await expect.poll(() => heard().filter((type) => type === 'opened').length).toBe(2);
  await page.locator('share-viewer').evaluate((element, token) => element.setAttribute('token', token), two.token);
  await expect(page.frameLocator('iframe').locator('img')).toBeVisible();
  await expect.poll(() => heard().filter((type) => type === 'opened').length).toBe(3);
});
