import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Installation, install } from './process.js';

describe('guestpass doctor LINK --site', () => {
  let installation: Installation;
  let link = { token: '', url: '' };
  let stop: () => Promise<unknown>;
  before(async () => {
    installation = await install({ resources: true });
    const { stdout } = await installation.run(['keys', 'create', '--name', 'tests']);
    const { child, ended } = await installation.serve();
    stop = () => {
      child.kill();
      return ended();
    };
    const answer = await fetch(`${installation.url}/api/shares`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stdout.trim()}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        resource: { kind: 'render', id: 'first-light' },
        type: 'PLAYER_EMBED',
        allowedOrigins: ['https://good.invalid', 'http://localhost:9'],
      }),
    });
    link = (await answer.json()) as typeof link;
    assert.equal(answer.status, 201);
  });
  after(async () => {
    await stop();
    await installation.remove();
  });

  it('says that nothing blocks an allowed site, also by the link’s whole address, and ends with 0', async () => {
    for (const target of [link.token, `${installation.url}/share/${link.token}`]) {
      const { code, stdout, stderr } = await installation.run([
        'doctor',
        target,
        '--site',
        'https://good.invalid/page',
      ]);
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, /ok {7}list: https:\/\/good\.invalid is on the link's list of sites\./);
      assert.match(stdout, /ok {7}proxy: /);
      assert.match(stdout, /Nothing that was found keeps this link from showing/);
    }
  });

  it('names the layer that blocks, with what to add, and ends with 1', async () => {
    const { code, stdout } = await installation.run(['doctor', link.token, '--site', 'https://bad.invalid/']);
    assert.equal(code, 1);
    assert.match(stdout, /BLOCKED {2}list: .*\n +→ Add https:\/\/bad\.invalid to the allowed sites of the link\./);
    assert.match(stdout, /This link does not show on https:\/\/bad\.invalid\//);
  });

  it('fetches no internal address, though it may be on the list', async () => {
    const { stdout } = await installation.run(['doctor', link.token, '--site', 'http://localhost:9/']);
    assert.match(stdout, /unknown {2}page: The site has an address that is not on the public internet/);
  });

  it('says what it was not given, and ends with an error', async () => {
    const none = await installation.run(['doctor', link.token]);
    assert.notEqual(none.code, 0);
    assert.match(none.stderr, /Say which site/);
    const wrong = await installation.run(['doctor', 'sh_0000000000000000000000', '--site', 'https://good.invalid']);
    assert.notEqual(wrong.code, 0);
    assert.doesNotMatch(wrong.stderr, /\n\s+at /);
  });
});
