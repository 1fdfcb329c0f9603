import { createMediaStore, type MediaState } from 'media-chrome/media-store/media-store.js';
import type { Playback } from './playback.js';

/** What media-chrome's store knows of the element; a field is absent until it has looked. */
export type PlayerState = Partial<MediaState>;

export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** What the controls ask for, beyond playing. */
export interface Player extends Playback {
  /** Calls back now and at each change, until `signal` aborts. */
  watch(callback: (state: PlayerState) => void): void;
  skip(seconds: number): void;
  setSpeed(rate: number): void;
  /** In the order of the source; its captions and subtitles. */
  captionTracks(): readonly TextTrack[];
  showCaptions(track: TextTrack | undefined): void;
  toggleFullscreen(): void;
  togglePip(): void;
}

export interface PlayerOptions {
  readonly media: HTMLMediaElement;
  readonly playback: Playback;
  /** Fills the screen. */
  readonly node: HTMLElement;
  readonly signal: AbortSignal;
}

/**
 * The store of media-chrome is the engine of our controls: it knows what each browser can do and how it wants to be asked
 * (full screen on iOS, volume that cannot be set, tracks that come late). Its elements are not used: they are built from
 * HTML strings with <style> in them, and read those style sheets back, all of which our policy refuses.
 */
export function createPlayer({ media, playback, node, signal }: PlayerOptions): Player {
  const store = createMediaStore({
    media,
    fullscreenElement: node,
    documentElement: document,
    // In a frame of another site, storage throws; and what a guest chose here is no business of the next page.
    options: { noVolumePref: true, noMutedPref: true, noSubtitlesLangPref: true },
  });
  const ask = (type: string, detail?: unknown) => store.dispatch({ type, detail });
  const video = media instanceof HTMLVideoElement ? media : undefined;

  const player: Player = {
    ...playback,
    watch: (callback) => signal.addEventListener('abort', store.subscribe(callback)),
    // The store knows where a live stream goes on.
    play: () => ask('mediaplayrequest'),
    toggle: () => (media.paused ? player.play() : player.pause()),
    skip: (seconds) => player.seek(media.currentTime + seconds),
    setSpeed: (rate) => ask('mediaplaybackraterequest', rate),
    captionTracks: () => [...media.textTracks].filter(({ kind }) => kind === 'captions' || kind === 'subtitles'),
    showCaptions: (track) => {
      for (const one of player.captionTracks()) one.mode = one === track ? 'showing' : 'disabled';
    },
    toggleFullscreen: () =>
      ask(store.getState().mediaIsFullscreen ? 'mediaexitfullscreenrequest' : 'mediaenterfullscreenrequest'),
    togglePip: () => {
      // By hand: the store finds its element again only when nothing around has a shadow root, and lets a refusal escape.
      const done = isPip(video) ? document.exitPictureInPicture() : video?.requestPictureInPicture();
      done?.catch(() => undefined);
    },
  };
  return player;
}

export function isPip(video: HTMLMediaElement | undefined): boolean {
  const root = video?.getRootNode();
  return root instanceof ShadowRoot && root.pictureInPictureElement === video;
}

export const canPip = (media: HTMLMediaElement): boolean =>
  media instanceof HTMLVideoElement && document.pictureInPictureEnabled && 'requestPictureInPicture' in media;
