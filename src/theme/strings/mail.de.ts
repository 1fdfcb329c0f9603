import type { MailStrings } from './mail.js';

export const mailStrings: MailStrings = {
  subject: 'Ein Link wurde mit Ihnen geteilt',
  sharedBy: '{name} hat „{title}“ mit Ihnen geteilt.',
  shared: '„{title}“ wurde mit Ihnen geteilt.',
  open: 'Öffnen',
  until: 'Der Link gilt bis {date}.',
  forever: 'Der Link gilt, bis er zurückgezogen wird.',
  once: 'Er lässt sich einmal öffnen.',
  times: 'Er lässt sich {count}-mal öffnen.',
  password: 'Er fragt nach einem Passwort, das Ihnen die absendende Person mitteilt.',
  message: 'Nachricht der absendenden Person',
  why: 'Sie erhalten diese E-Mail, weil jemand Ihre Adresse auf {host} eingegeben hat. Wenn Sie nichts erwarten, können Sie sie ignorieren: Es folgt nichts weiter.',
};
