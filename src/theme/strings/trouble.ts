import { type Language, pickLanguage } from '../language.js';

/** What an embed says to readers when it cannot be shown. Eight languages in one file: it is smaller than one more request. */
type Texts = readonly [refused: string, refusedText: string, down: string, downText: string, again: string];

const texts: Readonly<Record<Language, Texts>> = {
  en: [
    'Not allowed on this site',
    'The owner of this link has not allowed it to be shown here.',
    'This cannot be loaded right now',
    'The server does not answer. Try again in a moment.',
    'Try again',
  ],
  de: [
    'Auf dieser Website nicht erlaubt',
    'Wer diesen Link geteilt hat, hat nicht erlaubt, ihn hier zu zeigen.',
    'Das lässt sich gerade nicht laden',
    'Der Server antwortet nicht. Versuchen Sie es gleich noch einmal.',
    'Noch einmal versuchen',
  ],
  es: [
    'No permitido en este sitio',
    'La persona que compartió este enlace no ha permitido que se muestre aquí.',
    'Esto no se puede cargar ahora',
    'El servidor no responde. Inténtelo de nuevo en un momento.',
    'Intentar de nuevo',
  ],
  fr: [
    'Non autorisé sur ce site',
    'La personne qui a partagé ce lien n’a pas permis de l’afficher ici.',
    'Chargement impossible pour l’instant',
    'Le serveur ne répond pas. Réessayez dans un instant.',
    'Réessayer',
  ],
  pt: [
    'Não permitido neste site',
    'Quem partilhou este link não permitiu que fosse mostrado aqui.',
    'Não é possível carregar agora',
    'O servidor não responde. Tente de novo dentro de momentos.',
    'Tentar de novo',
  ],
  ja: [
    'このサイトでは表示できません',
    'このリンクの共有者は、ここでの表示を許可していません。',
    '今は読み込めません',
    'サーバーが応答しません。しばらくしてからもう一度お試しください。',
    'もう一度試す',
  ],
  zh: [
    '不允许在此网站显示',
    '此链接的所有者未允许在这里显示。',
    '暂时无法加载',
    '服务器没有响应，请稍后再试。',
    '重试',
  ],
  ar: [
    'غير مسموح به على هذا الموقع',
    'لم يسمح صاحب هذا الرابط بعرضه هنا.',
    'يتعذّر التحميل الآن',
    'الخادم لا يستجيب. حاول مرة أخرى بعد قليل.',
    'إعادة المحاولة',
  ],
};

/** `language` in BCP 47. */
export const troubleTexts = (language: string) => texts[pickLanguage([language])];
