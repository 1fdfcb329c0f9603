import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { isOpen, lookOver, says } from './look.js';
import { complaintsOf, type Link, type Stage, test } from './stage.js';

// Each state that a link can be in says what happened and what can be done, and never leaves a page blank.

test.describe.configure({ timeout: 60_000 });

interface Standing {
  readonly page: Page;
  readonly stage: Stage;
  readonly context: BrowserContext;
}

interface State {
  readonly title: string | RegExp;
  readonly text: RegExp;
  /** Answers the address of the page. */
  prepare(standing: Standing): Promise<Link | string>;
  /** What happens to it once it is there. */
  then?(standing: Standing & { readonly link: Link | string }): Promise<void>;
}

const password = (page: Page) => page.getByLabel('Password', { exact: true });
const tryPassword = async (page: Page, typed: string): Promise<void> => {
  await password(page).fill(typed);
  await password(page).press('Enter');
};
const open = (stage: Stage, token: string, visit: string) =>
  stage.call('POST', `/api/guest/${token}/open`, { visit: visit.padEnd(16, '-') });

const states: Readonly<Record<string, State>> = {
  'protected by a password': {
    title: 'This link asks for a password',
    text: /can tell you/,
    prepare: ({ stage }) => stage.share({ password: 'quay' }),
    then: ({ page }) => expect(password(page)).toBeFocused(),
  },
  'opened with a wrong password': {
    title: 'This link asks for a password',
    text: /can tell you/,
    prepare: ({ stage }) => stage.share({ password: 'quay' }),
    async then({ page }) {
      await tryPassword(page, 'key');
      await expect(page.getByRole('alert')).toHaveText('That password is not right. Try again.');
      await expect(password(page)).toBeFocused();
    },
  },
  'tried with too many passwords': {
    title: 'This link asks for a password',
    text: /can tell you/,
    prepare: ({ stage }) => stage.share({ password: 'quay' }),
    async then({ page }) {
      const alert = page.getByRole('alert');
      // A slow machine may be given another try meanwhile.
      for (let tries = 0; tries < 12 && !(await alert.innerText()).startsWith('Too many'); tries += 1) {
        const answer = page.waitForResponse('**/open');
        await tryPassword(page, 'key');
        await answer;
        await expect(alert).not.toBeEmpty();
      }
      await expect(alert).toContainText(/Too many tries\. You can try again in \d+ seconds?\./);
    },
  },
  'down to its last use': {
    title: 'Ready when you are',
    text: /opened one more time/,
    async prepare({ stage }) {
      const link = await stage.share({ usageLimit: 2 });
      await open(stage, link.token, 'the-first');
      return link;
    },
  },
  expired: {
    title: 'This link has expired',
    text: /extend it: the same link/,
    async prepare({ stage }) {
      const link = await stage.share({ expiresIn: 60 });
      stage.clock.advance(61_000);
      return link;
    },
  },
  'used up': {
    title: 'This link has been used up',
    text: /Ask the person who sent it/,
    async prepare({ stage }) {
      const link = await stage.share({ usageLimit: 1 });
      await open(stage, link.token, 'the-only-one');
      return link;
    },
  },
  revoked: {
    title: 'This link was withdrawn',
    text: /new link/,
    async prepare({ stage }) {
      const link = await stage.share();
      await link.revoke();
      return link;
    },
  },
  paused: {
    title: 'This link is paused',
    text: /opens by itself/,
    prepare: ({ stage }) => stage.share({ enabled: false }),
  },
  replaced: {
    title: 'This link was replaced',
    text: /newer link/,
    prepare: ({ stage }) => stage.share(),
    async then({ page, link }) {
      await isOpen(page);
      if (typeof link === 'object') await link.rotate();
    },
  },
  unknown: {
    title: 'There is nothing here',
    text: /copied whole/,
    prepare: async ({ stage }) => `${stage.url}/share/nothing-was-ever-shared-under-this`,
  },
  'not ready': {
    title: 'Not ready yet',
    text: /looks again by itself/,
    async prepare({ stage }) {
      await stage.addFile('render/programme.png', '');
      const link = await stage.share({ resource: 'render:programme' });
      await stage.addFile('render/programme.json', '{ "status": "rendering" }');
      return link;
    },
  },
  'asked for too often': {
    title: 'Too many requests',
    text: /Please wait \d+ seconds?/,
    async prepare({ stage, context }) {
      const headers = { 'X-Forwarded-For': '198.51.100.20' };
      const address = `${stage.url}/share/guessed-and-guessed-and-guessed`;
      await context.setExtraHTTPHeaders(headers);
      await Promise.all(Array.from({ length: 61 }, () => fetch(address, { headers })));
      return address;
    },
    then: ({ page }) => expect(page.getByRole('link', { name: 'Try again' })).toBeVisible(),
  },
  'opened without a connection': {
    title: 'You are offline',
    text: /connection is back/,
    prepare: ({ stage }) => stage.share({ usageLimit: 1 }),
    async then({ page, context }) {
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Open' }).click();
    },
  },
  'opened while the server is down': {
    title: 'This could not be opened',
    text: /does not answer.+by itself/,
    async prepare({ stage, context }) {
      await context.route('**/open', (route) => route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }));
      return stage.share();
    },
    then: ({ page }) => expect(page.getByRole('button', { name: 'Try again' })).toBeVisible(),
  },
  'opened when the server fails': {
    title: 'This could not be opened',
    text: /went wrong on the server/,
    async prepare({ stage, context }) {
      await context.route('**/open', (route) => route.fulfill({ status: 500, json: { code: 'internal_error' } }));
      return stage.share();
    },
  },
};

