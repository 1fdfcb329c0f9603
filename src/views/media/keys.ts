import { fill } from '../../theme/fill.js';
import type { MediaStrings } from '../../theme/strings/media.js';
import { type Player, speeds } from './player.js';

export interface KeyOptions {
  readonly media: HTMLMediaElement;
  readonly player: Player;
  readonly strings: MediaStrings;
  readonly language: string;
  /** Says what the key did, where the eye alone would see it. */
  readonly announce: (text: string) => void;
}

/** What the keys do while the focus is in the player. True when the key meant something. */
export function pressKey(event: KeyboardEvent, { media, player, strings, language, announce }: KeyOptions): boolean {
  const { target, key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || target instanceof HTMLSelectElement) return false;
  const onButton = target instanceof HTMLElement && target.matches('button, a');
  const onVolume = target instanceof HTMLElement && target.matches('.volume');
  const percent = new Intl.NumberFormat(language, { style: 'percent' });

  const louder = (by: number) => {
    player.setVolume((media.muted ? 0 : media.volume) + by);
    announce(fill(strings.volumeIs, { percent: percent.format(media.volume) }));
  };
  const faster = (by: number) => {
    const rate = speeds[speeds.indexOf(media.playbackRate) + by] ?? media.playbackRate;
    player.setSpeed(rate);
    announce(fill(strings.speedIs, { rate }));
  };
  const captions = () => {
    const list = player.captionTracks();
    const next = list.some(({ mode }) => mode === 'showing') ? undefined : list[0];
    if (list.length === 0) return;
    player.showCaptions(next);
    announce(next ? `${strings.captions}: ${next.label || next.language}` : strings.captionsOff);
  };

  if (/^[0-9]$/.test(key)) player.seek((media.duration || 0) * (Number(key) / 10));
  else if (key === ' ' || key === 'k') {
    if (onButton && key === ' ') return false;
    player.toggle();
  } else if (key === 'ArrowLeft' && !onVolume) player.skip(-5);
  else if (key === 'ArrowRight' && !onVolume) player.skip(5);
  else if (key === 'j') player.skip(-10);
  else if (key === 'l') player.skip(10);
  else if (key === 'ArrowUp' || (key === 'ArrowRight' && onVolume)) louder(0.05);
  else if (key === 'ArrowDown' || (key === 'ArrowLeft' && onVolume)) louder(-0.05);
  else if (key === 'Home') player.seek(0);
  else if (key === 'End') player.seek(media.duration);
  else if (key === 'm') {
    player.setMuted(!media.muted);
    announce(media.muted ? strings.mute : fill(strings.volumeIs, { percent: percent.format(media.volume) }));
  } else if (key === 'c') captions();
  else if (key === 'f') player.toggleFullscreen();
  else if (key === 'i') player.togglePip();
  else if (key === '<') faster(-1);
  else if (key === '>') faster(1);
  else return false;
  return true;
}
