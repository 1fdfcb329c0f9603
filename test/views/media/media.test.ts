import { expect } from '@open-wc/testing';
import type { ViewOf } from '../../../src/contract/view.js';
import { mount } from '../../../src/views/media/mount.js';
import { inside, isThere, named, press, surroundings, type SurroundingsOptions, until } from '../surroundings.js';

type MediaView = ViewOf<'video' | 'audio'>;

const here = '/test/views/media';
const video: MediaView = {
  type: 'video',
  asset: `${here}/moving.webm`,
  contentType: 'video/webm',
  hls: false,
  poster: '/demo/resources/render/evening-walk.poster.jpg',
  captions: [
    { asset: `${here}/english.vtt`, lang: 'en', label: 'English' },
    { asset: `${here}/german.vtt`, lang: 'de', label: 'Deutsch' },
  ],
  filename: 'moving.webm',
};
const audio: MediaView = {
  ...video,
  type: 'audio',
  asset: `${here}/sounding.webm`,
  contentType: 'audio/webm',
  poster: null,
};
const plain: MediaView = { ...video, captions: [] };

let clear: () => void = () => undefined;
let settled = async (): Promise<void> => undefined;
afterEach(async () => {
  await settled();
  clear();
});

/** The server of these tests sends no ranges, without which WebKit cannot seek: files come from memory. */
const files = new Map<string, string>();
before(async () => {
  for (const { asset } of [video, audio]) {
    files.set(asset, URL.createObjectURL(await (await fetch(asset)).blob()));
  }
});
after(() => files.forEach((url) => URL.revokeObjectURL(url)));

async function show(options: Partial<SurroundingsOptions<MediaView>> = {}) {
  const around = surroundings({ view: video, width: 720, ...options });
  clear = around.clear;
  const url: typeof around.context.url = (asset, how) =>
    how?.download ? `${asset}?download=1` : (files.get(asset) ?? asset);
  const view = await mount(around.host, { ...around.context, url });
  const media = inside(around.host).querySelector<HTMLMediaElement>('video, audio');
  if (!media) throw new Error('There is no recording.');
  // WebKitGTK locks up, now and then, when a recording is taken away in the middle of its opening or its seeking.
  const opening = () =>
    media.networkState === media.NETWORK_LOADING &&
    media.readyState < media.HAVE_CURRENT_DATA &&
    around.problems.length === 0;
  settled = () => until(() => media.error !== null || !(media.seeking || opening()));
  await until(() => inside(around.host).querySelector('.bar') !== null || around.problems.length > 0);
  // A browser lets nobody but its user start what sounds.
  view.command({ type: 'mute' });
  const bar = () => named(around.host, 'Player controls');
  const position = () => named<HTMLInputElement>(around.host, 'Position');
  const told = (type: string) => around.events.filter((event) => event.type === type);
  return { ...around, view, media, bar, position, told };
}

