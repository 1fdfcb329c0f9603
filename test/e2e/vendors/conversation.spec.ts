import { type BrowserContext, expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { type AnamStub, startAnamStub } from '../../stubs/anam.js';
import { canaryText } from '../../stubs/vendor-server.js';
import { colourOf, type Engine, engineColour, startEngine } from './engine.js';
import { later, open, type Stage, test as base } from './stage.js';

/**
 * The live path with the vendor's real SDK, as it is built into the page: it opens its session and its signalling socket
 * at the stub, and its WebRTC connection ends in a second page of the same browser.
 */
interface Scene {
  readonly vendor: AnamStub;
  readonly stage: Stage;
  readonly engine: Engine;
  readonly personaId: string;
  share(policy?: Record<string, unknown>): Promise<{ readonly id: string; readonly url: string }>;
  /** A guest of a browser of its own, at the persona; with `clock`, its time can be put forward. */
  visit(url: string, options?: { readonly clock?: boolean }): Promise<Page>;
}

const key = 'anam_canary_1b7f3e';
const picture = readFileSync(
  new URL('../../../demo/resources/persona/b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45.poster.jpg', import.meta.url),
);

const test = base.extend<{ scene: Scene }, { shared: Omit<Scene, 'visit'> }>({
  shared: [
    async ({ browser }, use) => {
      const vendor = await startAnamStub({ key, picture });
      later(() => vendor.close());
      const { id } = vendor.addPersona();
      const stage = await open({ ANAM_API_KEY: key, ANAM_BASE_URL: vendor.url });
      const engine = await startEngine(browser, vendor.url);
      const share = async (policy = {}) => {
        const resource = { kind: 'persona', id };
        return (await stage.call('POST', '/api/shares', { resource, ...policy })) as { id: string; url: string };
      };
      await use({ vendor, stage, engine, personaId: id, share });
      await engine.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  scene: async ({ shared, browser, heard }, use) => {
    const contexts: BrowserContext[] = [];
    const visit: Scene['visit'] = async (url, { clock = false } = {}) => {
      const context = await browser.newContext({ permissions: ['microphone'] });
      contexts.push(context);
      heard.listen(context);
      const page = await context.newPage();
      if (clock) await page.clock.install();
      await page.goto(url);
      await expect(page.getByRole('button', { name: 'Start conversation' })).toBeVisible();
      return page;
    };
    await use({ ...shared, visit });
    shared.vendor.refusal = null;
    shared.vendor.engine.refusal = null;
    for (const context of contexts) await context.close();
  },
});

test.describe.configure({ timeout: 120_000 });
test.skip(({ browserName }) => browserName !== 'chromium', 'It takes the fake microphone of one engine.');
test.use({
  actionTimeout: 20_000,
  launchOptions: async ({ launchOptions }, use) => {
    const media = [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      // The two ends of the connection are on this machine, which may have no network at all.
      '--allow-loopback-in-peer-connection',
    ];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...media] });
  },
});

declare global {
  interface Window {
    /** What the embedding page of a test heard. */
    told: { readonly type: string }[];
  }
}

const begin = (page: Page) => page.getByRole('button', { name: 'Start conversation' }).click();
const face = (page: Page) => page.locator('video.live');
/** What the page says in the conversation's place. */
const says = (page: Page, words: string) => expect(page.locator('#view .note')).toHaveText(words, { timeout: 20_000 });
const talks = async (page: Page) => {
  await expect(face(page)).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => near(await colourOf(page)), { timeout: 20_000 }).toBe(true);
};
/** Whether it is the engine's colour, after a video codec had it. */
const near = (colour: readonly number[] | null): boolean =>
  colour !== null && engineColour.every((value, index) => Math.abs(value - (colour[index] ?? 0)) < 30);
const lastCall = async ({ engine }: Scene) => (await engine.calls()).at(-1);

