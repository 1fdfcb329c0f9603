import type { MailStrings } from './mail.js';

export const mailStrings: MailStrings = {
  subject: 'Un lien a été partagé avec vous',
  sharedBy: '{name} a partagé « {title} » avec vous.',
  shared: '« {title} » a été partagé avec vous.',
  open: 'Ouvrir',
  until: 'Le lien fonctionne jusqu’au {date}.',
  forever: 'Le lien fonctionne jusqu’à son retrait.',
  once: 'Il peut être ouvert une seule fois.',
  times: 'Il peut être ouvert {count} fois.',
  password: 'Il demande un mot de passe que l’expéditeur vous communiquera.',
  message: 'Message de l’expéditeur',
  why: 'Vous recevez cet e-mail parce que quelqu’un a saisi votre adresse sur {host}. Si vous ne l’attendiez pas, ignorez-le : rien d’autre ne vous sera envoyé.',
};
