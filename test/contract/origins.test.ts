import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { frameAncestors, isOriginAllowed, parseOriginPattern } from '../../src/contract/origins.js';
import { csp3Allows } from './csp3.js';

/** Pattern, origin, whether it matches; and what a matcher would have to get wrong to say otherwise. */
const cases: readonly (readonly [pattern: string, origin: string | null, allowed: boolean, because: string])[] = [
  ['https://example.com', 'https://example.com', true, 'equal'],
  ['https://example.com/', 'https://example.com', true, 'a trailing slash is taken off'],
  ['HTTPS://EXAMPLE.COM', 'https://example.com', true, 'case does not matter in a pattern'],
  [' https://example.com ', 'https://example.com', true, 'space around is taken off'],
  ['https://example.com:443', 'https://example.com', true, 'the default port is dropped'],
  ['http://example.com:80', 'http://example.com', true, 'the default port of http is dropped'],
  ['https://bücher.example', 'https://xn--bcher-kva.example', true, 'IDN becomes Punycode'],
  ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example', true, 'Punycode as it is'],
  ['https://faß.example', 'https://xn--fa-hia.example', true, 'IDNA is not transitional'],
  ['https://*.example.com', 'https://a.example.com', true, 'one label'],
  ['https://*.example.com', 'https://a.b.example.com', true, 'any depth'],
  ['https://*.example.com:8443', 'https://a.example.com:8443', true, 'wildcard with a port'],
  ['https://*.bücher.example', 'https://www.xn--bcher-kva.example', true, 'wildcard over IDN'],
  ['http://example.com', 'https://example.com', true, 'http upgrades to https'],
  ['http://*.example.com', 'https://a.example.com', true, 'http upgrades under a wildcard'],
  ['http://localhost:3000', 'http://localhost:3000', true, 'localhost while developing'],
  ['http://localhost:3000', 'https://localhost:3000', true, 'http with a port upgrades to https on that port'],
  ['http://*.localhost:3000', 'http://a.localhost:3000', true, 'subdomains of localhost'],
  ['https://a-b.example', 'https://a-b.example', true, 'a hyphen within'],
  ['https://1.example', 'https://1.example', true, 'digits are labels too'],
  ['https://example.com', 'http://example.com', false, 'https does not downgrade'],
  ['https://example.com', 'https://example.com:8443', false, 'another port'],
  ['https://example.com:8443', 'https://example.com', false, 'no port is the default port'],
  ['https://example.com:8443', 'https://example.com:8444', false, 'ports are equal or not'],
  ['http://example.com:8080', 'https://example.com', false, 'an upgrade keeps the port'],
  ['https://example.com', 'https://www.example.com', false, 'a host is not its subdomains'],
  ['https://www.example.com', 'https://example.com', false, 'nor the other way round'],
  ['https://*.example.com', 'https://example.com', false, 'a wildcard is not the base itself'],
  ['https://*.example.com', 'https://badexample.com', false, 'a suffix without the dot'],
  ['https://*.example.com', 'https://example.com.evil.test', false, 'the end counts, not the middle'],
  ['https://*.example.com', 'http://a.example.com', false, 'a wildcard does not downgrade'],
  ['https://*.example.com', 'https://a.example.com:444', false, 'a wildcard keeps the port'],
  ['https://example.com', 'https://exampleXcom.test', false, 'a dot is a dot'],
  ['https://example.com', 'https://example.comm', false, 'no prefix match'],
  ['https://example.com', 'https://xample.com', false, 'no suffix match'],
  ['https://example.com', 'null', false, 'an opaque origin'],
  ['https://example.com', null, false, 'no origin at all'],
  ['https://example.com', '', false, 'an empty origin'],
  ['https://example.com', 'file://', false, 'a file'],
  ['https://example.com', 'blob:https://example.com/1', false, 'a blob address is no origin'],
  ['https://example.com', 'https://example.com/', false, 'an origin has no slash'],
  ['https://example.com', 'https://example.com/path', false, 'an origin has no path'],
  ['https://example.com', 'https:example.com', false, 'a spelling that parsers repair'],
  ['https://example.com', 'https:\\\\example.com', false, 'backslashes that parsers repair'],
  ['https://example.com', 'https://exam\nple.com', false, 'a line break that parsers drop'],
  ['https://example.com', 'https://ex%61mple.com', false, 'percent signs that parsers decode'],
  ['https://example.com', 'https://example。com', false, 'an ideographic full stop'],
  ['https://example.com', 'HTTPS://EXAMPLE.COM', false, 'browsers send origins in lower case'],
  ['https://example.com', 'https://example.com:443', false, 'browsers send no default port'],
  ['https://example.com', 'https://user@example.com', false, 'an origin has no user'],
  ['https://example.com.', 'https://example.com', false, 'a trailing dot is another host'],
  ['https://example.com', 'https://example.com.', false, 'and so in an origin'],
  ['chrome-extension://abcdef', 'chrome-extension://abcdef', false, 'extensions are no web pages'],
  ['capacitor://localhost', 'capacitor://localhost', false, "nor are apps' views"],
  ['*', 'https://example.com', false, 'a star is not a pattern'],
  ['https:', 'https://example.com', false, 'nor is a scheme'],
  ['https://*', 'https://example.com', false, 'nor a star as a host'],
  ["'self'", 'https://example.com', false, 'nor a keyword'],
  ['null', 'null', false, 'null is never allowed'],
  ['example.com', 'https://example.com', false, 'a scheme is needed'],
  ['//example.com', 'https://example.com', false, 'and not left to the page'],
  ['ftp://example.com', 'ftp://example.com', false, 'only the schemes of web pages'],
  ['https://example.com/path', 'https://example.com', false, 'a path can never match'],
  ['https://example.com?x', 'https://example.com', false, 'nor a query'],
  ['https://example.com#x', 'https://example.com', false, 'nor a fragment'],
  ['https://user@example.com', 'https://example.com', false, 'nor a user'],
  ['https://a*.example.com', 'https://ab.example.com', false, 'a star stands for whole labels'],
  ['https://a.*.example.com', 'https://a.b.example.com', false, 'and only at the front'],
  ['https://*.*.example.com', 'https://a.b.example.com', false, 'and only once'],
  ['https://*.com', 'https://example.com', false, 'not for a whole top-level domain'],
  ['https://127.0.0.1', 'https://127.0.0.1', false, 'no IPv4 address'],
  ['https://0x7f.1', 'https://127.0.0.1', false, 'in no spelling'],
  ['https://2130706433', 'https://127.0.0.1', false, 'not even as one number'],
  ['https://*.0.0.1', 'https://127.0.0.1', false, 'not under a wildcard'],
  ['http://[::1]:3000', 'http://[::1]:3000', false, 'no IPv6 address'],
  ['https://exam_ple.com', 'https://exam_ple.com', false, 'an underscore is in no host name'],
  ['https://-a.example', 'https://-a.example', false, 'no hyphen at the front'],
  ['https://a-.example', 'https://a-.example', false, 'nor at the end'],
  ['https://example.com:0443', 'https://example.com', false, 'no leading zeros'],
  ['https://example.com:80', 'https://example.com', false, 'the port of the other scheme'],
  ['http://example.com:443', 'https://example.com', false, 'and the other way round'],
  ['https://example.com:', 'https://example.com', false, 'an empty port'],
  ['https://example.com:99999', 'https://example.com:99999', false, 'a port beyond the last'],
  ['https://example.com:*', 'https://example.com:8443', false, 'no star as a port'],
  ['https://example.com; script-src *', 'https://example.com', false, 'no directive can be smuggled in'],
  ['https://example.com, https://b.test', 'https://example.com', false, 'one entry is one site'],
  ['https://example.com\r\nX: y', 'https://example.com', false, 'no header can be smuggled in'],
  ['https://ｅxample.com', 'https://example.com', false, 'full-width letters look like another host'],
  ['https://\u212Aelvin.example', 'https://kelvin.example', false, 'the Kelvin sign is no k'],
];

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