test('the real SDK brings the persona’s picture, her words and the guest’s voice and words across', async ({
  scene,
  heard,
}) => {
  const { vendor } = scene;
  const { url } = await scene.share();
  const page = await scene.visit(url);
  await begin(page);
  await talks(page);
  await expect(page.locator('.caption')).toHaveText('Good evening, I am Cara.');
  await expect.poll(async () => (await lastCall(scene))?.voice ?? 0).toBeGreaterThan(1000);

  await page.getByRole('textbox', { name: 'Write a message' }).fill('What is on tonight?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(async () => (await lastCall(scene))?.heard).toEqual(['What is on tonight?']);
  await expect(page.locator('.caption')).toHaveText('You wrote: What is on tonight?.');
  const log = page.getByRole('log', { name: 'Transcript' });
  await expect(log.locator('p')).toHaveText([
    /Good evening, I am Cara\./,
    /What is on tonight\?/,
    /You wrote: What is on tonight\?\./,
  ]);

  await page.getByRole('button', { name: 'End conversation' }).click();
  await says(page, 'The conversation has ended.');
  await expect.poll(async () => (await lastCall(scene))?.over).toBe(true);
  expect(vendor.engine.sessions.at(-1)?.connected).toBe(false);

  // The SDK knows where its service is and has a token for one session. Nothing else of the vendor's reached the page.
  expect(await heard.find([key, canaryText, `${vendor.url}/media`])).toEqual([]);
  expect(heard.count()).toBeGreaterThan(8);
  expect(vendor.violations).toEqual([]);
});

test('another site starts and ends a conversation over its port, with its microphone, and hears what is said', async ({
  scene,
  browser,
}) => {
  const { stage } = scene;
  const { id, url } = await scene.share({ type: 'PLAYER_EMBED', allowedOrigins: [stage.site('a')] });
  const types = ['session-started', 'message-received', 'message-sent', 'mic-muted', 'session-ended'];
  stage.page(
    '/talk',
    `<!doctype html><html lang="en"><title>A page</title><script>
      window.told = [];
      for (const type of ${JSON.stringify(types)}) addEventListener('share-' + type, ({ detail }) => told.push(detail));
    </script><body><script async src="${stage.server}/embed.js" data-token="${url.split('/').at(-1)}" data-title="Cara" data-height="600"></script>`,
  );
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  await page.goto(stage.site('a', '/talk'));
  const send = (type: 'start-conversation' | 'end-conversation') =>
    page.evaluate((wanted) => window.Guestpass?.forEach((embed) => embed.send({ type: wanted })), type);
  const told = (type: string) => page.evaluate((wanted) => window.told.filter((event) => event.type === wanted), type);

  await page.getByRole('button', { name: 'Cara' }).click();
  const inside = page.frameLocator('iframe[title="Cara"]');
  await expect(inside.getByRole('button', { name: 'Start conversation' })).toBeVisible();
  await send('start-conversation');
  await expect.poll(() => told('session-started'), { timeout: 30_000 }).toHaveLength(1);
  await expect
    .poll(() => told('message-received'))
    .toContainEqual(expect.objectContaining({ content: 'Good evening, I am Cara.' }));
  await expect.poll(async () => (await lastCall(scene))?.voice ?? 0).toBeGreaterThan(1000);
  await inside.getByRole('textbox', { name: 'Write a message' }).fill('Hello');
  await inside.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => told('message-sent')).toEqual([{ type: 'message-sent', content: 'Hello' }]);
  await inside.getByRole('button', { name: 'Mute microphone' }).click();
  await expect.poll(() => told('mic-muted')).toHaveLength(1);

  await send('end-conversation');
  await expect.poll(() => told('session-ended')).toEqual([{ type: 'session-ended', reason: expect.any(String) }]);
  await expect.poll(async () => (await lastCall(scene))?.over).toBe(true);
  const { sites } = (await stage.call('GET', `/api/shares/${id}/activity`)) as {
    sites: { origin: string }[];
  };
  expect(sites.map(({ origin }) => origin)).toEqual([stage.site('a')]);
  await context.close();
});

test('a guest who ended a conversation can begin another, and each takes a use', async ({ scene }) => {
  const { id, url } = await scene.share({ usageLimit: 2 });
  const page = await scene.visit(url);
  await begin(page);
  await talks(page);
  await page.getByRole('button', { name: 'End conversation' }).click();
  await page.getByRole('button', { name: 'Start again' }).click();
  await talks(page);
  const { usageCount } = (await scene.stage.call('GET', `/api/shares/${id}`)) as { usageCount: number };
  expect(usageCount).toBe(2);
  await page.getByRole('button', { name: 'End conversation' }).click();
  await page.getByRole('button', { name: 'Start again' }).click();
  await says(page, 'This link has been used as often as it allows.');
});

test('a guest without a microphone types, and the persona answers', async ({ scene }) => {
  const { url } = await scene.share();
  const page = await scene.visit(url);
  await page.evaluate(() => {
    const refuse = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: refuse });
  });
  await begin(page);
  await page.getByRole('button', { name: 'Continue by typing' }).click();
  await talks(page);
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Write a message' }).fill('Hello');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(async () => (await lastCall(scene))?.heard).toEqual(['Hello']);
});

