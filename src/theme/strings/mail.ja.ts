import type { MailStrings } from './mail.js';

export const mailStrings: MailStrings = {
  subject: 'リンクが共有されました',
  sharedBy: '{name}さんが「{title}」を共有しました。',
  shared: '「{title}」が共有されました。',
  open: '開く',
  until: 'リンクの有効期限は{date}です。',
  forever: 'リンクは取り消されるまで有効です。',
  once: '開けるのは1回だけです。',
  times: '{count}回まで開けます。',
  password: '開くにはパスワードが必要です。送信者にご確認ください。',
  message: '送信者からのメッセージ',
  why: 'このメールは、どなたかが{host}であなたのアドレスを入力したため送信されました。心当たりがない場合は無視してください。今後お送りすることはありません。',
};
