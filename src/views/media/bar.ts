import { html, type TemplateResult } from 'lit';
import { fill } from '../../theme/language.js';
import type { MediaStrings } from '../../theme/strings/media.js';
import { icon, iconButton } from '../surface.js';
import { clock, spoken } from './clock.js';
import { icons } from './icons.js';
import { canPip, type Player, speeds } from './player.js';

export interface BarOptions {
  readonly media: HTMLMediaElement;
  readonly player: Player;
  readonly strings: MediaStrings;
  readonly language: string;
  /** The download link, when there is one. */
  readonly extra: unknown;
}

/** How wide the handle of a range is in our styles, in CSS pixels: its middle is where the value is. */
const thumb = 14;

/** The controls under the recording as they are now. Left to right in every language: they follow the tape, not the text. */
export function bar({ media, player, strings, language, extra }: BarOptions): TemplateResult {
  const state = player.state();
  const current = state.mediaCurrentTime ?? 0;
  const duration = state.mediaDuration || 0;
  const silent = state.mediaVolumeLevel === 'off';
  const volume = silent ? 0 : media.volume;
  const rate = state.mediaPlaybackRate ?? 1;
  const tracks = player.captionTracks();
  const shown = tracks.findIndex(({ mode }) => mode === 'showing');

  const range = (kind: string, label: string, now: string, max: number, value: number, act: (value: number) => void) =>
    html`<input
      class=${kind}
      type="range"
      step="any"
      max=${max}
      .value=${String(value)}
      aria-label=${label}
      aria-valuetext=${now}
      @input=${(event: Event) => event.target instanceof HTMLInputElement && act(event.target.valueAsNumber)}
    />`;
  /** A select that lies unseen over its face: small to look at, and the system's own list to choose from. */
  const choice = (label: string, face: unknown, options: unknown, act: (value: number) => void) =>
    html`<span class="button choice">
      ${face}
      <select
        aria-label=${label}
        title=${label}
        @change=${(event: Event) => event.target instanceof HTMLSelectElement && act(Number(event.target.value))}
      >
        ${options}
      </select>
    </span>`;
  const option = (value: number, text: string, selected: boolean) =>
    html`<option value=${value} .selected=${selected}>${text}</option>`;

  const position = fill(strings.positionOf, { current: spoken(current, language), total: spoken(duration, language) });
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(volume);
  const full = state.mediaIsFullscreen;
  return html`
    <div class="bar" role="group" aria-label=${strings.controls} dir="ltr">
      <div class="line" @pointermove=${(event: PointerEvent) => peek(event, duration)}>
        ${range('seek', strings.position, position, duration, current, player.seek)}
        <span class="peek" aria-hidden="true"></span>
      </div>
      <div class="row">
        ${
          state.mediaEnded
            ? iconButton(strings.replay, icons.replay, player.play)
            : state.mediaPaused === false
              ? iconButton(strings.pause, icons.pause, player.pause)
              : iconButton(strings.play, icons.play, player.play)
        }
        ${
          silent
            ? iconButton(strings.unmute, icons.mute, () => player.setMuted(false))
            : iconButton(strings.mute, icons.loud, () => player.setMuted(true))
        }
        ${state.mediaVolumeUnavailable ? '' : range('volume', strings.volume, percent, 1, volume, player.setVolume)}
        <span class="time">${clock(current)} / ${clock(duration)}</span>
        ${
          tracks.length > 0
            ? choice(
                strings.captions,
                html`<i class=${shown < 0 ? '' : 'on'}>${icon(icons.captions)}</i>`,
                [
                  option(-1, strings.off, shown < 0),
                  ...tracks.map((one, at) => option(at, one.label || one.language, at === shown)),
                ],
                (value) => player.showCaptions(tracks[value]),
              )
            : ''
        }
        ${choice(
          strings.speed,
          html`<b aria-hidden="true">${rate}×</b>`,
          speeds.map((one) => option(one, `${one}×`, one === rate)),
          player.setSpeed,
        )}
        ${canPip(media) ? html`<span class="pip">${iconButton(strings.pip, icons.pip, player.togglePip)}</span>` : ''}
        ${extra}
        ${
          state.mediaFullscreenUnavailable || media instanceof HTMLAudioElement
            ? ''
            : iconButton(
                full ? strings.leaveFull : strings.full,
                full ? icons.small : icons.full,
                player.toggleFullscreen,
              )
        }
      </div>
    </div>
  `;
}

/** Tells which moment lies under the pointer. */
function peek({ clientX, currentTarget }: PointerEvent, duration: number): void {
  if (!(currentTarget instanceof HTMLElement)) return;
  const box = currentTarget.getBoundingClientRect();
  const along = Math.min(Math.max((clientX - box.left - thumb / 2) / (box.width - thumb), 0), 1);
  currentTarget.style.setProperty('--at', String(along));
  const text = currentTarget.querySelector('.peek');
  if (text) text.textContent = clock(along * duration);
}
