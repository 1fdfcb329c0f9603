import { html } from 'lit';
import { loadMediaStrings } from '../../theme/strings/media.js';
import { downloadLink, iconButton, surface } from '../surface.js';
import type { MountView } from '../view.js';
import { followAttention } from './attention.js';
import { bar } from './bar.js';
import { cues } from './cues.js';
import { icons } from './icons.js';
import { pressKey } from './keys.js';
import { createPlayer, type PlayerState } from './player.js';
import { playSource } from './source.js';
import { styles } from './styles.js';
import { tellOf } from './telling.js';

/** A video or a sound recording with its controls. */
export const mount: MountView<'video' | 'audio'> = async (host, context) => {
  const { view, note, language, announce } = context;
  const strings = await loadMediaStrings(language);
  const ended = new AbortController();
  const { signal } = ended;
  const { node, root, draw, remove } = surface(host, styles);

  const media = document.createElement(view.type);
  media.preload = 'metadata';
  media.tabIndex = -1;
  // A television would play on where neither an end of the share nor its guest reaches it.
  media.disableRemotePlayback = true;
  for (const { asset, lang, label } of view.captions) {
    const track = document.createElement('track');
    media.append(Object.assign(track, { kind: 'captions', src: context.url(asset), srclang: lang, label }));
  }
  const poster = view.poster === null ? '' : context.url(view.poster);
  if (media instanceof HTMLVideoElement) {
    media.playsInline = true;
    media.poster = poster;
  }

  const player = createPlayer(media, node, signal);
  const report = () => context.report('downloaded');
  const extra = note.download
    ? downloadLink(strings.download, context.url(view.asset, { download: true }), view.filename, report)
    : '';
  const controls = { media, player, strings, language, extra };
  const begin = (): void => {
    player.play();
    // The big button goes; whoever pressed it by key must not be left nowhere.
    root.querySelector<HTMLElement>('.bar button')?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (pressKey(event, { ...controls, announce })) event.preventDefault();
  };

  let started = false;
  const show = ({ mediaPaused, mediaLoading, mediaCurrentTime = 0, mediaDuration = 0 }: PlayerState): void => {
    started ||= mediaPaused === false;
    const { buffered } = media;
    const loaded = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    node.style.setProperty('--played', String(mediaCurrentTime / mediaDuration || 0));
    node.style.setProperty('--loaded', String(loaded / mediaDuration || 0));
    node.style.setProperty('--volume', String(media.muted ? 0 : media.volume));
    const is = `root ${view.type}${mediaPaused === false ? ' playing' : ''}`;
    draw(html`
      <div class=${is} role="region" aria-label=${note.title} @keydown=${press}>
        ${
          view.type === 'video'
            ? html`${media}${mediaPaused === false && mediaLoading ? html`<span class="wait"></span>` : ''}
              ${started ? '' : html`<span class="big">${iconButton(strings.play, icons.play, begin)}</span>`}
              ${bar(controls)}`
            : html`${media}
              <div class="card">
                ${poster ? html`<img class="cover" src=${poster} alt="" />` : html`<div class="cover">${waves}</div>`}
                <p class="title">${note.title}</p>
                ${cues(media)} ${bar(controls)}
              </div>`
        }
      </div>
    `);
  };
  player.watch(show);
  for (const track of media.textTracks) track.addEventListener('cuechange', () => show(player.state()), { signal });
  if (view.type === 'video') followAttention(node, media, player, signal);
  tellOf(media, context, signal);

  const destroy = (): void => {
    ended.abort();
    media.pause();
    // Ends its requests: without this they go on until the element is collected.
    media.removeAttribute('src');
    media.load();
    remove();
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

/** Stands where a recording has no cover. */
const waves = Array.from({ length: 24 }, () => html`<i></i>`);
