import { loadMediaStrings } from '../../theme/strings/media.js';
import { button, downloadLink, element, surface } from '../surface.js';
import type { MountView } from '../view.js';
import audioStyles from './audio.css?inline';
import { cardOn } from './card.js';
import { playbackOf } from './playback.js';
import { playSource } from './source.js';
import { standAlone } from './alone.js';
import { tellOf } from './telling.js';
import videoStyles from './video.css?inline';

const playIcon = 'M8 5.2v13.6a.6.6 0 0 0 .9.5l10.5-6.8a.6.6 0 0 0 0-1L8.9 4.7a.6.6 0 0 0-.9.5z';

/** A video or a sound recording, there to be played; its controls come beside it. */
export const mount: MountView<'video' | 'audio'> = async (host, context) => {
  const { view, note, language, announce } = context;
  // Without them the browser's own are there.
  const arriving = import('./controls.js').catch(() => undefined);
  const texts = loadMediaStrings(language);
  const ended = new AbortController();
  const { signal } = ended;
  const isVideo = view.type === 'video';
  const { node, root } = surface(host, isVideo ? videoStyles : audioStyles);

  const poster = view.poster === null ? '' : context.url(view.poster);
  const media = element(view.type, { preload: 'metadata', playsinline: true, tabindex: -1, poster: isVideo && poster });
  // A television would play on where neither an end of the share nor its guest reaches it.
  media.disableRemotePlayback = true;
  for (const { asset, lang, label } of view.captions)
    media.append(element('track', { kind: 'captions', src: context.url(asset), srclang: lang, label }));
  const shell = element('div', { class: `root ${view.type}`, role: 'region', 'aria-label': note.title });
  const place = isVideo ? shell : cardOn(shell, note.title, poster);
  place.append(media);
  root.append(shell);

  let playback = playbackOf(media);
  const alone = standAlone(shell, media, () => playback.toggle());
  tellOf(media, context, signal);

  const destroy = (): void => {
    ended.abort();
    media.pause();
    // Ends its requests: without this they go on until the element is collected.
    media.removeAttribute('src');
    media.load();
    node.remove();
  };
  context.signal.addEventListener('abort', destroy);
  if (context.signal.aborted) destroy();

  const shown = new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve());
    // `suspend`: a browser that saves data loads nothing until the guest presses play.
    for (const type of ['loadedmetadata', 'suspend']) media.addEventListener(type, () => resolve());
    const source = { url: context.url(view.asset), contentType: view.contentType, hls: view.hls };
    const fail = (...told: Parameters<typeof context.fail>): void => {
      resolve();
      context.fail(...told);
    };
    playSource(media, source, fail, signal).catch((cause: unknown) => fail('offline', cause));
  });

  const strings = await texts;
  if (isVideo && media.paused) {
    const begin = (): void => {
      playback.play();
      // This button goes; whoever pressed it by key must not be left nowhere.
      (shell.querySelector<HTMLElement>('.bar button') ?? media).focus();
    };
    const big = element('span', { class: 'big' }, button(strings.play, begin, playIcon));
    media.after(big);
    media.addEventListener('play', () => big.remove(), { signal });
  }
  const extra: Node[] = [];
  if (note.download) {
    const href = context.url(view.asset, { download: true });
    extra.push(downloadLink(strings.download, href, view.filename, () => context.report('downloaded')));
  }
  const { early } = alone;
  const recording = { media, node, root, shell, place, signal, strings, language, announce, playIcon, extra, early };
  void arriving.then((part) => {
    if (signal.aborted) return;
    alone.end();
    if (part) playback = part.addControls({ ...recording, playback });
    else {
      // The browser's own are better than none.
      media.controls = true;
      media.setAttribute('controlslist', 'nodownload');
      place.append(...extra);
    }
  });
  await shown;

  return {
    command: (command) => {
      if (command.type === 'play') playback.play();
      else if (command.type === 'pause') playback.pause();
      else if (command.type === 'seek') playback.seek(command.seconds);
      else if (command.type === 'mute') playback.setMuted(true);
      else if (command.type === 'unmute') playback.setMuted(false);
      else if (command.type === 'volume') playback.setVolume(command.volume);
      else if (command.type === 'loop') media.loop = command.loop;
    },
    heightAt: (width) =>
      media instanceof HTMLVideoElement ? width * (media.videoHeight / media.videoWidth || 9 / 16) : 220,
    destroy,
  };
};
