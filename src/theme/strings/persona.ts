import { translated } from '../translations.js';

/** What the view of a live persona says. `{name}` is the persona's, `{minutes}` a length such as "5 minutes". */
export const personaStrings = {
  start: 'Start conversation',
  again: 'Try again',
  anew: 'Start again',
  typing: 'Continue by typing',
  newTab: 'Open in a new tab',
  upTo: 'Up to {minutes}, with your microphone. Your browser asks first.',
  asks: 'With your microphone. Your browser asks first.',
  allow: 'Allow the microphone in your browser to begin.',
  connecting: 'Connecting…',
  cancel: 'Cancel',
  live: 'The conversation has begun.',
  mute: 'Mute microphone',
  unmute: 'Unmute microphone',
  captions: 'Captions',
  transcript: 'Transcript',
  you: 'You',
  write: 'Write a message',
  send: 'Send',
  sound: 'Turn on sound',
  end: 'End conversation',
  minuteLeft: 'Less than a minute left',
  ended: 'The conversation has ended.',
  timeUp: 'The time for this conversation is over. Thank you for talking with {name}.',
  closed: '{name} has ended the conversation.',
  unavailable: 'Live conversations are not set up here.',
  mic_denied: 'Your browser does not allow the microphone here. Allow it beside the address, then try again.',
  mic_blocked:
    'The page around this does not let it use the microphone. Its owner can add allow="microphone" to the frame.',
  mic_missing: 'No microphone was found. Connect one, then try again.',
  mic_busy: 'Another program is using the microphone. Close it, then try again.',
  mic_insecure: 'Browsers give the microphone only to pages that begin with https.',
  mic_in_app: "This app's own browser has no microphone. Open the link in your usual browser.",
  mic_unsupported: 'This browser cannot use a microphone.',
  limit: 'This link allows no further conversation at the moment. Try again later.',
  busy: '{name} is talking with others. Try again in a moment.',
  plan: "The owner's account does not allow this conversation. Only the owner can change that.",
  used_up: 'This link has been used as often as it allows.',
  over: 'This link is no longer open.',
  offline: 'You are offline. Try again when you are back.',
  refused: 'The service did not accept this conversation. Try again.',
  lost: 'The connection could not be made or was lost. A firewall may be in the way.',
  failed: 'Something went wrong.',
};

export type PersonaStrings = Readonly<Record<keyof typeof personaStrings, string>>;

export const loadPersonaStrings = (language: string): Promise<PersonaStrings> =>
  translated<PersonaStrings>(language, personaStrings, {
    de: () => import('./persona.de.js'),
    es: () => import('./persona.es.js'),
    fr: () => import('./persona.fr.js'),
    pt: () => import('./persona.pt.js'),
    ja: () => import('./persona.ja.js'),
    zh: () => import('./persona.zh.js'),
    ar: () => import('./persona.ar.js'),
  });
