import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { smtpMailer } from '../../src/server/mail/smtp.js';
import { languages } from '../../src/theme/language.js';
import { at, samples, startServer, type TestServer, textAt } from './harness.js';

interface Received {
  readonly recipients: readonly string[];
  readonly message: string;
}

/** A real SMTP server on loopback; `answer` decides about each recipient. */
async function smtp() {
  const received: Received[] = [];
  const control = { answer: (_address: string): Error | null => null };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => done(control.answer(address)),
    onData(stream, session: SMTPServerSession, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          message: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
  return {
    received,
    control,
    url: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });
/** Quoted-printable and base64 undone, as far as these tests need. */
const readable = (message: string) =>
  message
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'))
    .replace(
      /\r\n\r\n((?:[A-Za-z0-9+/=]{60,}\r\n)+[A-Za-z0-9+/=]*)/g,
      (_, text: string) => `\n\n${Buffer.from(text.replace(/\s/g, ''), 'base64').toString('utf8')}`,
    );

let mailbox: Awaited<ReturnType<typeof smtp>>;
let server: TestServer;
before(async () => {
  mailbox = await smtp();
  server = await startServer({
    mailer: smtpMailer({ url: mailbox.url, from: null, publicUrl: 'https://share.example.com' }),
  });
});
after(async () => {
  await server.close();
  await mailbox.close();
});

let people = 0;
const newAddress = () => `reader${(people += 1)}@example.org`;
const send = (body: object = {}, headers: Record<string, string> = {}) =>
  server.call('POST', '/api/shares', {
    headers,
    body: { resource: { kind: 'render', id: samples.render }, channel: 'email', recipientEmail: newAddress(), ...body },
  });
/** The share once its e-mail has an outcome. */
async function settled(id: string): Promise<unknown> {
  for (;;) {
    const { body } = await server.call('GET', `/api/shares/${id}`);
    if (at(body, 'delivery') !== 'queued') return body;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('an e-mail with a link', () => {
  it('says what was shared, by whom, how long it lasts, and carries a link of the recipient’s own', async () => {
    const recipientEmail = newAddress();
    const { status, body } = await send({
      recipientEmail,
      usageLimit: 1,
      expiresIn: 86_400,
      password: 'x',
      message: 'See <b>page 3</b>\r\nBcc: all@example.org',
    });
    assert.equal(status, 201);
    assert.equal(at(await settled(textAt(body, 'id')), 'delivery'), 'sent');
    const mail = mailbox.received.at(-1);
    assert.deepEqual(mail?.recipients, [recipientEmail]);
    const text = readable(mail?.message ?? '');
    assert.match(text, /^Subject: A link was shared with you\r$/m);
    assert.ok(text.includes(textAt(body, 'url')));
    assert.match(text, /It can be opened once/);
    assert.match(text, /UTC/);
    assert.match(text, /asks for a password/);
    assert.ok(
      !text.includes('<b>page 3</b>') || text.includes('&#60;b&#62;page 3'),
      'the sender’s words are never HTML',
    );
    const head = (mail?.message ?? '').split('\r\n\r\n')[0] ?? '';
    assert.doesNotMatch(head, /^Bcc:/im);
  });

  it('is written in each of the languages', async () => {
    for (const language of languages) {
      const { body } = await send({ language });
      await settled(textAt(body, 'id'));
      assert.match(
        readable(mailbox.received.at(-1)?.message ?? ''),
        new RegExp(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`),
      );
    }
  });

  it('is sent once, however often the request is repeated', async () => {
    const count = mailbox.received.length;
    const recipientEmail = newAddress();
    const headers = { 'idempotency-key': '"mail-once"' };
    const answers = [await send({ recipientEmail }, headers), await send({ recipientEmail }, headers)];
    assert.equal(new Set(answers.map(({ body }) => at(body, 'id'))).size, 1);
    await settled(textAt(answers[0]?.body, 'id'));
    assert.equal(mailbox.received.length, count + 1);
  });

  it('that the mail server refuses for good is shown as failed, and one that it puts off is tried again', async () => {
    mailbox.control.answer = (address) =>
      address.startsWith('nobody')
        ? refusal(550, 'No such user')
        : address.startsWith('later')
          ? refusal(451, 'Come back')
          : null;
    const refused = await send({ recipientEmail: 'nobody@example.org' });
    assert.equal(at(await settled(textAt(refused.body, 'id')), 'delivery'), 'failed');
    const later = await send({ recipientEmail: 'later@example.org' });
    const id = textAt(later.body, 'id');
    const firstTry = async () => (await server.store.jobsOfShares('mail', [id])).at(-1);
    while ((await firstTry())?.note !== 'The mail server asked to try later (451).')
      await new Promise((resolve) => setImmediate(resolve));
    mailbox.control.answer = () => null;
    server.clock.advance(10_000);
    // Whatever is sent next takes along what is due.
    await send();
    assert.equal(at(await settled(id), 'delivery'), 'sent');
    assert.equal(mailbox.received.filter(({ recipients }) => recipients.includes('later@example.org')).length, 1);
  });

  it('that was under way when the process died is not sent a second time', async () => {
    const { body } = await server.call('POST', '/api/shares', {
      body: { resource: { kind: 'render', id: samples.render }, recipientEmail: 'twice@example.org' },
    });
    const id = textAt(body, 'id');
    await server.store.enqueue({
      id: `mail-${id}`,
      kind: 'mail',
      shareId: id,
      payload: '{}',
      attempts: 1,
      dueAt: 0,
      createdAt: 0,
      finishedAt: null,
      outcome: null,
      note: 'sending',
    });
    await send();
    const job = async () => (await server.store.jobsOfShares('mail', [id])).at(-1);
    while ((await job())?.outcome === null) await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await job())?.outcome, 'failed');
    assert.equal(
      mailbox.received.some(({ recipients }) => recipients.includes('twice@example.org')),
      false,
    );
  });

  it('goes to one plain address, or nowhere', async () => {
    const count = mailbox.received.length;
    for (const recipientEmail of [
      'a@example.org, b@example.org',
      'a@example.org;b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      'Group: a@example.org;',
      '<a@example.org>',
      'a@example.org\u0000',
      '"a b"@example.org',
      'a(comment)@example.org',
      `${'a'.repeat(250)}@example.org`,
      '',
      'a',
      '@example.org',
      'a@',
    ]) {
      assert.equal((await send({ recipientEmail })).status, 422, recipientEmail);
    }
    assert.equal(mailbox.received.length, count);
  });

  it('is capped for each recipient', async () => {
    const recipientEmail = newAddress();
    const statuses: number[] = [];
    for (let i = 0; i < 7; i += 1) statuses.push((await send({ recipientEmail })).status);
    assert.deepEqual(statuses, [201, 201, 201, 201, 201, 429, 429]);
    // Nothing was minted for the refused ones.
    const { body } = await server.call('GET', `/api/shares?search=${recipientEmail}`);
    const list = at(body, 'shares');
    assert.ok(Array.isArray(list) && list.length === 5);
  });

  it('is refused as such where no mail server is set up', async () => {
    const plain = await startServer();
    const { status, body } = await plain.call('POST', '/api/shares', {
      body: { resource: { kind: 'render', id: samples.render }, channel: 'email', recipientEmail: 'a@example.org' },
    });
    assert.deepEqual([status, at(body, 'code')], [503, 'email_not_configured']);
    await plain.close();
  });
});
