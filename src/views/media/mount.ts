import { loadMediaStrings } from '../../theme/strings/media.js';
import { button, downloadLink, element, surface } from '../surface.js';
import type { MountView } from '../view.js';
import { followAttention } from './attention.js';
import { buildBar } from './bar.js';
import { cueLine } from './cues.js';
import { icons } from './icons.js';
import { pressKey } from './keys.js';
import styles from './media.css?inline';
import { createPlayer } from './player.js';
import { playSource } from './source.js';
import { tellOf } from './telling.js';

/** A video or a sound recording with its controls. */
export const mount: MountView<'video' | 'audio'> = async (host, context) => {
  const { view, note, language, announce } = context;
  const strings = await loadMediaStrings(language);
  const ended = new AbortController();
  const { signal } = ended;
  const { node, root } = surface(host, styles);

  const isVideo = view.type === 'video';
  const poster = view.poster === null ? '' : context.url(view.poster);
  const media = element(view.type, { preload: 'metadata', playsinline: true, tabindex: -1, poster: isVideo && poster });
  // A television would play on where neither an end of the share nor its guest reaches it.
  media.disableRemotePlayback = true;
  for (const { asset, lang, label } of view.captions)
    media.append(element('track', { kind: 'captions', src: context.url(asset), srclang: lang, label }));

  const player = createPlayer(media, node, signal);
  const extra: Node[] = [];
  if (note.download) {
    const href = context.url(view.asset, { download: true });
    extra.push(downloadLink(strings.download, href, view.filename, () => context.report('downloaded')));
  }
  const options = { media, player, strings, language, announce, extra };
  const bar = buildBar(options);
  const shell = element('div', { class: `root ${view.type}`, role: 'region', 'aria-label': note.title }, media);
  root.append(shell);
  if (isVideo) {
    const begin = (): void => {
      player.play();
      // This button goes; whoever pressed it by key must not be left nowhere.
      bar.querySelector('button')?.focus();
    };
    const big = element('span', { class: 'big' }, button(strings.play, begin, icons.play));
    const wait = element('span', { class: 'wait' });
    shell.append(wait, big, bar);
    followAttention(node, media, player, signal);
    player.watch(({ mediaPaused, mediaLoading }) => {
      if (mediaPaused === false) big.remove();
      wait.hidden = mediaPaused !== false || !mediaLoading;
    });
  } else {
    const waves = Array.from({ length: 24 }, () => element('i'));
    const cover = poster ? element('img', { src: poster, alt: '' }) : element('div', {}, ...waves);
    cover.className = 'cover';
    const title = element('p', { class: 'title' }, note.title);
    shell.append(element('div', { class: 'card' }, cover, title, cueLine(media, player.captionTracks()), bar));
    player.watch(({ mediaPaused }) => shell.classList.toggle('playing', mediaPaused === false));
  }
  shell.addEventListener('keydown', (event) => {
    if (pressKey(event, options)) event.preventDefault();
  });
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

  await new Promise<void>((shown) => {
    if (signal.aborted) return shown();
    signal.addEventListener('abort', () => shown());
    // `suspend`: a browser that saves data loads nothing until the guest presses play.
    for (const type of ['loadedmetadata', 'suspend']) media.addEventListener(type, () => shown());
    const source = { url: context.url(view.asset), contentType: view.contentType, hls: view.hls };
    const fail = (...told: Parameters<typeof context.fail>): void => {
      shown();
      context.fail(...told);
    };
    playSource(media, source, fail, signal).catch((cause: unknown) => fail('offline', cause));
  });

  return {
    command: (command) => {
      if (command.type === 'play') player.play();
      else if (command.type === 'pause') player.pause();
      else if (command.type === 'seek') player.seek(command.seconds);
      else if (command.type === 'mute') player.setMuted(true);
      else if (command.type === 'unmute') player.setMuted(false);
      else if (command.type === 'volume') player.setVolume(command.volume);
      else if (command.type === 'loop') media.loop = command.loop;
    },
    destroy,
  };
};
