import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Share } from '../../src/contract/share.js';
import { OwnerClient } from '../../src/client/owner-client.js';
import { Grants } from '../../src/client/grants.js';
import { OwnerSession } from '../../src/elements/controllers/owner-session.js';
import { Revocations } from '../../src/elements/controllers/revocations.js';
import { makeShare } from '../elements/fake-server.js';

/** What was asked of the server, such as `PATCH one` and `DELETE one`. */
let asked: string[];
let revoked: string[];
let revocations: Revocations;
const one = makeShare({ id: 'one' });
const seconds = (count: number) => mock.timers.tick(count * 1000);
/** Lets the answers that are there arrive. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

class Client extends OwnerClient {
  override async change(id: string, change: object): Promise<Share> {
    asked.push(`${'enabled' in change && change.enabled ? 'resume' : 'pause'} ${id}`);
    return { ...one, id };
  }
  override async revoke(id: string): Promise<Share> {
    asked.push(`revoke ${id}`);
    return { ...one, id };
  }
}

describe('A revocation', () => {
  afterEach(() => mock.timers.reset());
  beforeEach(async () => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
    asked = [];
    revoked = [];
    const grants = new Grants(() => Promise.reject(new Error('not asked for')));
    const client = new Client({ server: 'https://share.test', resource: 'render:x', grants });
    revocations = new Revocations(new OwnerSession(client), {
      changed: () => undefined,
      revoked: ({ id }) => revoked.push(id),
      failed: () => assert.fail('nothing fails here'),
    });
    await revocations.begin([one]);
  });

  const isPaused = async () => {
    await settled();
    assert.deepEqual([asked, revoked], [['pause one'], []]);
  };
  const isRevoked = async () => {
    await settled();
    assert.deepEqual([asked, revoked], [['pause one', 'revoke one'], ['one']]);
  };

  it('is final ten seconds after it was asked for', async () => {
    seconds(9.9);
    await isPaused();
    seconds(0.1);
    await isRevoked();
  });

  it('waits while somebody points at the way back, thirty seconds in all', async () => {
    seconds(8);
    revocations.hold();
    seconds(21.9);
    await isPaused();
    seconds(0.1);
    await isRevoked();
  });

  it('goes on with what was left of the time when they point elsewhere', async () => {
    revocations.hold();
    seconds(4);
    revocations.release();
    seconds(5.9);
    await isPaused();
    seconds(0.1);
    await isRevoked();
  });

  it('leaves two seconds to somebody who turned away late', async () => {
    revocations.hold();
    seconds(20);
    revocations.release();
    seconds(1.9);
    await isPaused();
    seconds(0.1);
    await isRevoked();
  });

  it('never lasts longer than thirty seconds, however often somebody turns to it', async () => {
    for (let turn = 0; turn < 29; turn++) {
      revocations.hold();
      seconds(1);
      revocations.release();
    }
    await isPaused();
    seconds(1);
    await isRevoked();
  });

  it('begins its ten seconds again with each key that is pressed there, up to thirty', async () => {
    seconds(9);
    revocations.stir();
    seconds(9);
    await isPaused();
    revocations.stir();
    seconds(9);
    revocations.stir();
    seconds(2.9);
    await isPaused();
    seconds(0.1);
    await isRevoked();
  });

  it('keeps waiting for the pointer when a key is pressed meanwhile', async () => {
    revocations.hold();
    revocations.stir();
    seconds(29.9);
    await isPaused();
    seconds(0.1);
    await isRevoked();
  });

  it('is taken back as it was, and then nothing more happens', async () => {
    seconds(9);
    await revocations.undo();
    revocations.release();
    revocations.stir();
    seconds(60);
    await settled();
    assert.deepEqual([asked, revoked], [['pause one', 'resume one'], []]);
  });

  it('is final at once when another begins, which has all its own time', async () => {
    revocations.hold();
    seconds(25);
    await revocations.begin([{ ...one, id: 'two' }]);
    assert.deepEqual(asked, ['pause one', 'revoke one', 'pause two']);
    seconds(9.9);
    await settled();
    assert.deepEqual(revoked, ['one']);
    seconds(0.1);
    await settled();
    assert.deepEqual(revoked, ['one', 'two']);
  });

  it('is final though the dialog closes before the links are closed', async () => {
    await revocations.undo();
    asked = [];
    const begun = revocations.begin([one]);
    await revocations.finish();
    await begun;
    await isRevoked();
    seconds(60);
    await isRevoked();
  });

  it('is final at once when the dialog closes', async () => {
    revocations.hold();
    await revocations.finish();
    await isRevoked();
    seconds(60);
    await isRevoked();
  });
});
