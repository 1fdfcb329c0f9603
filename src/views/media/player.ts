import { createMediaStore, type MediaState } from 'media-chrome/media-store/media-store.js';

/** What media-chrome's store knows of the element; a field is absent until it has looked. */
export type PlayerState = Partial<MediaState>;

export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** What one can ask of the recording. Nothing throws; what a browser refuses does not happen. */
export interface Player {
  state(): PlayerState;
  /** Calls back now and at each change, until `signal` aborts. */
  watch(callback: (state: PlayerState) => void): void;
  play(): void;
  pause(): void;
  toggle(): void;
  /** Seconds from the start. */
  seek(seconds: number): void;
  skip(seconds: number): void;
  /** 0 to 1; above 0 also turns the sound on. */
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
  setSpeed(rate: number): void;
  /** In the order of the source; its captions and subtitles. */
  captionTracks(): readonly TextTrack[];
  showCaptions(track: TextTrack | undefined): void;
  toggleFullscreen(): void;
  togglePip(): void;
}

/**
 * The store of media-chrome is the engine of our controls: it knows what each browser can do and how it wants to be asked
 * (full screen on iOS, volume that cannot be set, tracks that come late). Its elements are not used: they are built from
 * HTML strings with <style> in them, and read those style sheets back, all of which our policy refuses.
 */
export function createPlayer(media: HTMLMediaElement, stage: HTMLElement, signal: AbortSignal): Player {
  const store = createMediaStore({
    media,
    fullscreenElement: stage,
    documentElement: document,
    // In a frame of another site, storage throws; and what a guest chose here is no business of the next page.
    options: { noVolumePref: true, noMutedPref: true, noSubtitlesLangPref: true },
  });
  const ask = (type: string, detail?: unknown) => store.dispatch({ type, detail });
  const video = media instanceof HTMLVideoElement ? media : undefined;

  const player: Player = {
    state: () => store.getState(),
    watch: (callback) => signal.addEventListener('abort', store.subscribe(callback)),
    play: () => ask('mediaplayrequest'),
    pause: () => ask('mediapauserequest'),
    toggle: () => (media.paused ? player.play() : player.pause()),
    seek: (seconds) => {
      const end = Number.isFinite(media.duration) ? media.duration : seconds;
      ask('mediaseekrequest', Math.min(Math.max(seconds, 0), end));
    },
    skip: (seconds) => player.seek(media.currentTime + seconds),
    setVolume: (volume) => {
      media.volume = Math.min(Math.max(volume, 0), 1);
      if (media.volume > 0) media.muted = false;
    },
    setMuted: (muted) => {
      media.muted = muted;
      if (!muted && media.volume === 0) media.volume = 0.25;
    },
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
