import type { MailStrings } from './mail.js';

export const mailStrings: MailStrings = {
  subject: '有人与您分享了一个链接',
  sharedBy: '{name} 与您分享了“{title}”。',
  shared: '有人与您分享了“{title}”。',
  open: '打开',
  until: '链接有效期至 {date}。',
  forever: '链接在被撤回之前一直有效。',
  once: '只能打开一次。',
  times: '可以打开 {count} 次。',
  password: '打开时需要密码，发送者会告诉您。',
  message: '发送者的留言',
  why: '您收到此邮件是因为有人在 {host} 上输入了您的地址。如果您并未期待此邮件，可以忽略：不会再发送其他内容。',
};
