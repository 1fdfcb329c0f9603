import { fill } from '../../theme/fill.js';
import type { MediaStrings } from '../../theme/strings/media.js';
import { button, draw, element, icon } from '../surface.js';
import { clock, spoken } from './clock.js';
import { icons } from './icons.js';
import { canPip, type Player, type PlayerState, speeds } from './player.js';

export interface BarOptions {
  readonly media: HTMLMediaElement;
  readonly player: Player;
  readonly strings: MediaStrings;
  readonly language: string;
  /** The drawing that says play. */
  readonly playIcon: string;
  /** The download link, when there is one. */
  readonly extra: readonly Node[];
  readonly signal: AbortSignal;
}

/** How wide the handle of a range is in our styles, in CSS pixels: its middle is where the value is. */
const thumb = 14;

/** The controls under the recording; they follow its state. */
export function buildBar(options: BarOptions): HTMLElement {
  const { media, player, strings, language, playIcon, extra, signal } = options;
  const range = (kind: string, label: string, act: (value: number) => void) => {
    const made = element('input', { class: kind, type: 'range', step: 'any', max: 1, 'aria-label': label });
    made.addEventListener('input', () => act(made.valueAsNumber));
    return made;
  };
  /** A select that lies unseen over its face: small to look at, and the system's own list to choose from. */
  const choice = (label: string, face: Node, act: (value: number) => void) => {
    const select = element('select', { 'aria-label': label, title: label });
    select.addEventListener('change', () => act(Number(select.value)));
    return { select, node: element('span', { class: 'button choice' }, face, select) };
  };

  const play = button('', player.toggle);
  const mute = button('', () => player.setMuted(!media.muted));
  const volume = range('volume', strings.volume, player.setVolume);
  const time = element('span', { class: 'time' });
  const rate = element('b', { 'aria-hidden': 'true' });
  const speed = choice(strings.speed, rate, player.setSpeed);
  speed.select.append(...speeds.map((one) => element('option', { value: one }, `${one}×`)));
  let tracks: readonly TextTrack[] = [];
  const captions = choice(strings.captions, icon(icons.captions), (value) => player.showCaptions(tracks[value]));
  const pip = button(strings.pip, player.togglePip, icons.pip);
  pip.className = 'pip';
  const full = button('', player.toggleFullscreen);
  const seek = range('seek', strings.position, player.seek);
  const peek = element('span', { class: 'peek', 'aria-hidden': 'true' });
  seek.addEventListener('pointermove', ({ clientX }) => {
    const box = seek.getBoundingClientRect();
    const along = Math.min(Math.max((clientX - box.left - thumb / 2) / (box.width - thumb), 0), 1);
    peek.style.setProperty('--at', String(along));
    peek.textContent = clock(along * Number(seek.max));
  });

  const controls = [play, mute, volume, time, captions.node, speed.node, ...(canPip(media) ? [pip] : []), ...extra];
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const tellVolume = () => {
    const heard = media.muted ? 0 : media.volume;
    draw(mute, heard ? strings.mute : strings.unmute, heard ? icons.loud : icons.mute);
    volume.valueAsNumber = heard;
    volume.ariaValueText = percent.format(heard);
    volume.style.setProperty('--played', String(heard));
  };
  // Of a change that was taken back before it could tell of it, the store says nothing.
  media.addEventListener('volumechange', tellVolume, { signal });
  player.watch((state: PlayerState) => {
    const current = state.mediaCurrentTime ?? 0;
    const duration = state.mediaDuration || 0;
    if (state.mediaEnded) draw(play, strings.replay, icons.replay);
    else if (media.paused) draw(play, strings.play, playIcon);
    else draw(play, strings.pause, icons.pause);

    volume.hidden = Boolean(state.mediaVolumeUnavailable);
    tellVolume();

    seek.max = String(duration);
    seek.valueAsNumber = current;
    seek.ariaValueText = fill(strings.positionOf, {
      current: spoken(current, language),
      total: spoken(duration, language),
    });
    const { buffered } = media;
    const loaded = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    seek.style.setProperty('--played', String(current / duration || 0));
    seek.style.setProperty('--loaded', String(loaded / duration || 0));
    time.textContent = `${clock(current)} / ${clock(duration)}`;

    const { mediaPlaybackRate = 1 } = state;
    rate.textContent = `${mediaPlaybackRate}×`;
    speed.select.value = String(mediaPlaybackRate);
    const list = player.captionTracks();
    if (list.length !== tracks.length) {
      const names = [strings.off, ...list.map((one) => one.label || one.language)];
      captions.select.replaceChildren(...names.map((text, at) => element('option', { value: at - 1 }, text)));
    }
    tracks = list;
    const shown = tracks.findIndex(({ mode }) => mode === 'showing');
    captions.select.value = String(shown);
    captions.node.classList.toggle('on', shown >= 0);
    captions.node.hidden = tracks.length === 0;

    const isFull = state.mediaIsFullscreen;
    draw(full, isFull ? strings.leaveFull : strings.full, isFull ? icons.small : icons.full);
    full.hidden = Boolean(state.mediaFullscreenUnavailable) || media instanceof HTMLAudioElement;
  });
  // Left to right in every language: it follows the tape, not the text.
  return element(
    'div',
    { class: 'bar', role: 'group', 'aria-label': strings.controls, dir: 'ltr' },
    element('div', { class: 'line' }, seek, peek),
    element('div', { class: 'row' }, ...controls, full),
  );
}
