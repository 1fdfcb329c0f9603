import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { ConfigError } from '../../../src/server/sources/addresses.js';
import { createAnamSource } from '../../../src/server/sources/anam.js';
import { type Environment, readVendorSettings } from '../../../src/server/sources/config.js';
import { createCraftkitSource } from '../../../src/server/sources/craftkit.js';
import { createMicrovisualizerSource } from '../../../src/server/sources/microvisualizer.js';

const keys = { CRAFTKIT_API_KEY: 'ck_live_1', ANAM_API_KEY: 'anam_1', MICROVISUALIZER_API_KEY: 'mv_1' };

function problemsOf(environment: Environment): readonly string[] {
  try {
    readVendorSettings(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

describe('the vendors’ settings', () => {
  it('are none without a key', () => {
    const none = { craftkit: null, craftkitWebhookSecret: null, anam: null, microvisualizer: null };
    assert.deepEqual(readVendorSettings({}), none);
    assert.deepEqual(readVendorSettings({ CRAFTKIT_API_KEY: ' ', ANAM_LINKS: '' }), none);
  });

  it('are read into options that the sources take', () => {
    const settings = readVendorSettings({
      ...keys,
      CRAFTKIT_API_KEY: 'ck_live_1\n',
      CRAFTKIT_BASE_URL: 'http://127.0.0.1:9000/craftkit/',
      CRAFTKIT_LINKS: 'upstream',
      CRAFTKIT_WEBHOOK_SECRET: 'whsec',
      ANAM_SHARE_URL: 'https://lab.example/share/{token}?x=1',
      ANAM_MEDIA_HOSTS: 'cdn.example.com, *.example.org',
      MICROVISUALIZER_SHARE_URL: 'https://app.example/p/{token}',
      MICROVISUALIZER_COORDINATES: 'centre',
      MICROVISUALIZER_GRAPH_DEPTH: '0',
      MICROVISUALIZER_GRAPH_FILTER: 'my-project-a1b2c=service--payment, category--billing; other-project=service--x',
    });
    assert.deepEqual(settings, {
      craftkit: { apiKey: 'ck_live_1', baseUrl: 'http://127.0.0.1:9000/craftkit/', links: 'upstream' },
      craftkitWebhookSecret: 'whsec',
      anam: {
        apiKey: 'anam_1',
        shareUrl: 'https://lab.example/share/{token}?x=1',
        mediaHosts: ['cdn.example.com', '*.example.org'],
      },
      microvisualizer: {
        apiKey: 'mv_1',
        shareUrl: 'https://app.example/p/{token}',
        coordinates: 'center',
        depth: 0,
        filters: { 'my-project-a1b2c': ['service--payment', 'category--billing'], 'other-project': ['service--x'] },
      },
    });
    assert.ok(settings.craftkit && settings.anam && settings.microvisualizer);
    assert.equal(createCraftkitSource(settings.craftkit).links, 'upstream');
    assert.equal(createAnamSource(settings.anam).links, 'own');
    assert.equal(createMicrovisualizerSource(settings.microvisualizer).links, 'own');
  });

  const wrong: readonly [variable: string, value: string, mend: RegExp][] = [
    ['CRAFTKIT_API_KEY', 'ck live', /Copy the key again/],
    ['ANAM_API_KEY', 'schlüssel', /Copy the key again/],
    ['MICROVISUALIZER_API_KEY', 'two\r\nlines', /Copy the key again/],
    ['CRAFTKIT_BASE_URL', 'api.craftkit.dev', /must be an address/],
    ['CRAFTKIT_BASE_URL', 'http://api.craftkit.dev', /must begin with https/],
    ['CRAFTKIT_BASE_URL', 'http://127.0.0.1.evil.example', /must begin with https/],
    ['CRAFTKIT_BASE_URL', 'http://10.0.0.1', /must begin with https/],
    ['ANAM_BASE_URL', 'https://user:pass@api.anam.ai', /must begin with https:\/\/ and hold no user name/],
    ['ANAM_BASE_URL', 'ftp://api.anam.ai', /must begin with https/],
    ['MICROVISUALIZER_BASE_URL', 'https://api.example/?a=b', /without \? and #/],
    ['CRAFTKIT_LINKS', 'ours', /own .* or upstream/],
    ['ANAM_LINKS', 'Upstream', /own .* or upstream/],
    ['ANAM_SHARE_URL', 'https://lab.anam.ai/share/', /must hold \{token\} once/],
    ['ANAM_SHARE_URL', 'https://lab.anam.ai/{token}/{token}', /must hold \{token\} once/],
    ['ANAM_SHARE_URL', 'https://{token}.anam.ai/', /after the host/],
    ['ANAM_SHARE_URL', 'http://lab.anam.ai/{token}', /must begin with https/],
    ['ANAM_SHARE_URL', 'javascript:alert({token})', /must begin with https/],
    ['ANAM_MEDIA_HOSTS', 'https://cdn.example.com', /host names with commas/],
    ['ANAM_MEDIA_HOSTS', '*', /host names with commas/],
    ['ANAM_MEDIA_HOSTS', '127.0.0.1', /host names with commas/],
    ['ANAM_MEDIA_HOSTS', 'localhost', /host names with commas/],
    ['MICROVISUALIZER_SHARE_URL', 'https://app.example/p', /must hold \{token\} once/],
    ['MICROVISUALIZER_COORDINATES', 'middle', /center or corner/],
    ['MICROVISUALIZER_GRAPH_DEPTH', '6', /from 0 to 5/],
    ['MICROVISUALIZER_GRAPH_DEPTH', '1.5', /from 0 to 5/],
    ['MICROVISUALIZER_GRAPH_FILTER', 'my-project', /must be a project/],
    ['MICROVISUALIZER_GRAPH_FILTER', 'my-project=a,,b', /must be a project/],
    ['MICROVISUALIZER_GRAPH_FILTER', '__proto__=a', /must be a project/],
  ];
  for (const [variable, value, mend] of wrong) {
    it(`refuse ${variable}=${JSON.stringify(value)} with a sentence that names it`, () => {
      const problems = problemsOf({ ...keys, [variable]: value });
      assert.equal(problems.length, 1);
      assert.ok(problems[0]?.startsWith(`${variable} `), problems[0]);
      assert.match(problems[0] ?? '', mend);
    });
  }

  it('that do nothing without a key are told', () => {
    assert.deepEqual(problemsOf({ ANAM_LINKS: 'own', ANAM_SHARE_URL: 'https://lab.anam.ai/{token}' }), [
      'ANAM_LINKS, ANAM_SHARE_URL does nothing without ANAM_API_KEY. Set that too, or leave both out.',
    ]);
  });

  it('are all told at once when several are wrong', () => {
    const problems = problemsOf({ ...keys, CRAFTKIT_LINKS: 'x', ANAM_BASE_URL: 'x', MICROVISUALIZER_GRAPH_DEPTH: 'x' });
    assert.equal(problems.length, 3);
  });

  it('that are wrong stop a source that is made in code, and never tell the key', () => {
    assert.throws(() => createCraftkitSource({ apiKey: 'k', baseUrl: 'http://example.com' }), /CRAFTKIT_BASE_URL must/);
    assert.throws(() => createAnamSource({ apiKey: 'k', shareUrl: 'https://example.com' }), /ANAM_SHARE_URL must/);
    const error = (() => {
      try {
        return createCraftkitSource({ apiKey: 'canary\n' });
      } catch (thrown) {
        return thrown;
      }
    })();
    assert.ok(error instanceof ConfigError);
    assert.ok(!inspect(error, { depth: 9 }).includes('canary'));
  });
});
