import { expect } from '@playwright/test';
import { startAnamStub } from '../../stubs/anam.js';
import { createLink, later, open, openDialog, test } from '../vendors/stage.js';

test.describe.configure({ timeout: 90_000 });

const key = 'anam_budget_51d0';

test('budgets that an owner sets bind the conversations of guests, and are raised for the same link', async ({
  owner,
}) => {
  const vendor = await startAnamStub({ key });
  later(() => vendor.close());
  const stage = await open({ ANAM_API_KEY: key, ANAM_BASE_URL: vendor.url });
  const dialog = await openDialog(owner, stage, `persona:${vendor.addPersona().id}`);
  const budgets = dialog.getByRole('group', { name: 'Conversations' });
  await budgets.getByLabel('At once').fill('1');
  await budgets.getByLabel('Minutes each').fill('7');
  await expect(dialog.getByText(/Conversations: one at a time and 7 minutes each\.$/)).toBeVisible();
  // Nothing of a conversation could be saved.
  await expect(dialog.getByRole('switch', { name: /^Download/ })).toHaveCount(0);
  const token = new URL(await createLink(dialog)).pathname.split('/').at(-1) ?? '';

  const { port } = new URL(stage.server);
  const ask = async (path: string, body: object) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/guest/${token}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  /** A guest who comes and begins to talk. */
  const guest = async (visit: string) => {
    const { body } = await ask('open', { visit });
    return ask('conversation', { lease: body['lease'] });
  };
  const first = await guest('a'.repeat(24));
  expect(first.status).toBe(200);
  const minutes = (Date.parse(String(first.body['endsAt'])) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(6);
  expect(minutes).toBeLessThanOrEqual(7);
  expect(await guest('b'.repeat(24))).toMatchObject({ status: 429, body: { code: 'live_limit' } });

  await dialog.getByRole('button', { name: 'Edit' }).click();
  await budgets.getByLabel('At once').fill('2');
  await budgets.getByLabel('Per day').fill('2');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/Conversations: 2 at once, 7 minutes each,? and 2 a day\.$/)).toBeVisible();
  expect((await guest('c'.repeat(24))).status).toBe(200);
  expect(await guest('d'.repeat(24))).toMatchObject({ status: 429, body: { code: 'live_limit' } });
  expect(vendor.sessions).toHaveLength(2);
});
