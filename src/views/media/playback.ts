/** What one can ask of a recording, with its controls or without. Nothing throws; what a browser refuses does not happen. */
export interface Playback {
  play(): void;
  pause(): void;
  toggle(): void;
  /** Seconds from the start. */
  seek(seconds: number): void;
  /** 0 to 1; above 0 also turns the sound on. */
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
}

/** Asks the element itself. */
export function playbackOf(media: HTMLMediaElement): Playback {
  const playback: Playback = {
    play: () => void media.play().catch(() => undefined),
    pause: () => media.pause(),
    toggle: () => (media.paused ? playback.play() : playback.pause()),
    seek: (seconds) => {
      const end = Number.isFinite(media.duration) ? media.duration : seconds;
      media.currentTime = Math.min(Math.max(seconds, 0), end);
    },
    setVolume: (volume) => {
      media.volume = Math.min(Math.max(volume, 0), 1);
      if (media.volume > 0) media.muted = false;
    },
    setMuted: (muted) => {
      media.muted = muted;
      if (!muted && media.volume === 0) media.volume = 0.25;
    },
  };
  return playback;
}
