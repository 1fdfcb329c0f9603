import type { MediaStrings } from '../../theme/strings/media.js';
import { addStyles, element } from '../surface.js';
import { followAttention } from './attention.js';
import { buildBar } from './bar.js';
import styles from './bar.css?inline';
import { cueLine } from './cues.js';
import { pressKey } from './keys.js';
import overlay from './overlay.css?inline';
import type { Playback } from './playback.js';
import { createPlayer } from './player.js';
import sound from './sound.css?inline';

/** A recording that is there already, and plays without us. */
export interface Recording {
  readonly media: HTMLMediaElement;
  readonly playback: Playback;
  /** The element with the shadow root, and the root itself: both may fill the screen and be left by the pointer. */
  readonly node: HTMLElement;
  readonly root: ShadowRoot;
  /** All that is seen. */
  readonly shell: HTMLElement;
  /** Where the bar belongs. */
  readonly place: HTMLElement;
  readonly strings: MediaStrings;
  readonly language: string;
  /** The drawing that says play, handed on: what two parts import becomes a part by itself. */
  readonly playIcon: string;
  /** More for the bar: the download link, when there is one. */
  readonly extra: readonly Node[];
  /** Keys that were pressed before there was anything to hear them. */
  readonly early: readonly KeyboardEvent[];
  readonly signal: AbortSignal;
  readonly announce: (text: string) => void;
}

/** Gives a recording its bar, its keys and what follows its state. Answers what it is asked through from now on. */
export function addControls(recording: Recording): Playback {
  const { media, node, root, shell, place, early, signal } = recording;
  const isVideo = media instanceof HTMLVideoElement;
  addStyles(root, styles + (isVideo ? overlay : sound));
  const player = createPlayer(recording);
  const options = { ...recording, player };
  const bar = buildBar(options);
  if (isVideo) {
    const wait = element('span', { class: 'wait' });
    place.append(wait, bar);
    followAttention(node, media, player, signal);
    player.watch(({ mediaPaused, mediaLoading }) => {
      wait.hidden = mediaPaused !== false || !mediaLoading;
    });
  } else {
    place.before(cueLine(media, player.captionTracks()));
    place.append(bar);
    player.watch(({ mediaPaused }) => shell.classList.toggle('playing', mediaPaused === false));
  }
  // Whoever began to play by key, when there was nothing else to go to.
  if (root.activeElement === media) bar.querySelector('button')?.focus();
  for (const event of early) pressKey(event, options);
  shell.addEventListener('keydown', (event) => {
    if (pressKey(event, options)) event.preventDefault();
  });
  return player;
}
