import type { MailStrings } from './mail.js';

export const mailStrings: MailStrings = {
  subject: 'تمت مشاركة رابط معك',
  sharedBy: 'شارك {name} «{title}» معك.',
  shared: 'تمت مشاركة «{title}» معك.',
  open: 'فتح',
  until: 'يعمل الرابط حتى {date}.',
  forever: 'يعمل الرابط إلى أن يُسحب.',
  once: 'يمكن فتحه مرة واحدة.',
  times: 'عدد مرات الفتح المتاحة: {count}.',
  password: 'يطلب كلمة مرور سيخبرك بها المرسل.',
  message: 'رسالة من المرسل',
  why: 'وصلتك هذه الرسالة لأن أحدهم أدخل عنوانك في {host}. إن لم تكن تتوقعها فتجاهلها: لن يُرسل إليك شيء آخر.',
};
