// The guest page as the built server writes it, for a share of an image with everything that its head can tell:
// what scripts/size.mjs weighs beside the page's CSS and JavaScript.

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const URL_OF_SERVER = 'https://share.example.com';
const built = (path) => import(join(ROOT, 'dist/server', path));

export async function guestHtml() {
  const [{ createGuestpass }, { fileAssets }, { createApiKeys }, { folderSource }, { sqliteStore }] = await Promise.all(
    ['handler.js', 'node/assets.js', 'shares/api-keys.js', 'sources/folder.js', 'stores/sqlite.js'].map(built),
  );
  const folder = await mkdtemp(join(tmpdir(), 'guestpass-page-'));
  const store = sqliteStore({ file: join(folder, 'guestpass.db') });
  await store.migrate();
  await cp(join(ROOT, 'demo/resources/render'), join(folder, 'resources/render'), { recursive: true });
  const guestpass = createGuestpass({
    url: URL_OF_SERVER,
    store,
    secrets: ['only for weighing a page, which nobody opens'],
    sources: [folderSource({ folder: join(folder, 'resources'), workspacesFolder: join(folder, 'workspaces') })],
    assets: fileAssets(join(ROOT, 'dist')),
  });
  try {
    const { key } = await createApiKeys(store, Date.now).create('size', 'default');
    const made = await guestpass.fetch(
      new Request(`${URL_OF_SERVER}/api/shares`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          resource: { kind: 'render', id: 'quay-at-dusk' },
          expiresIn: 432_000,
          message: 'Here is what we spoke about on Tuesday. Tell me by Friday whether the lights should stay.',
        }),
      }),
    );
    const share = await made.json();
    if (!made.ok) throw new Error(`The share could not be made: ${share.detail}`);
    const page = await guestpass.fetch(new Request(share.url, { headers: { accept: 'text/html' } }));
    if (!page.ok) throw new Error(`The page answered ${page.status}.`);
    return await page.text();
  } finally {
    await guestpass.close();
    await rm(folder, { recursive: true, force: true });
  }
}
