import type { MediaStrings } from './media.js';

export const strings: MediaStrings = {
  controls: 'عناصر التحكم بالمشغّل',
  play: 'تشغيل',
  pause: 'إيقاف مؤقت',
  replay: 'إعادة التشغيل',
  position: 'الموضع',
  positionOf: '{current} من {total}',
  mute: 'كتم الصوت',
  unmute: 'إلغاء كتم الصوت',
  volume: 'مستوى الصوت',
  volumeIs: 'مستوى الصوت {percent}',
  captions: 'الترجمة',
  off: 'إيقاف',
  captionsOff: 'أُوقفت الترجمة',
  speed: 'السرعة',
  speedIs: 'السرعة {rate}×',
  pip: 'صورة داخل صورة',
  full: 'ملء الشاشة',
  leaveFull: 'الخروج من ملء الشاشة',
  download: 'تنزيل',
};
