import { html, type TemplateResult } from 'lit';
import type { PersonaStrings } from '../../theme/strings/persona.js';
import { icon, iconButton } from '../surface.js';
import type { Line } from './transcript.js';

/** What changes while the guest talks. */
export interface Talk {
  readonly picture: MediaStream;
  readonly lines: readonly Line[];
  readonly typing: boolean;
  readonly muted: boolean;
  readonly captions: boolean;
  readonly transcript: boolean;
  readonly lastMinute: boolean;
  readonly silent: boolean;
}

export interface LiveActs {
  end(): void;
  mute(): void;
  captions(): void;
  transcript(): void;
  sound(): void;
  /** False when it could not be sent. */
  send(text: string): boolean;
}

const icons = {
  mic: 'M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zm-1 15.9A7 7 0 0 1 5 12h2a5 5 0 0 0 10 0h2a7 7 0 0 1-6 6.9V22h-2z',
  muted:
    'M15 10.2V6a3 3 0 0 0-5.9-.8zM4.4 3 3 4.4l6 6V12a3 3 0 0 0 4.3 2.7l1.5 1.5A5 5 0 0 1 7 12H5a7 7 0 0 0 6 6.9V22h2v-3.1a7 7 0 0 0 3.2-1.2l3.4 3.4 1.4-1.4zM17 12c0 .5-.1 1-.2 1.5l1.6 1.6c.4-1 .6-2 .6-3.1z',
  captions:
    'M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7c0-1.1.9-2 2-2zm5.8 5.4a2.6 2.6 0 1 0 0 3.2l-1.2-.9a1.1 1.1 0 1 1 0-1.4zm6.4 0a2.6 2.6 0 1 0 0 3.2l-1.2-.9a1.1 1.1 0 1 1 0-1.4z',
  lines: 'M4 6h16v2H4zm0 5h16v2H4zm0 5h10v2H4z',
  send: 'M3 20.5v-7l9-1.5-9-1.5v-7L21.5 12z',
  end: 'M6 6h12v12H6z',
} as const;

/** The conversation itself. */
export function live(name: string, talk: Talk, strings: PersonaStrings, acts: LiveActs): TemplateResult {
  const last = talk.lines.at(-1);
  const toggle = (label: string, path: string, on: boolean, act: () => void) =>
    html`<button type="button" aria-pressed=${on} aria-label=${label} title=${label} @click=${act}>${icon(path)}</button>`;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = event.target instanceof HTMLFormElement ? event.target.querySelector('input') : null;
    const text = field?.value.trim();
    if (field && text && acts.send(text)) field.value = '';
  };
  return html`<div class="root live ${talk.transcript ? 'wide' : ''}">
    <div class="picture">
      <video class="live" .srcObject=${talk.picture} autoplay playsinline tabindex="-1" aria-hidden="true"></video>
      ${talk.lastMinute ? html`<p class="chip">${strings.minuteLeft}</p>` : ''}
      ${talk.silent ? html`<button class="main sound" type="button" @click=${acts.sound}>${strings.sound}</button>` : ''}
      ${talk.captions && last ? html`<p class="caption" aria-hidden="true"><span>${last.text}</span></p>` : ''}
    </div>
    ${
      talk.transcript
        ? html`<div class="transcript" role="log" aria-label=${strings.transcript} tabindex="0">
            ${talk.lines
              .filter((line) => line.complete)
              .map(
                (line) =>
                  html`<p class=${line.role}><b>${line.role === 'user' ? strings.you : name}</b> ${line.text}</p>`,
              )}
          </div>`
        : ''
    }
    <form class="bar" @submit=${submit}>
      ${talk.typing ? '' : iconButton(talk.muted ? strings.unmute : strings.mute, talk.muted ? icons.muted : icons.mic, acts.mute)}
      ${toggle(strings.captions, icons.captions, talk.captions, acts.captions)}
      ${toggle(strings.transcript, icons.lines, talk.transcript, acts.transcript)}
      <span class="field">
        <input aria-label=${strings.write} placeholder=${strings.write} maxlength="1000" autocomplete="off" enterkeyhint="send" />
        <button type="submit" aria-label=${strings.send} title=${strings.send}>${icon(icons.send)}</button>
      </span>
      <button class="end" type="button" aria-label=${strings.end} title=${strings.end} @click=${acts.end}>${icon(icons.end)}</button>
    </form>
  </div>`;
}