test('a link that is revoked ends the conversation within two seconds', async ({ scene }) => {
  const { id, url } = await scene.share();
  const page = await scene.visit(url);
  await begin(page);
  await talks(page);
  const revokedAt = Date.now();
  await scene.stage.call('DELETE', `/api/shares/${id}`);
  await expect(page.getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible({ timeout: 2000 });
  expect(Date.now() - revokedAt).toBeLessThan(2000);
  await expect(face(page)).toHaveCount(0);
  await expect.poll(async () => (await lastCall(scene))?.over).toBe(true);
});

test('the time of a conversation is told before, warned of in its last minute, and ends it with thanks', async ({
  scene,
}) => {
  const { url } = await scene.share({
    live: { guestsAtOnce: null, minutesPerConversation: 3, conversationsPerDay: null },
  });
  const page = await scene.visit(url, { clock: true });
  await says(page, 'Up to 3 minutes, with your microphone. Your browser asks first.');
  await begin(page);
  await talks(page);
  // Each minute it says that it goes on, without which its place would be another guest's.
  const kept = page.waitForResponse((response) => response.url().endsWith('/conversation/keep'));
  await page.clock.fastForward('01:30');
  expect((await kept).status()).toBe(200);
  await expect(page.locator('.chip')).toBeHidden();
  await page.clock.fastForward('00:31');
  await expect(page.locator('.chip')).toHaveText('Less than a minute left');
  await page.clock.fastForward('01:00');
  await says(page, 'The time for this conversation is over. Thank you for talking with Cara.');
  await expect.poll(async () => (await lastCall(scene))?.over).toBe(true);
});

const limits = { guestsAtOnce: null, minutesPerConversation: null, conversationsPerDay: null };
const noFurther = 'This link allows no further conversation at the moment. Try again later.';

test('only so many guests talk at once, and the next gets a place when one hangs up', async ({ scene }) => {
  const { url } = await scene.share({ live: { ...limits, guestsAtOnce: 1 } });
  const first = await scene.visit(url);
  const second = await scene.visit(url);
  await begin(first);
  await talks(first);
  await begin(second);
  await says(second, noFurther);
  await first.getByRole('button', { name: 'End conversation' }).click();
  await says(first, 'The conversation has ended.');
  await second.getByRole('button', { name: 'Try again' }).click();
  await talks(second);
});

test('a link has only so many conversations a day, also when they were short', async ({ scene }) => {
  const { url } = await scene.share({ live: { ...limits, conversationsPerDay: 1 } });
  const first = await scene.visit(url);
  await begin(first);
  await talks(first);
  await first.getByRole('button', { name: 'End conversation' }).click();
  await says(first, 'The conversation has ended.');
  const second = await scene.visit(url);
  await begin(second);
  await says(second, noFurther);
});

const plan = "The owner's account does not allow this conversation. Only the owner can change that.";
const busy = 'Cara is talking with others. Try again in a moment.';

/** When the server asks for a session with its key: the use that was taken is given back. */
for (const [status, error, words] of [
  [401, 'Unauthorized', plan],
  [402, 'No plan', plan],
  [429, 'Concurrent session limit reached', busy],
  [429, 'Spend cap reached', plan],
  [503, 'Busy', busy],
] as const) {
  test(`a session that the vendor refuses with ${status} (${error}) is told in words, and costs no use`, async ({
    scene,
    heard,
  }) => {
    const { id, url } = await scene.share({ usageLimit: 3 });
    const page = await scene.visit(url);
    scene.vendor.refusal = { status, error };
    await begin(page);
    await says(page, words);
    const { usageCount } = (await scene.stage.call('GET', `/api/shares/${id}`)) as { usageCount: number };
    expect(usageCount).toBe(0);
    expect(await heard.find([key, canaryText])).toEqual([]);
  });
}

/** When the SDK opens the session in the guest's browser. */
for (const [status, error, words] of [
  [401, 'Unauthorized', 'The service did not accept this conversation. Try again.'],
  [402, 'No plan', plan],
  [403, 'Forbidden', 'The service did not accept this conversation. Try again.'],
  [429, 'Concurrent session limit reached', busy],
  [429, 'Spend cap reached', plan],
  [429, 'Usage limit reached', busy],
  [503, 'Busy', busy],
] as const) {
  test(`a session that the SDK cannot open for ${status} (${error}) is told in words, and gives the microphone back`, async ({
    scene,
  }) => {
    const { url } = await scene.share();
    const page = await scene.visit(url);
    scene.vendor.engine.refusal = { status, error };
    await begin(page);
    await says(page, words);
    await expect(page.getByText(canaryText)).toHaveCount(0);
  });
}

test('the vendor ends a session, and the guest is told who did', async ({ scene }) => {
  const { url } = await scene.share();
  const page = await scene.visit(url);
  await begin(page);
  await talks(page);
  scene.vendor.engine.end(scene.vendor.engine.sessions.at(-1)?.sessionId ?? '', 'Session time limit');
  await says(page, 'Cara has ended the conversation.');
});
