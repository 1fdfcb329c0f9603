import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { frameAncestors, isOriginAllowed, parseOriginPattern } from '../../src/contract/origins.js';
import { csp3Allows } from './csp3.js';
import { cases } from './origin-cases.js';

describe('the rules of origins', () => {
  for (const [pattern, origin, allowed, because] of cases) {
    it(`${JSON.stringify(pattern)} ${allowed ? 'allows' : 'refuses'} ${JSON.stringify(origin)}: ${because}`, () => {
      assert.equal(isOriginAllowed([pattern], origin), allowed);
    });
  }

  it('allows nobody with an empty list, and says so in the header', () => {
    assert.equal(isOriginAllowed([], 'https://example.com'), false);
    assert.equal(frameAncestors([]), "'none'");
  });

  it('passes over a wrong entry without disabling the others', () => {
    const patterns = ['nonsense', 'https://bücher.example;', 'https://example.com'];
    assert.equal(isOriginAllowed(patterns, 'https://example.com'), true);
    assert.equal(frameAncestors(patterns), 'https://example.com');
  });

  it('writes each source once, in its canonical form, and http with a port in both forms', () => {
    assert.equal(frameAncestors(['https://A.example/', 'https://a.example:443']), 'https://a.example');
    assert.equal(frameAncestors(['http://localhost:3000']), 'http://localhost:3000 https://localhost:3000');
    assert.equal(frameAncestors(['https://bücher.example']), 'https://xn--bcher-kva.example');
  });

  it('says why an entry is refused', () => {
    const problems = [
      'www.x.com/path',
      'https://x.com/path',
      'https://*',
      'http://127.0.0.1:80',
      'https://x.com:80',
      '',
    ].map((text) => {
      const result = parseOriginPattern(text);
      return result.ok ? 'ok' : result.problem;
    });
    assert.deepEqual(problems, ['no_scheme', 'path', 'wildcard', 'ip_address', 'port_of_other_scheme', 'empty']);
  });

  it('parses its own canonical form to itself', () => {
    fc.assert(
      fc.property(pattern, (text) => {
        const first = parseOriginPattern(text);
        if (!first.ok) return;
        const second = parseOriginPattern(first.pattern.canonical);
        assert.ok(second.ok);
        assert.deepEqual(second.pattern, first.pattern);
      }),
    );
  });

  it('never lets a byte into the header that could end or drop the directive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pattern, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), { maxLength: 8 }),
        (patterns) => {
          const value = frameAncestors(patterns);
          assert.match(value, /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/);
          assert.doesNotMatch(value, /[;,]/);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it('decides as CSP3 decides on the header that it writes', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 6 }), origin, (patterns, from) => {
        assert.equal(isOriginAllowed(patterns, from), csp3Allows(frameAncestors(patterns), from));
      }),
      { numRuns: 20_000 },
    );
  });
});

const host = fc.constantFrom(
  'example.com',
  'a.example.com',
  'b.a.example.com',
  'badexample.com',
  'localhost',
  'a.localhost',
  'bücher.example',
  'xn--bcher-kva.example',
  'com',
  '127.0.0.1',
  'x_y.example',
);
const port = fc.constantFrom('', ':80', ':443', ':3000', ':8443', ':0443', ':');
const scheme = fc.constantFrom('http://', 'https://', 'HTTPS://', 'ftp://', '');
const pattern = fc
  .tuple(scheme, fc.constantFrom('', '', '*.', '*'), host, port, fc.constantFrom('', '', '/', '/p', '?q'))
  .map((parts) => parts.join(''));
/** Only what a browser can send. */
const origin = fc
  .tuple(
    fc.constantFrom('http:', 'https:'),
    fc.constantFrom(
      'example.com',
      'a.example.com',
      'b.a.example.com',
      'badexample.com',
      'localhost',
      'a.localhost',
      'xn--bcher-kva.example',
      'other.test',
    ),
    fc.constantFrom('', '3000', '8443', '80', '443'),
  )
  .map(([protocol, name, number]) => new URL(`${protocol}//${name}${number && `:${number}`}`).origin);
