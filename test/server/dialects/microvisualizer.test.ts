import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { at, openAsGuest, samples, startServer, type TestServer, textAt } from '../harness.js';

const path = `/v1/projects/${samples.project}/public-share-token`;
const resource = { kind: 'project', id: samples.project };

describe('the MicroVisualizer dialect', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    await server.call('DELETE', path);
    server.clock.advance(1000);
  });

  const mintElsewhere = async (body: Readonly<Record<string, unknown>> = {}) => {
    const answer = await server.call('POST', '/api/shares', { body: { resource, ...body } });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    server.clock.advance(1000);
    return answer.body;
  };
  const currentToken = async () => at((await server.call('GET', path)).body, 'token');

  it('makes a token, a UUID v4, and shows the same one afterwards', async () => {
    const made = await server.call('POST', path);
    assert.equal(made.status, 200);
    assert.deepEqual(Object.keys(Object(made.body)).sort(), ['createdAt', 'token']);
    assert.match(textAt(made.body, 'token'), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const shown = await server.call('GET', path);
    assert.equal(shown.status, 200);
    assert.deepEqual(shown.body, made.body);
  });

  it('replaces: every link and embed of the project from before is dead at once', async () => {
    const link = await mintElsewhere();
    const embed = await mintElsewhere({ type: 'PLAYER_EMBED', allowAllOrigins: true });
    const first = await server.call('POST', path);
    for (const share of [link, embed]) assert.equal((await openAsGuest(server, textAt(share, 'token'))).status, 410);
    const second = await server.call('POST', path);
    assert.notEqual(at(second.body, 'token'), at(first.body, 'token'));
    assert.equal((await openAsGuest(server, textAt(first.body, 'token'))).status, 410);
    const opened = await openAsGuest(server, textAt(second.body, 'token'));
    assert.equal(opened.status, 200);
    assert.equal(at(opened.body, 'view.type'), 'graph');
    assert.equal(await currentToken(), at(second.body, 'token'));
  });

  it('asks for no body, and passes over what is sent', async () => {
    assert.equal((await server.call('POST', path, { body: 'no JSON at all' })).status, 200);
  });

  it("is the same share as in the owners' API, which marks it as the primary one", async () => {
    const made = await server.call('POST', path);
    const { body } = await server.call('GET', `/api/shares?kind=project&id=${samples.project}&state=active`);
    assert.equal(at(body, 'shares.0.token'), at(made.body, 'token'));
    assert.equal(at(body, 'shares.0.isPrimary'), true);
    assert.equal(at(body, 'shares.1'), undefined);
  });

  it('shows a share that was minted elsewhere: the primary one, else the newest that works', async () => {
    const oldest = await mintElsewhere();
    const primary = await mintElsewhere({ isPrimary: true });
    const newest = await mintElsewhere();
    assert.equal(await currentToken(), at(primary, 'token'));
    await server.call('PATCH', `/api/shares/${textAt(primary, 'id')}`, { body: { enabled: false } });
    assert.equal(await currentToken(), at(newest, 'token'));
    await server.call('DELETE', `/api/shares/${textAt(newest, 'id')}`);
    assert.equal(await currentToken(), at(oldest, 'token'));
  });

  it('says when a token was made: of a rotated link that is when it was rotated', async () => {
    const share = await mintElsewhere();
    const before = await server.call('GET', path);
    assert.equal(at(before.body, 'createdAt'), at(share, 'createdAt'));
    await server.call('POST', `/api/shares/${textAt(share, 'id')}/rotate`, { body: {} });
    const rotated = await server.call('GET', path);
    assert.notEqual(at(rotated.body, 'token'), at(before.body, 'token'));
    assert.ok(textAt(rotated.body, 'createdAt') > textAt(before.body, 'createdAt'));
  });

  it('revokes every link of the project, and then there is none to revoke', async () => {
    const one = await mintElsewhere();
    const another = await mintElsewhere({ label: 'Another' });
    const gone = await server.call('DELETE', path);
    assert.equal(gone.status, 204);
    assert.equal(gone.body, null);
    for (const share of [one, another]) assert.equal((await openAsGuest(server, textAt(share, 'token'))).status, 410);
    for (const method of ['GET', 'DELETE']) {
      const answer = await server.call(method, path);
      assert.equal(answer.status, 404);
      assert.equal(at(answer.body, 'status'), 404);
      assert.equal(at(answer.body, 'code'), 'public_share_token_not_found');
      assert.ok(textAt(answer.body, 'message').length > 5);
    }
  });

  it('leaves the links of other projects alone', async () => {
    await server.addFile('project/another-one.json', JSON.stringify({ name: 'Another', nodes: [], edges: [] }));
    const other = await server.call('POST', '/v1/projects/another-one/public-share-token');
    await server.call('POST', path);
    await server.call('DELETE', path);
    assert.equal((await openAsGuest(server, textAt(other.body, 'token'))).status, 200);
  });

  it('tells a project that does not exist from one without a token', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await server.call(method, '/v1/projects/nothing-here/public-share-token');
      assert.equal(answer.status, 404);
      assert.equal(at(answer.body, 'code'), 'project_not_found');
    }
  });

  const wrongIds = [
    'short',
    '-begins-with-a-hyphen',
    'ends-with-a-hyphen-',
    'Capital-letter',
    'under_score_x',
    'x'.repeat(61),
  ];
  for (const id of wrongIds) {
    it(`refuses the project id ${id.slice(0, 30)} before it looks for it`, async () => {
      const answer = await server.call('GET', `/v1/projects/${id}/public-share-token`);
      assert.equal(answer.status, 400);
      assert.equal(at(answer.body, 'status'), 400);
      assert.equal(at(answer.body, 'code'), 'validation_failed');
      assert.equal(at(answer.body, 'message'), 'Validation failed');
      assert.match(textAt(answer.body, 'details'), /8 to 60/);
      assert.equal(at(answer.body, 'violations.0.field'), 'projectId');
      assert.match(textAt(answer.body, 'violations.0.message'), /8 to 60/);
    });
  }

  it('asks for a key of ours, keeps workspaces apart, and writes every other refusal in its form', async () => {
    for (const auth of [null, 'gp_live_notakey']) {
      const answer = await server.call('GET', path, { auth });
      assert.equal(answer.status, 401);
      assert.equal(at(answer.body, 'code'), 'unauthorized');
      assert.equal(at(answer.body, 'status'), 401);
    }
    await server.call('POST', path);
    const auth = await server.newKey('another', 'other');
    assert.equal(at((await server.call('GET', path, { auth })).body, 'code'), 'project_not_found');
    const method = await server.call('PUT', path);
    assert.deepEqual([method.status, at(method.body, 'code')], [405, 'bad_request']);
    const unknown = await server.call('GET', `/v1/projects/${samples.project}/graph`);
    assert.deepEqual([unknown.status, at(unknown.body, 'code')], [404, 'not_found']);
  });
});
