import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apiRate } from '../../src/server/middleware/api-rate.js';
import { anamRoutes } from '../../src/server/dialects/anam.js';
import { craftkitRoutes } from '../../src/server/dialects/craftkit.js';
import { microvisualizerRoutes } from '../../src/server/dialects/microvisualizer.js';
import type { MailOutcome } from '../../src/server/mail/mailer.js';
import { at, samples, startServer, type TestServer, testMailer } from '../server/harness.js';
import { difference, type Exchange, readCurl, readExchanges } from './transcript.js';

/** The moment in which everything on the pages happens. */
const moment = Date.parse('2026-06-05T10:05:00.000Z');

/** What the pages say that the reader has at hand. */
const given = {
  GUESTPASS_URL: 'https://share.example.com',
  RENDER_ID: samples.render,
  UNREADY_ID: samples.unready,
  PERSONA_ID: samples.persona,
  PROJECT_ID: samples.project,
};

/** Somebody who goes through a page from the top, and keeps what the page says to keep. */
class Reader {
  readonly #servers = new Map<string, Promise<TestServer>>();
  readonly #variables: Record<string, string> = {};

  async follow(exchange: Exchange): Promise<void> {
    const server = await this.#serverFor(exchange.condition);
    const variables = { ...given, GUESTPASS_API_KEY: server.key, ...this.#variables };
    const { method, url, headers, body } = readCurl(exchange.command, variables);
    const path = url.replace(given.GUESTPASS_URL, '');
    if (exchange.condition === 'after too many requests') {
      for (let sent = 0; sent < apiRate.burst; sent += 1) await server.fetch(path, { headers });
    }
    const response = await server.fetch(path, { method, headers, ...(body === null ? {} : { body }) });
    const text = await response.text();
    const answered: unknown = text === '' ? null : JSON.parse(text);
    assert.equal(response.status, exchange.status, text);
    for (const [name, value] of exchange.headers) assert.equal(response.headers.get(name), value, name);
    assert.equal(difference(exchange.body, answered), null);
    for (const [name, keptPath] of exchange.kept) {
      const value = at(answered, keptPath);
      assert.equal(typeof value, 'string', `${keptPath} is kept as $${name}`);
      this.#variables[name] = String(value);
    }
  }

  /** A server as a condition needs it; the one without a condition keeps what was done before. */
  #serverFor(condition: string | null): Promise<TestServer> {
    const name = condition === 'after too many requests' ? '' : (condition ?? '');
    const known = this.#servers.get(name);
    if (known) return known;
    const started = startServer({ now: () => moment, url: given.GUESTPASS_URL, ...mailFor(name) });
    this.#servers.set(name, started);
    return started;
  }

  async close(): Promise<void> {
    for (const server of this.#servers.values()) await (await server).close();
  }
}

function mailFor(condition: string) {
  if (condition === '') return {};
  const mailer = testMailer();
  if (condition === 'with e-mail') return { mailer };
  assert.equal(condition, 'with e-mail that is refused', 'a condition that this test knows');
  const refused: MailOutcome = { outcome: 'refused', reason: 'The page says so.' };
  mailer.outcomes.push(refused);
  return { mailer };
}

/** The routes of each page's dialect. */
const pages = {
  craftkit: craftkitRoutes,
  anam: anamRoutes,
  microvisualizer: microvisualizerRoutes,
};

for (const [page, routes] of Object.entries(pages)) {
  describe(`docs/api/${page}.md`, () => {
    const file = fileURLToPath(new URL(`../../docs/api/${page}.md`, import.meta.url));
    const exchanges = readExchanges(readFileSync(file, 'utf8'));
    const reader = new Reader();
    after(() => reader.close());

    it('shows a success of every route', () => {
      for (const { method, path } of routes) {
        const address = new RegExp(`\\$GUESTPASS_URL${path.replace(/:\w+/g, '[^/"?]+')}["?]`);
        const shown = exchanges.filter(
          ({ command, status }) =>
            status < 300 && (/-X (\w+)/.exec(command)?.[1] ?? 'GET') === method && address.test(command),
        );
        assert.ok(shown.length > 0, `${method} ${path}`);
      }
    });
    for (const exchange of exchanges) {
      const [first = ''] = exchange.command.split('\n');
      it(`line ${exchange.line}: ${first.replace(/ \\$/, '')} answers ${exchange.status} as written`, () =>
        reader.follow(exchange));
    }
  });
}
