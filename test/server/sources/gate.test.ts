import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createGate } from '../../../src/server/sources/gate.js';

const settings = { threshold: 3, pause: 1_000, longest: 3_000 };

function failing(times: number) {
  const gate = createGate(settings);
  for (let count = 0; count < times; count += 1) {
    assert.equal(gate.enter(0), null);
    gate.failed(0);
  }
  return gate;
}

describe('the gate before a service', () => {
  it('stays open below the threshold, and one success starts the count anew', () => {
    const gate = failing(2);
    assert.equal(gate.enter(0), null);
    gate.succeeded(0);
    assert.equal(gate.enter(0), null);
    gate.failed(0);
    assert.equal(gate.enter(0), null);
  });

  it('closes after as many failures in a row, and tells for how long', () => {
    const gate = failing(3);
    assert.deepEqual(gate.enter(400), { because: 'broken', wait: 600 });
    assert.equal(gate.wait(400), 600);
  });

  it('lets one request try after the pause, and the others wait for what it finds', () => {
    const gate = failing(3);
    assert.equal(gate.enter(1_000), null);
    assert.equal(gate.enter(1_000)?.because, 'broken');
    gate.succeeded(1_000);
    assert.equal(gate.enter(1_000), null);
  });

  it('waits twice as long after each failed try, up to a limit', () => {
    const gate = failing(3);
    let now = 1_000;
    for (const pause of [2_000, 3_000, 3_000]) {
      assert.equal(gate.enter(now), null);
      gate.failed(now);
      assert.equal(gate.enter(now)?.wait, pause);
      now += pause;
    }
  });

  it('lets another request try when the client of the first one left', () => {
    const gate = failing(3);
    assert.equal(gate.enter(1_000), null);
    gate.abandoned(1_000);
    assert.equal(gate.enter(1_000), null);
  });

  it('does not count requests that were on their way when it closed against the try', () => {
    const gate = createGate(settings);
    for (let count = 0; count < 5; count += 1) gate.enter(0);
    for (let count = 0; count < 5; count += 1) gate.failed(0);
    assert.deepEqual(gate.enter(0), { because: 'broken', wait: 1_000 });
  });

  it('keeps to what the service said, but not for longer than ten minutes', () => {
    const gate = createGate(settings);
    gate.hold(0, 7_000);
    assert.deepEqual(gate.enter(2_000), { because: 'told', wait: 5_000 });
    assert.equal(gate.enter(7_000), null);
    gate.succeeded(7_000);
    gate.hold(0, 86_400_000);
    assert.equal(gate.enter(0)?.wait, 600_000);
  });
});
