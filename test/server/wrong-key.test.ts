import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startAnamStub } from '../stubs/anam.js';
import { startCraftkitStub } from '../stubs/craftkit.js';
import { startMicrovisualizerStub } from '../stubs/microvisualizer.js';
import { type Installation, install } from './process.js';

const vendors = [
  { variables: 'CRAFTKIT', source: 'craftkit', name: 'CraftKit', start: startCraftkitStub },
  { variables: 'ANAM', source: 'anam', name: 'Anam', start: startAnamStub },
  { variables: 'MICROVISUALIZER', source: 'microvisualizer', name: 'MicroVisualizer', start: startMicrovisualizerStub },
] as const;

/** So that the owner learns it before the first guest does. */
for (const { variables, source, name, start } of vendors) {
  describe(`a wrong key of ${name}`, () => {
    const sentence = `${name} refused the key in ${variables}_API_KEY.`;
    let installation: Installation;
    let stub: Awaited<ReturnType<typeof start>>;
    const environment = (key: string) => ({ [`${variables}_API_KEY`]: key, [`${variables}_BASE_URL`]: stub.url });
    before(async () => {
      installation = await install();
      stub = await start({ key: 'right_canary_key' });
    });
    after(async () => {
      await stub.close();
      await installation.remove();
    });

    test('is told by the doctor, which ends with 1 and does not say the key', async () => {
      const { code, stdout, stderr } = await installation.run(['doctor'], environment('wrong_canary_key'));
      assert.equal(code, 1, stderr);
      assert.ok(stdout.includes(sentence), stdout);
      assert.ok(!`${stdout}${stderr}`.includes('wrong_canary_key'));
      assert.ok(!`${stdout}${stderr}`.includes('canary_text'));
    });

    test('stands in the detail of /readyz, while the server goes on for all other links', async () => {
      const { child, ended } = await installation.serve(environment('wrong_canary_key'));
      const answer = await fetch(`${installation.url}/readyz`);
      const text = await answer.text();
      child.kill();
      const { stderr } = await ended();
      assert.equal(answer.status, 200);
      // For the operator, in the log: which vendor and which call, and nothing of the key.
      assert.match(stderr, new RegExp(`"event":"upstream_failed","service":"${name}"`));
      assert.ok(!stderr.includes('canary'));
      assert.equal((JSON.parse(text) as { sources: Record<string, string> }).sources[source], sentence);
      assert.ok(!text.includes('canary'));
    });

    test('is what the doctor no longer speaks of once the key is right', async () => {
      const { code, stdout, stderr } = await installation.run(['doctor'], environment('right_canary_key'));
      assert.equal(code, 0, stderr);
      assert.match(stdout, new RegExp(`ok +source ${source}`));
    });
  });
}
