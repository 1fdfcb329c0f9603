import type { ImageStrings } from './image.js';

export const strings: ImageStrings = {
  stage: 'صورة. زائد وناقص للتكبير والتصغير، وأسهم لوحة المفاتيح للتحريك، و0 لملاءمة النافذة.',
  toolbar: 'عناصر التحكم بالصورة',
  zoomIn: 'تكبير',
  zoomOut: 'تصغير',
  actualSize: 'الحجم الفعلي، الآن {percent}',
  fit: 'ملاءمة النافذة',
  download: 'تنزيل',
  zoomed: 'التكبير {percent}',
};
