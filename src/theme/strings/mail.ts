/** The e-mail that carries a link. Places in braces are filled in. */
export const mailStrings = {
  subject: 'A link was shared with you',
  sharedBy: '{name} has shared “{title}” with you.',
  shared: '“{title}” has been shared with you.',
  open: 'Open it',
  until: 'The link works until {date}.',
  forever: 'The link works until it is withdrawn.',
  once: 'It can be opened once.',
  times: 'It can be opened {count} times.',
  password: 'It asks for a password, which the sender will tell you.',
  message: 'Message from the sender',
  why: 'You receive this because somebody entered your address at {host}. If you did not expect it, you can ignore it: nothing more will be sent.',
} as const;

export type MailStrings = Record<keyof typeof mailStrings, string>;
