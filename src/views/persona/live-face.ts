import type { PersonaStrings } from '../../theme/strings/persona.js';
import { button, draw, element } from '../surface.js';
import type { Line } from './transcript.js';

/** What changes while the guest talks. */
export interface Talk {
  readonly lines: readonly Line[];
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

export interface LiveOptions {
  readonly name: string;
  readonly picture: MediaStream;
  /** The guest types and lent no microphone. */
  readonly typing: boolean;
  readonly strings: PersonaStrings;
  readonly acts: LiveActs;
}

export interface LiveFace {
  readonly node: HTMLElement;
  readonly video: HTMLVideoElement;
  show(talk: Talk): void;
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
export function liveFace({ name, picture, typing, strings, acts }: LiveOptions): LiveFace {
  const video = element('video', {
    class: 'live',
    autoplay: true,
    playsinline: true,
    tabindex: -1,
    'aria-hidden': true,
  });
  video.srcObject = picture;
  const chip = element('p', { class: 'chip' }, strings.minuteLeft);
  const sound = button(strings.sound, acts.sound);
  sound.className = 'main sound';
  const said = element('span');
  const caption = element('p', { class: 'caption', 'aria-hidden': 'true' }, said);
  const log = element('div', { class: 'transcript', role: 'log', 'aria-label': strings.transcript, tabindex: 0 });

  const mute = button('', acts.mute, icons.mic);
  const captions = button(strings.captions, acts.captions, icons.captions);
  const transcript = button(strings.transcript, acts.transcript, icons.lines);
  const field = element('input', {
    'aria-label': strings.write,
    placeholder: strings.write,
    maxlength: 1000,
    autocomplete: 'off',
    enterkeyhint: 'send',
  });
  const send = button(strings.send, () => undefined, icons.send);
  send.type = 'submit';
  const end = button(strings.end, acts.end, icons.end);
  end.className = 'end';
  const bar = element('form', { class: 'bar' }, ...(typing ? [] : [mute]), captions, transcript);
  bar.append(element('span', { class: 'field' }, field, send), end);
  bar.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text && acts.send(text)) field.value = '';
  });
  const node = element(
    'div',
    { class: 'root live' },
    element('div', { class: 'picture' }, video, chip, sound, caption),
    log,
    bar,
  );

  const show = (talk: Talk): void => {
    chip.hidden = !talk.lastMinute;
    sound.hidden = !talk.silent;
    const last = talk.lines.at(-1);
    caption.hidden = !talk.captions || !last;
    said.textContent = last?.text ?? '';
    draw(mute, talk.muted ? strings.unmute : strings.mute, talk.muted ? icons.muted : icons.mic);
    captions.ariaPressed = String(talk.captions);
    transcript.ariaPressed = String(talk.transcript);
    log.hidden = !talk.transcript;
    node.classList.toggle('wide', talk.transcript);
    // Whole sentences, each once and in the order of their ends: what changes there is read out.
    for (const { id, role, text, complete } of talk.lines) {
      if (!complete || written.has(id)) continue;
      written.add(id);
      log.append(element('p', { class: role }, element('b', {}, role === 'user' ? strings.you : name), ` ${text}`));
      log.scrollTo({ top: log.scrollHeight });
    }
  };
  const written = new Set<string>();
  return { node, video, show };
}