const choose = (select: HTMLSelectElement, text: string) => {
  select.value = [...select.options].find((option) => option.text === text)?.value ?? 'nothing';
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
const slide = (input: HTMLInputElement, value: number) => {
  input.valueAsNumber = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};

describe('The video view', () => {
  it('shows a poster and a play button, plays nothing by itself, and reports the view', async () => {
    const { host, media, reports, problems } = await show();
    expect(media).to.be.instanceOf(HTMLVideoElement);
    expect(media.getAttribute('poster')).to.equal(video.poster);
    await until(() => reports.includes('viewed'));
    expect(media.paused).to.equal(true);
    expect(media.autoplay).to.equal(false);
    expect(isThere(host, 'Play')).to.equal(true);
    expect(reports).to.deep.equal(['viewed']);
    expect(problems).to.deep.equal([]);
  });

  it('plays and pauses by its button, and tells both', async () => {
    const { host, media, reports, told } = await show();
    named(host, 'Play').click();
    await until(() => isThere(host, 'Pause') && !isThere(host, 'Play'));
    await until(() => told('timeupdate').length > 1);
    expect(media.paused).to.equal(false);
    expect(reports).to.deep.equal(['viewed', 'played']);
    named(host, 'Pause').click();
    await until(() => isThere(host, 'Play') && told('pause').length === 1);
    expect(told('play')).to.have.length(1);
  });

  it('tells the time at most four times a second, with the duration', async () => {
    const { view, told } = await show();
    const start = performance.now();
    view.command({ type: 'play' });
    await until(() => told('ended').length === 1);
    const seconds = (performance.now() - start) / 1000;
    const times = told('timeupdate').flatMap((event) => (event.type === 'timeupdate' ? [event] : []));
    // And once before, when its length is known.
    expect(times.length).to.be.within(3, 4 * seconds + 2);
    for (const { duration } of times) expect(duration).to.be.closeTo(3, 0.2);
    const progress = told('progress').at(-1);
    expect(progress).to.deep.equal({ type: 'progress', percent: 100 });
  });

  it('reports the end, and offers to play again', async () => {
    const { host, view, media, reports, told } = await show();
    await until(() => media.readyState >= 1);
    view.command({ type: 'seek', seconds: 2.8 });
    view.command({ type: 'play' });
    await until(() => told('ended').length === 1);
    expect(reports).to.deep.equal(['viewed', 'played', 'reached_end']);
    await until(() => isThere(host, 'Play again'));
    named(host, 'Play again').click();
    await until(() => !media.paused && media.currentTime < 2);
  });

  it('reports the end of what plays in a loop', async () => {
    const { view, media, reports, told } = await show();
    await until(() => media.readyState >= 1);
    view.command({ type: 'loop', loop: true });
    view.command({ type: 'seek', seconds: 2.4 });
    view.command({ type: 'play' });
    await until(() => reports.includes('reached_end'));
    expect(told('ended')).to.deep.equal([]);
  });

  it('obeys what it is told from outside', async () => {
    const { view, media, told } = await show();
    await until(() => media.readyState >= 1);
    view.command({ type: 'seek', seconds: 1 });
    await until(() => told('seeked').length === 1);
    expect(told('seeked')[0]).to.deep.equal({ type: 'seeked', seconds: 1 });
    view.command({ type: 'volume', volume: 0.4 });
    await until(() =>
      told('volumechange').some((event) => event.type === 'volumechange' && Math.abs(event.volume - 0.4) < 0.001),
    );
    expect(media.muted).to.equal(false);
    view.command({ type: 'mute' });
    expect(media.muted).to.equal(true);
    view.command({ type: 'unmute' });
    expect(media.muted).to.equal(false);
    view.command({ type: 'volume', volume: 7 });
    expect(media.volume).to.equal(1);
    view.command({ type: 'seek', seconds: 999 });
    await until(() => media.currentTime > 2.5);
  });

  it('stays paused without an error where the browser refuses to play', async () => {
    const { host, view, media, problems, told } = await show();
    media.play = () => Promise.reject(new DOMException('Not allowed', 'NotAllowedError'));
    view.command({ type: 'play' });
    await new Promise((next) => requestAnimationFrame(next));
    expect(media.paused).to.equal(true);
    expect(isThere(host, 'Play')).to.equal(true);
    expect(problems).to.deep.equal([]);
    expect(told('play')).to.deep.equal([]);
  });

  it('seeks by its slider, which says the position in words', async () => {
    const { media, position } = await show();
    await until(() => Number(position().max) > 2);
    slide(position(), 2);
    await until(() => media.currentTime === 2);
    await until(() => position().getAttribute('aria-valuetext') === '2 seconds of 3 seconds');
  });

  it('tells which moment lies under the pointer', async () => {
    const { host, position } = await show({ view: { ...video, asset: '/demo/resources/render/quay-loop.webm' } });
    await until(() => Number(position().max) > 9);
    const box = position().getBoundingClientRect();
    position().dispatchEvent(
      new PointerEvent('pointermove', { clientX: box.left + box.width / 2, bubbles: true, composed: true }),
    );
    expect(inside(host).querySelector('.peek')?.textContent).to.equal('0:05');
  });

  it('turns captions on and off, one language at a time', async () => {
    const { host, media } = await show();
    await until(() => isThere(host, 'Captions'));
    const captions = named<HTMLSelectElement>(host, 'Captions');
    expect([...captions.options].map(({ text }) => text)).to.deep.equal(['Off', 'English', 'Deutsch']);
    const showing = () => [...media.textTracks].filter(({ mode }) => mode === 'showing').map(({ label }) => label);
    expect(showing()).to.deep.equal([]);
    choose(captions, 'Deutsch');
    await until(() => showing().join() === 'Deutsch');
    choose(captions, 'English');
    await until(() => showing().join() === 'English');
    choose(captions, 'Off');
    await until(() => showing().length === 0);
  });

  it('has no captions control where there are no captions', async () => {
    const { host } = await show({ view: plain });
    expect(isThere(host, 'Captions')).to.equal(false);
  });

  it('changes its speed', async () => {
    const { host, media } = await show();
    choose(named<HTMLSelectElement>(host, 'Speed'), '1.5×');
    await until(() => media.playbackRate === 1.5);
    await until(() => inside(host).querySelector('b')?.textContent === '1.5×');
  });

  it('mutes by its button and sets the volume by its slider', async () => {
    const { host, media } = await show();
    await until(() => isThere(host, 'Unmute'));
    named(host, 'Unmute').click();
    await until(() => isThere(host, 'Mute') && !media.muted);
    slide(named<HTMLInputElement>(host, 'Volume'), 0.25);
    await until(() => named(host, 'Volume').getAttribute('aria-valuetext') === '25%');
    expect(media.volume).to.equal(0.25);
  });

  it('tells whether it is heard, however fast that changes and changes back', async () => {
    const { host, media } = await show();
    await until(() => isThere(host, 'Unmute'));
    media.muted = false;
    media.playbackRate = 1.5;
    media.dispatchEvent(new Event('ratechange'));
    media.muted = true;
    await new Promise((told) => media.addEventListener('volumechange', told, { once: true }));
    await until(() => isThere(host, 'Unmute'));
  });

  describe('by the keyboard', () => {
    const seeks = [
      ['ArrowRight', 1, 3],
      ['ArrowLeft', 2, 0],
      ['l', 0, 3],
      ['j', 3, 0],
      ['5', 0, 1.5],
      ['End', 0, 3],
      ['Home', 2, 0],
    ] as const;
    for (const [key, from, to] of seeks)
      it(`seeks at ${key}`, async () => {
        const { bar, media } = await show();
        await until(() => media.readyState >= media.HAVE_CURRENT_DATA);
        media.currentTime = from;
        await until(() => !media.seeking);
        expect(press(bar(), key).defaultPrevented).to.equal(true);
        await until(() => Math.abs(media.currentTime - to) < 0.15);
      });

    it('plays and pauses at the space bar and at k', async () => {
      const { host, bar, media } = await show();
      press(bar(), ' ');
      await until(() => !media.paused);
      press(bar(), 'k');
      await until(() => media.paused);
      expect(press(named(host, 'Play'), ' ').defaultPrevented).to.equal(false);
    });

    it('says what the eye alone would see', async () => {
      const { bar, media, announced } = await show();
      await until(() => media.textTracks.length === 2);
      press(bar(), 'm');
      press(bar(), 'ArrowDown');
      press(bar(), '>');
      await until(() => media.playbackRate === 1.25);
      await until(() => {
        press(bar(), 'c');
        return announced.at(-1) === 'Captions: English';
      });
      expect(announced.slice(0, 3)).to.deep.equal(['Volume 100%', 'Volume 95%', 'Speed 1.25×']);
      expect(media.muted).to.equal(false);
    });

    it("leaves the browser's own shortcuts and its lists alone", async () => {
      const { host, bar, media } = await show();
      expect(press(bar(), 'l', { ctrlKey: true }).defaultPrevented).to.equal(false);
      expect(press(named(host, 'Speed'), 'ArrowDown').defaultPrevented).to.equal(false);
      expect(press(bar(), 'Tab').defaultPrevented).to.equal(false);
      expect(media.currentTime).to.equal(0);
    });

    it('leaves the focus on the controls when the big button goes', async () => {
      const { host } = await show();
      named(host, 'Play').focus();
      named(host, 'Play').click();
      await until(() => isThere(host, 'Pause'));
      expect(inside(host).activeElement?.getAttribute('aria-label')).to.equal('Pause');
    });
  });

  it('plays and pauses at a click on the picture', async () => {
    const { media } = await show();
    media.click();
    await until(() => !media.paused);
    media.click();
    await until(() => media.paused);
  });

  it('offers the download only where the owner does, and reports it', async () => {
    const without = await show();
    expect(isThere(without.host, 'Download')).to.equal(false);
    without.clear();
    const { host, reports } = await show({ download: true });
    const link = named<HTMLAnchorElement>(host, 'Download');
    expect(link.getAttribute('href')).to.equal(`${video.asset}?download=1`);
    host.addEventListener('click', (event) => event.preventDefault());
    link.click();
    expect(reports).to.include('downloaded');
  });

  it('gives up a file that is no video', async () => {
    const { problems } = await show({ view: { ...video, asset: '/package.json' } });
    await until(() => problems.length > 0);
    expect(problems).to.deep.equal(['broken']);
  });

  it('gives up a format that the browser does not know', async () => {
    const view = { ...video, asset: '/package.json', contentType: 'video/x-unheard-of' };
    const { problems } = await show({ view });
    await until(() => problems.length > 0);
    expect(problems).to.deep.equal(['unsupported']);
  });

  describe('with HLS in a browser that does not play it by itself', () => {
    const { canPlayType } = HTMLMediaElement.prototype;
    before(() => {
      HTMLMediaElement.prototype.canPlayType = function (type) {
        return /mpegurl/i.test(type) ? '' : canPlayType.call(this, type);
      };
    });
    after(() => {
      HTMLMediaElement.prototype.canPlayType = canPlayType;
    });
    const hls = { ...plain, asset: `${here}/hls/index.m3u8`, contentType: 'application/vnd.apple.mpegurl', hls: true };

    it('plays through the library', async () => {
      const { media, view, problems } = await show({ view: hls });
      expect(media.src).to.match(/^blob:/);
      expect(media.duration).to.be.closeTo(2, 0.3);
      view.command({ type: 'play' });
      await until(() => media.currentTime > 0.2);
      expect(problems).to.deep.equal([]);
    });

    it('gives up a list that is not there', async () => {
      const { problems } = await show({ view: { ...hls, asset: `${here}/hls/missing.m3u8` } });
      expect(problems).to.deep.equal(['broken']);
    });
  });

  it('goes without a trace when the share ends, and lets go of the file', async () => {
    const { host, view, media, end } = await show();
    view.command({ type: 'play' });
    await until(() => !media.paused);
    end();
    view.destroy();
    expect(host.childElementCount).to.equal(0);
    expect(media.paused).to.equal(true);
    expect(media.hasAttribute('src')).to.equal(false);
  });

  it('shows nothing that was ended while it loaded', async () => {
    const around = surroundings({ view: video });
    clear = around.clear;
    const mounting = mount(around.host, around.context);
    around.end();
    await mounting;
    expect(around.host.childElementCount).to.equal(0);
    expect(around.problems).to.deep.equal([]);
  });

  it('writes nothing into the storage of the browser', async () => {
    localStorage.clear();
    const { host, view } = await show();
    await until(() => isThere(host, 'Captions'));
    view.command({ type: 'volume', volume: 0.3 });
    choose(named<HTMLSelectElement>(host, 'Captions'), 'English');
    view.command({ type: 'mute' });
    expect(localStorage.length).to.equal(0);
  });

  it('is accessible before, while and after it plays', async () => {
    const { host, view, media, told } = await show({ download: true });
    await expect(host).to.be.accessible();
    view.command({ type: 'play' });
    await until(() => isThere(host, 'Pause'));
    await expect(host).to.be.accessible();
    await until(() => media.ended && told('ended').length === 1);
    await expect(host).to.be.accessible();
  });
});

describe('The audio view', () => {
  for (const scheme of ['light', 'dark'] as const)
    it(`shows the title with the controls, accessible in ${scheme} colours`, async () => {
      const { host, media, reports } = await show({ view: audio, title: 'Pier tones', scheme });
      expect(media).to.be.instanceOf(HTMLAudioElement);
      expect(inside(host).textContent).to.contain('Pier tones');
      expect(isThere(host, 'Full screen')).to.equal(false);
      expect(isThere(host, 'Picture in picture')).to.equal(false);
      await until(() => reports.includes('viewed'));
      await expect(host).to.be.accessible();
    });

  it('shows its captions beside it', async () => {
    const { host, view } = await show({ view: audio });
    await until(() => isThere(host, 'Captions'));
    choose(named<HTMLSelectElement>(host, 'Captions'), 'English');
    // Nobody but its user may start what sounds, not even muted: a seek shows the caption of its moment too.
    view.command({ type: 'seek', seconds: 1 });
    await until(() => inside(host).querySelector('.cue')?.textContent === 'The harbour lights come on.');
    await expect(host).to.be.accessible();
  });

  it('is accessible in a language that is written from right to left', async () => {
    const { host } = await show({ view: audio, language: 'ar' });
    await expect(host).to.be.accessible();
    expect(isThere(host, 'تشغيل')).to.equal(true);
  });
});
