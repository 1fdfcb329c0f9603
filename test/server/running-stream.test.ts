import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openAsGuest, startServer, textAt } from './harness.js';

describe('bytes that are under way', () => {
  it('end by a cut connection when the share does, and the log is not filled with stacks', async (t) => {
    const printed = t.mock.method(console, 'error', () => undefined);
    const server = await startServer();
    t.after(() => server.close());
    await server.addFile('render/long.mp4', new Uint8Array(64 * 1024 * 1024));
    const { body } = await server.call('POST', '/api/shares', { body: { resource: { kind: 'render', id: 'long' } } });
    const opened = await openAsGuest(server, textAt(body, 'token'));
    const at = await server.listen();

    const answer = await fetch(`${at}/content/${textAt(opened.body, 'lease')}/long.mp4`);
    assert.equal(answer.status, 200);
    const reader = answer.body?.getReader();
    assert.ok((await reader?.read())?.value?.length);
    await server.call('DELETE', `/api/shares/${textAt(body, 'id')}`);
    const all = async () => {
      // Slower than the server sends: most is still there when the share ends.
      for (let size = 0; ; await new Promise((soon) => setTimeout(soon, 20))) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) return size;
        size += value?.length ?? 0;
      }
    };
    await assert.rejects(all(), /terminated|aborted|other side closed/i);
    assert.deepEqual(
      printed.mock.calls.map(({ arguments: [first] }) => String(first)),
      [],
    );
  });
});