/** What browsers write into the console for every answer that is a refusal. */
const refusals = /^error: Failed to load resource/;

for (const [name, { title, text, prepare, then }] of Object.entries(states))
  test(`a link that is ${name} says so`, async ({ page, stage, context }) => {
    const complaints = await complaintsOf(page);
    const link = await prepare({ page, stage, context });
    await page.goto(typeof link === 'string' ? link : link.url);
    await then?.({ page, stage, context, link });
    await says(page, title);
    await expect(page.getByRole('region', { name: title })).toContainText(text);
    await lookOver(page);
    expect((await complaints()).filter((complaint) => !refusals.test(complaint))).toEqual([]);
  });

const samples = join(import.meta.dirname, '../../samples');
const sample = (name: string) => readFileSync(join(samples, name));

/** Files that cannot be shown: their path, what is in them, and what is said. */
const broken: Readonly<Record<string, readonly [path: string, content: string | Uint8Array, title: string]>> = {
  'a document cut off': ['render/truncated.pdf', sample('truncated.pdf'), 'This file cannot be shown'],
  'an empty document': ['render/empty.pdf', sample('empty.pdf'), 'This file is empty'],
  'a picture that is called a document': ['render/named.pdf', sample('picture-named.pdf'), 'This file cannot be shown'],
  'a text that is called a picture': ['render/text.png', 'Not a picture', 'This file cannot be shown'],
  'a text that is called a drawing': ['render/drawn.svg', 'Not a drawing', 'This file cannot be shown'],
  'an empty video': ['render/nothing.mp4', '', 'This file is empty'],
  'an empty sound recording': ['render/silence.mp3', '', 'This file is empty'],
  'an empty picture': ['render/blank.png', '', 'This file is empty'],
  'a text that is called a video': ['render/filmed.mp4', 'Not a video', 'This file cannot be shown'],
  'a text that is called a graph': ['project/text.json', '{ "nodes": "None" }', 'This file cannot be shown'],
};

for (const [name, [path, content, title]] of Object.entries(broken))
  test(`${name} is told as what it is`, async ({ page, stage }) => {
    await stage.addFile(path, content);
    const link = await stage.share({ resource: path.replace('/', ':').replace(/\.\w+$/, '') });
    await page.goto(link.url);
    await says(page, title);
    await expect(page.getByRole('region', { name: title })).toContainText('Tell the person who shared it');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

test('a document with a password of its own asks for it', async ({ page, stage }) => {
  await stage.addFile('render/locked.pdf', sample('encrypted.pdf'));
  await page.goto((await stage.share({ resource: 'render:locked' })).url);
  await expect(page.locator('#view').getByLabel('Password')).toBeVisible();
  await lookOver(page);
});

test('a graph with circles, loose ends and doubles is drawn as far as it makes sense', async ({ page, stage }) => {
  const node = (id: string, type: string) => ({ id, type, label: id });
  const edge = (id: string, type: string, source: string, target: string) => ({ id, type, source, target });
  await stage.addFile(
    'project/odd.json',
    JSON.stringify({
      name: 'Odd',
      nodes: [node('Quay', 'SERVICE'), node('Tide', 'TOPIC'), node('Quay', 'SERVICE')],
      edges: [
        edge('1', 'SERVICE_TO_TOPIC', 'Quay', 'Tide'),
        edge('2', 'TOPIC_TO_SERVICE', 'Tide', 'Quay'),
        edge('3', 'SERVICE_TO_TOPIC', 'Quay', 'nowhere'),
      ],
    }),
  );
  const complaints = await complaintsOf(page);
  await page.goto((await stage.share({ resource: 'project:odd' })).url);
  await isOpen(page);
  await lookOver(page);
  expect(await complaints()).toEqual([]);
});

test('a persona without a picture is there all the same', async ({ page, stage }) => {
  await stage.addFile('persona/plain.json', JSON.stringify({ name: 'Marit', description: 'Knows the harbour.' }));
  const complaints = await complaintsOf(page);
  await page.goto((await stage.share({ resource: 'persona:plain' })).url);
  await isOpen(page);
  await expect(page.locator('#view').getByText('Marit')).toBeVisible();
  await lookOver(page);
  expect(await complaints()).toEqual([]);
});

test('what was not ready opens by itself when it is', async ({ page, own }) => {
  const link = await own.share();
  await own.addFile('render/quay-at-dusk.json', '{ "status": "rendering" }');
  await page.goto(link.url);
  await says(page, 'Not ready yet');
  await own.addFile('render/quay-at-dusk.json', '{}');
  await isOpen(page);
});

test('what was paused opens by itself when it goes on', async ({ page, stage }) => {
  const link = await stage.share({ enabled: false });
  await page.goto(link.url);
  await says(page, 'This link is paused');
  await link.change({ enabled: true });
  await isOpen(page);
});

test('a page that was offline goes on when the connection is back', async ({ page, stage, context }) => {
  const link = await stage.share({ usageLimit: 1 });
  await page.goto(link.url);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Open' }).click();
  await says(page, 'You are offline');
  await context.setOffline(false);
  await isOpen(page);
  expect(await link.usageCount()).toBe(1);
});

test('the right password opens after wrong ones, and is not asked for again by a reload', async ({ page, stage }) => {
  const link = await stage.share({ password: 'quay' });
  await page.goto(link.url);
  await tryPassword(page, 'key');
  await expect(page.getByRole('alert')).toHaveText(/not right/);
  await tryPassword(page, 'quay');
  await isOpen(page);
  await page.reload();
  await isOpen(page);
  expect(await link.usageCount()).toBe(1);
});
