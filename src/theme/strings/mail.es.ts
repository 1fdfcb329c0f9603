import type { MailStrings } from './mail.js';

export const mailStrings: MailStrings = {
  subject: 'Han compartido un enlace contigo',
  sharedBy: '{name} ha compartido «{title}» contigo.',
  shared: 'Han compartido «{title}» contigo.',
  open: 'Abrir',
  until: 'El enlace funciona hasta el {date}.',
  forever: 'El enlace funciona hasta que se retire.',
  once: 'Se puede abrir una vez.',
  times: 'Se puede abrir {count} veces.',
  password: 'Pide una contraseña que te dará quien lo envía.',
  message: 'Mensaje de quien lo envía',
  why: 'Recibes este correo porque alguien escribió tu dirección en {host}. Si no lo esperabas, puedes ignorarlo: no se enviará nada más.',
};
