import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { embed, focused, html, skip, webkitStage } from './stage.js';

const frame = `${embed}.querySelector('iframe')`;
const send = (command: string) => `Guestpass.forEach((one) => one.send(${command}))`;
const script = (token: string, more = '') =>
  `<script src="{{server}}/embed.js" data-token="${token}" data-title="Evening walk" ${more}></script>`;
const inFrame = (path: string, more = '') =>
  `<iframe src="{{server}}${path}" title="Evening walk" width="640" height="360" allow="autoplay" ${more}></iframe>`;
const play = `[...document.querySelectorAll('*')].map((one) => one.shadowRoot?.querySelector('[aria-label="Play"]')).find(Boolean)`;
const isOpen = "return heard.includes('opened')";
const scheme = 'return getComputedStyle(document.documentElement).colorScheme';

describe('what a page asks of an embed in WebKit', { skip }, () => {
  const inWebKit = webkitStage();

  inWebKit('the button keeps the frame’s place, and gives it the focus', async (browser, stage) => {
    const { id, token } = await stage.share();
    stage.page('/play', html(`${script(token, 'data-width="640"')}<p id="after">After</p>`));
    await browser.open(stage.site('a', '/play'));
    const below = "return Math.round(document.querySelector('#after').getBoundingClientRect().top)";
    const before = await browser.run(below);
    assert.equal(await stage.usageCount(id), 0);
    await browser.press('\uE004');
    assert.equal(await browser.run(`return ${focused}`), '▶\nEvening walk');
    await browser.press('\uE007');
    await browser.until('it is open', isOpen);
    assert.equal(await browser.run(below), before);
    assert.equal(await browser.run(`return ${embed}.activeElement === ${frame}`), true);
    assert.equal(await stage.usageCount(id), 1);
    // WebKit lets no frame be loud by a click that was in the page: the next one, in the frame, is heard.
    await browser.enter(frame);
    await browser.until('it can be played', `return !!${play}`);
    await browser.click(play);
    await browser.enter(null);
    await browser.until('it plays', "return heard.includes('play') && heard.includes('timeupdate')");
  });

  inWebKit('a recording obeys what goes over the port, and tells what became of it', async (browser, stage) => {
    const { token } = await stage.share();
    stage.page('/port', html(`${inFrame(`/embed/${token}`)}<script src="{{server}}/embed.js"></script>`));
    await browser.open(stage.site('a', '/port'));
    await browser.until('it is open', isOpen);
    await browser.run(send("{ type: 'mute' }"));
    await browser.run(send("{ type: 'play' }"));
    await browser.until('it plays', "return heard.includes('play') && details.timeupdate?.seconds > 0");
    await browser.run(send("{ type: 'pause' }"));
    await browser.until('it pauses', "return heard.includes('pause')");
    await browser.run(send("{ type: 'seek', seconds: 1 }"));
    await browser.until('it is there', 'return Math.abs(details.seeked?.seconds - 1) < 0.1');
    await browser.run(send("{ type: 'volume', volume: 0.4 }"));
    await browser.until('it is quieter', 'return Math.abs(details.volumechange?.volume - 0.4) < 0.01');
  });

  inWebKit('light and dark are as the page says, before any script of the frame and after', async (browser, stage) => {
    const { token } = await stage.share({ resource: 'render:first-light' });
    stage.page('/scheme', html(script(token, 'data-theme="dark"')));
    await browser.open(stage.site('a', '/scheme'));
    await browser.click(`${embed}.querySelector('button')`);
    await browser.until('it is open', isOpen);
    await browser.enter(frame);
    assert.equal(await browser.run(scheme), 'dark');
    await browser.enter(null);
    await browser.run(send("{ type: 'theme', scheme: 'light' }"));
    await browser.enter(frame);
    await browser.until('it is light', `${scheme} === 'light'`);
  });

  inWebKit('a frame with data-height="auto" grows and shrinks with what it shows', async (browser, stage) => {
    const { id, token } = await stage.share({ password: 'tide and lamp' });
    stage.page(
      '/auto',
      html(
        `<div data-guestpass="${token}" data-title="Evening walk" data-height="auto" data-load="visible" data-width="400"></div><script src="{{server}}/embed.js"></script>`,
      ),
    );
    await browser.open(stage.site('a', '/auto'));
    const high = `return ${frame}.clientHeight === details.resize?.height`;
    await browser.until('it is as high as the form', high);
    const withForm = await browser.run(`return ${frame}.clientHeight`);
    await stage.revoke(id);
    await browser.until('it is lower', `return ${frame}.clientHeight < arguments[0]`, withForm);
  });

  inWebKit('the ordinary player.js client drives a bare frame', async (browser, stage) => {
    const { token } = await stage.share();
    stage.page(
      '/playerjs',
      html(
        `${inFrame(`/embed/${token}`, 'id="frame"')}<script src="/player.js"></script><script>
          window.told = {};
          window.player = new playerjs.Player('frame');
          for (const name of ['ready', 'play', 'pause', 'ended', 'timeupdate', 'seeked'])
            player.on(name, (value) => (told[name] = value ?? true));
        </script>`,
      ),
    );
    const client = readFileSync(new URL('../../node_modules/player.js/dist/player-0.1.0.js', import.meta.url), 'utf8');
    stage.route('/player.js', (_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(client),
    );
    await browser.open(stage.site('a', '/playerjs'));
    const get = (method: string, what: string) =>
      `player.${method}((value) => (window.got = value)); return typeof got !== 'undefined' && ${what}`;
    await browser.until('it is ready', 'return !!told.ready');
    await browser.run('player.mute()');
    await browser.until('it is muted', get('getMuted', 'got === true'));
    await browser.run('player.play()');
    await browser.until('it plays', 'return told.play === true && told.timeupdate?.seconds > 0');
    await browser.run('player.pause()');
    await browser.until('it pauses', 'return told.pause === true');
    await browser.run('player.setCurrentTime(1)');
    await browser.until('it is there', 'return Math.abs(told.seeked?.seconds - 1) < 0.1');
    await browser.until('it says where', get('getCurrentTime', 'Math.abs(got - 1) < 0.1'));
    await browser.run('player.setVolume(40)');
    await browser.until('it is quieter', get('getVolume', 'got === 40'));
    // A volume turns the sound on, with which WebKit lets nobody but its user begin.
    await browser.run('player.mute(); player.getDuration((seconds) => player.setCurrentTime(seconds - 0.3))');
    await browser.run('player.play()');
    await browser.until('it ends', 'return told.ended === true');
  });

  inWebKit('a share-viewer shows the share, obeys the page, and turns its frame dark', async (browser, stage) => {
    const { id, token } = await stage.share();
    stage.page(
      '/viewer',
      html(
        `<share-viewer server="{{server}}" token="${token}" title="Evening walk" style="width:640px"></share-viewer><script type="module" src="{{server}}/elements.js"></script>`,
      ),
    );
    await browser.open(stage.site('a', '/viewer'));
    const viewer = "document.querySelector('share-viewer')";
    await browser.until('it is open', isOpen);
    await browser.run(`${viewer}.mute(); ${viewer}.play()`);
    await browser.until('it plays', "return heard.includes('play')");
    await browser.run(`${viewer}.pause(); ${viewer}.theme = 'dark'`);
    await browser.until('it pauses', "return heard.includes('pause')");
    await browser.enter(`${viewer}.shadowRoot.querySelector('iframe')`);
    await browser.until('it is dark', `${scheme} === 'dark'`);
    assert.equal(await stage.usageCount(id), 1);
    assert.deepEqual(
      (await stage.activity(id)).sites.map(({ origin }) => origin),
      [stage.site('a')],
    );

    await browser.enter(null);
    await browser.open(stage.site('b', '/viewer'));
    await browser.until(
      'the words are there',
      `return /Not allowed on this site/.test(${viewer}.shadowRoot?.textContent)`,
    );
    assert.equal(await browser.run('return details.error?.code'), 'origin_not_allowed');
    assert.equal(await stage.usageCount(id), 1);
  });

  inWebKit('the orb is worked by keys alone, and its panel is a sheet on a narrow screen', async (browser, stage) => {
    const { token } = await stage.share({ resource: 'render:first-light', type: 'ORB_EMBED' });
    stage.page('/keys', html(script(token, 'data-type="orb"')));
    await browser.open(stage.site('a', '/keys'));
    const isShown = `${embed}.querySelector('.panel').matches(':popover-open')`;
    await browser.until('the orb is there', `return !!${embed}?.querySelector('.orb:popover-open')`);
    await browser.press('\uE004');
    assert.equal(await browser.run(`return ${focused}`), 'Open: Evening walk');
    await browser.press('\uE007');
    await browser.until('it is open', isOpen);
    assert.equal(await browser.run(`return ${embed}.activeElement === ${frame}`), true);
    // From the last control of the frame to the orb, and from there on to the button that closes.
    for (let times = 0; times < 12; times++) {
      await browser.press('\uE004');
      if ((await browser.run(`return ${focused}`)) === 'Open: Evening walk') break;
    }
    assert.equal(await browser.run(`return ${focused}`), 'Open: Evening walk');
    await browser.press('\uE004');
    assert.equal(await browser.run(`return ${focused}`), 'Close');
    await browser.press('\uE007');
    await browser.until('the panel is closed', `return !${isShown}`);
    assert.equal(await browser.run(`return ${focused}`), 'Open: Evening walk');

    await browser.resize(400, 700);
    await browser.press('\uE007');
    await browser.until('the panel is open', `return ${isShown}`);
    await browser.until(
      'it is as wide as the screen',
      `const { left, right, bottom } = ${embed}.querySelector('.panel').getBoundingClientRect();
       return left === 0 && right === innerWidth && bottom === innerHeight`,
    );
    await browser.resize(1024, 768);
  });

  inWebKit(
    'in a page from right to left the orb stands at the left, and says it in that language',
    async (browser, stage) => {
      const { token } = await stage.share({ resource: 'render:first-light', type: 'ORB_EMBED' });
      stage.page('/rtl', html(script(token, 'data-type="orb"')).replace('lang="en"', 'lang="ar" dir="rtl"'));
      await browser.open(stage.site('a', '/rtl'));
      await browser.until('the orb is there', `return !!${embed}?.querySelector('.orb:popover-open')`);
      assert.equal(await browser.run(`return ${embed}.querySelector('.orb').getBoundingClientRect().left`), 20);
      assert.match(String(await browser.run(`return ${embed}.querySelector('.orb').ariaLabel`)), /\p{Script=Arabic}/u);
      await browser.click(`${embed}.querySelector('.orb')`);
      await browser.until('it is open', isOpen);
      assert.equal(await browser.run(`return ${embed}.querySelector('.panel').getBoundingClientRect().left`), 20);
    },
  );
});
