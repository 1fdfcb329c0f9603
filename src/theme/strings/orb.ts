import { type Language, pickLanguage } from '../language.js';

/** What the floating orb says. Eight languages in one file: it is smaller than one more request. */
const texts: Readonly<Record<Language, readonly [open: string, close: string]>> = {
  en: ['Open: {title}', 'Close'],
  de: ['{title} öffnen', 'Schließen'],
  es: ['Abrir: {title}', 'Cerrar'],
  fr: ['Ouvrir : {title}', 'Fermer'],
  pt: ['Abrir: {title}', 'Fechar'],
  ja: ['{title}を開く', '閉じる'],
  zh: ['打开：{title}', '关闭'],
  ar: ['فتح: {title}', 'إغلاق'],
};

/** `language` in BCP 47. */
export const orbTexts = (language: string) => texts[pickLanguage([language])];
