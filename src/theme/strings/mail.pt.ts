import type { MailStrings } from './mail.js';

export const mailStrings: MailStrings = {
  subject: 'Partilharam um link consigo',
  sharedBy: '{name} partilhou «{title}» consigo.',
  shared: '«{title}» foi partilhado consigo.',
  open: 'Abrir',
  until: 'O link funciona até {date}.',
  forever: 'O link funciona até ser retirado.',
  once: 'Pode ser aberto uma vez.',
  times: 'Pode ser aberto {count} vezes.',
  password: 'Pede uma palavra-passe que o remetente lhe dirá.',
  message: 'Mensagem do remetente',
  why: 'Recebe este e-mail porque alguém indicou o seu endereço em {host}. Se não o esperava, pode ignorá-lo: nada mais será enviado.',
};
