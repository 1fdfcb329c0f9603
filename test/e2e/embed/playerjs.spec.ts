import { expect } from '@playwright/test';
import { html, playerJsClient, test } from './stage.js';

test('the ordinary player.js client drives a bare frame: every method, every event', async ({ page, stage }) => {
  const { token } = await stage.share({ resource: 'render:evening-walk' });
  stage.page(
    '/playerjs',
    html(
      `<iframe id="frame" src="{{server}}/embed/${token}" title="Evening walk" width="640" height="360" allow="autoplay"></iframe><script src="/player.js"></script><script>
        const heard = (window.heard = {});
        const player = (window.player = new playerjs.Player('frame'));
        for (const name of ['ready', 'play', 'pause', 'ended', 'timeupdate', 'progress', 'seeked', 'error'])
          player.on(name, (value) => (heard[name] = value ?? true));
      </script>`,
    ),
  );
  stage.route('/player.js', (_request, response) =>
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(playerJsClient()),
  );
  await page.goto(stage.site('a', '/playerjs'));
  const heard = (name: string) => page.evaluate((key) => Reflect.get(Reflect.get(window, 'heard'), key), name);
  const get = (method: string) =>
    page.evaluate((name) => new Promise((done) => Reflect.get(window, 'player')[name](done)), method);
  const call = (method: string, value?: unknown) =>
    page.evaluate(([name, argument]) => Reflect.get(window, 'player')[String(name)](argument), [
      method,
      value,
    ] as const);

  await expect.poll(() => heard('ready')).toBeTruthy();
  expect(
    await page.evaluate(() =>
      Reflect.get(window, 'player').supports('method', ['play', 'setLoop', 'getVolume', 'addEventListener']),
    ),
  ).toBe(true);
  expect(
    await page.evaluate(() => Reflect.get(window, 'player').supports('event', ['timeupdate', 'seeked', 'progress'])),
  ).toBe(true);

  // Pages ask as soon as it is ready, to show how long it is: nobody has played it yet.
  const duration = Number(await get('getDuration'));
  expect(duration).toBeGreaterThan(1);
  await call('mute');
  await expect.poll(() => get('getMuted')).toBe(true);
  expect(await get('getPaused')).toBe(true);
  await call('play');
  await expect.poll(() => heard('play')).toBe(true);
  await expect.poll(() => get('getPaused')).toBe(false);
  await expect
    .poll(() => heard('timeupdate'))
    .toMatchObject({ seconds: expect.any(Number), duration: expect.any(Number) });
  await expect
    .poll(() => heard('progress'))
    .toMatchObject({ percent: expect.any(Number), duration: expect.any(Number) });

  await call('pause');
  await expect.poll(() => heard('pause')).toBe(true);
  await call('setCurrentTime', 1);
  await expect.poll(() => heard('seeked')).toMatchObject({ seconds: 1 });
  expect(await get('getCurrentTime')).toBeCloseTo(1, 1);

  await call('unmute');
  await expect.poll(() => get('getMuted')).toBe(false);
  await call('setVolume', 40);
  await expect.poll(() => get('getVolume')).toBe(40);
  await call('setLoop', true);
  expect(await get('getLoop')).toBe(true);
  await call('setLoop', false);
  expect(await get('getLoop')).toBe(false);

  await call('setCurrentTime', duration - 0.3);
  await call('play');
  await expect.poll(() => heard('ended')).toBe(true);

  const video = page.frameLocator('iframe').locator('video');
  expect(await video.evaluate((element: HTMLVideoElement) => Math.round(element.volume * 100))).toBe(40);
});

test('a page inside another page’s frame cannot speak to the player next to it', async ({ page, stage }) => {
  const { token } = await stage.share({ sites: ['a'] });
  stage.page(
    '/stranger',
    html(`<script>
    const ask = () => { for (let index = 0; index < parent.frames.length; index++)
      parent.frames[index].postMessage('{"context":"player.js","version":"0.0.11","method":"play"}', '*') };
    addEventListener('message', ({ data }) => parent.postMessage('answered ' + data, '*'));
    for (let round = 0; round < 1000; round++) ask();
    parent.postMessage('done', '*');
  </script>`),
  );
  stage.page(
    '/quiet',
    html(
      `<iframe src="{{server}}/embed/${token}" title="Evening walk" width="640" height="360" allow="autoplay"></iframe>`,
    ),
  );
  await page.goto(stage.site('a', '/quiet'));
  const video = page.frameLocator('iframe[title="Evening walk"]').locator('video');
  await expect(video).toBeVisible();
  const said = await page.evaluate(
    (address) =>
      new Promise<string>((resolve) => {
        addEventListener(
          'message',
          ({ data }) => typeof data === 'string' && /^(done|answered)/.test(data) && resolve(data),
        );
        const stranger = document.createElement('iframe');
        stranger.src = address;
        document.body.append(stranger);
      }),
    stage.site('b', '/stranger'),
  );
  expect(said).toBe('done');
  expect(await video.evaluate((element: HTMLVideoElement) => element.paused)).toBe(true);
});
