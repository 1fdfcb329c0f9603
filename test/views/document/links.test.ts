import { expect } from '@open-wc/testing';
import { readTarget, safeAddress } from '../../../src/views/document/links.js';

describe('the links of a document', () => {
  for (const address of ['https://example.com/a?b#c', 'http://example.com/', 'mailto:someone@example.com']) {
    it(`lead to ${address}`, () => expect(safeAddress(address)).to.equal(address));
  }

  for (const address of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    'ftp://example.com/',
    'tel:123',
    'vbscript:x',
    'intent://x',
    'about:blank',
    '//example.com/',
    '/relative',
    'not an address',
    '',
    null,
    undefined,
    7,
    {},
  ]) {
    it(`do not lead to ${String(JSON.stringify(address))}`, () => expect(safeAddress(address)).to.equal(undefined));
  }

  it('are read from what the file says, and nothing else', () => {
    expect(readTarget({ dest: 'chapter' })).to.deep.equal({ kind: 'place', destination: 'chapter' });
    expect(readTarget({ dest: [3, { name: 'Fit' }] })).to.deep.equal({
      kind: 'place',
      destination: [3, { name: 'Fit' }],
    });
    expect(readTarget({ action: 'NextPage' })).to.deep.equal({ kind: 'action', name: 'NextPage' });
    expect(readTarget({ url: 'https://example.com/', dest: 'x' })).to.deep.equal({
      kind: 'address',
      address: 'https://example.com/',
    });
    for (const nothing of [
      null,
      'x',
      3,
      {},
      { url: 'javascript:x' },
      { unsafeUrl: 'https://example.com/' },
      { dest: 4 },
    ]) {
      expect(readTarget(nothing)).to.equal(undefined);
    }
  });
});
