import { fill } from '../../theme/fill.js';
import { loadPersonaStrings } from '../../theme/strings/persona.js';
import { element, surface } from '../surface.js';
import type { MountedView, MountView } from '../view.js';
import { card, type CardActs, type Face, portrait } from './card.js';
import styles from './persona.css?inline';
import type { PersonaSeams } from './seams.js';
import type { EndReason, Talking } from './talk.js';

type Mount = MountView<'persona'>;

/** The view with its seams open. Nothing asks for the microphone before the guest's click. */
export async function mountPersona(
  host: Parameters<Mount>[0],
  context: Parameters<Mount>[1],
  seams: PersonaSeams,
): Promise<MountedView> {
  const { view, language, emit } = context;
  const strings = await loadPersonaStrings(language);
  const { node, root } = surface(host, styles);

  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const address = (asset: string | null) => (asset === null ? '' : context.url(asset));
  const picture = portrait(view, address(view.poster), still ? '' : address(view.idleVideo));
  const units = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const;
  const minutes = view.minutes === null ? '' : new Intl.NumberFormat(language, units).format(view.minutes);

  let attempt: AbortController | undefined;
  let talking: Talking | undefined;

  /** Shows another face. Whoever had the focus keeps it, on what has taken the place of what they pressed. */
  const turn = (face: Face, spoken = ''): void => {
    const focused = root.activeElement !== null;
    const shown = card(view, face, minutes, strings, acts);
    root.replaceChildren(element('div', { class: `root ${face.kind}` }, picture, shown));
    if (focused) shown.querySelector<HTMLElement>('.acts :is(button, .note)')?.focus();
    if (spoken) context.announce(spoken);
  };

  const ended = (reason: EndReason): void => {
    talking = undefined;
    if (reason === 'view_closed') return;
    if (reason === 'connection_lost') {
      const problem = { code: reason, retry: true, typing: false, newTab: false };
      turn({ kind: 'problem', text: strings.lost, ...problem }, strings.lost);
      return;
    }
    const told = { guest: strings.ended, time_limit: strings.timeUp, server: strings.closed }[reason];
    const text = fill(told, { name: view.name });
    turn({ kind: 'ended', text }, text);
  };

  const begin = async (typing: boolean): Promise<void> => {
    if (attempt || talking) return;
    attempt = new AbortController();
    const { signal } = attempt;
    const waiting = (text: string) => turn({ kind: 'waiting', text }, text);
    try {
      const { startTalk, explain } = await import('./talk.js');
      try {
        talking = await startTalk({ context, strings, root, seams, typing, signal, waiting, ended });
      } catch (cause) {
        if (signal.aborted) return;
        const explanation = explain(cause, strings, view.name);
        turn({ kind: 'problem', ...explanation }, explanation.text);
        emit({ type: 'error', code: explanation.code, message: explanation.text });
      }
    } catch {
      // Not even the code for a conversation came.
      if (!signal.aborted)
        turn(
          { kind: 'problem', text: strings.offline, code: 'offline', retry: true, typing: false, newTab: false },
          strings.offline,
        );
    } finally {
      if (attempt?.signal === signal) attempt = undefined;
    }
  };

  const acts: CardActs = {
    begin: () => void begin(false),
    beginTyping: () => void begin(true),
    cancel: () => {
      attempt?.abort();
      attempt = undefined;
      turn({ kind: 'idle' });
    },
  };

  const destroy = (): void => {
    attempt?.abort();
    talking?.end('view_closed');
    node.remove();
  };
  context.signal.addEventListener('abort', destroy);
  if (context.signal.aborted) destroy();
  else {
    turn({ kind: 'idle' });
    context.report('viewed');
    // Ready when the guest is; what fails here is told after the click.
    if (view.live) void import('./talk.js').catch(() => undefined);
  }

  return {
    heightAt: () => 560,
    command: (command) => {
      if (command.type === 'end-conversation') talking?.end('guest');
      if (command.type !== 'start-conversation' || !view.live) return;
      // Only the guest's own click may open a microphone: a page around could else begin to listen by itself.
      if (navigator.userActivation?.isActive) acts.begin();
      else root.querySelector<HTMLElement>('.acts button')?.focus();
    },
    destroy,
  };
}
