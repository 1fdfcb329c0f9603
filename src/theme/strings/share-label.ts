import { pickLanguage, type Language } from '../language.js';

/** The button's texts: they stand there before any language could be loaded. */
const labels: Readonly<Record<Language, readonly [share: string, failed: string]>> = {
  en: ['Share', 'Could not load. Try again.'],
  de: ['Teilen', 'Laden nicht möglich. Bitte erneut versuchen.'],
  es: ['Compartir', 'No se pudo cargar. Inténtalo de nuevo.'],
  fr: ['Partager', 'Chargement impossible. Réessayez.'],
  pt: ['Compartilhar', 'Não foi possível carregar. Tente de novo.'],
  ja: ['共有', '読み込めませんでした。もう一度お試しください。'],
  zh: ['分享', '无法加载，请重试。'],
  ar: ['مشاركة', 'تعذّر التحميل. حاول مرة أخرى.'],
};

export const buttonTexts = (language: string) => labels[pickLanguage([language])];
