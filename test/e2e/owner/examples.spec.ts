import { expect } from '@playwright/test';
import { copied } from '../clipboard.js';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { type Demo, startDemo } from '../demo/stage.js';
import { later } from '../vendors/stage.js';
import { complaintsOf, hostPage, mint, test, thing } from './stage.js';

// One after the other, with one demo for all.
test.describe.configure({ mode: 'default', timeout: 90_000 });

let demo: Promise<Demo> | undefined;
const shared = (): Promise<Demo> => {
  demo ??= startDemo().then((started) => {
    later(() => started.close());
    return started;
  });
  return demo;
};

for (const name of ['plain', 'react', 'vue']) {
  test(`the example for ${name} shares its thing, hears of it, and shows a link in a frame`, async ({ page }) => {
    const { host, guestpass } = await shared();
    const complaints = complaintsOf(page);
    await page.goto(`${host}/examples/${name}`);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await copied(page)).toContain(`${guestpass}/share/`);
    if (name !== 'plain') await expect(page.getByText(/^Its link is on the clipboard, and works until/)).toBeVisible();
    await page.getByRole('button', { name: 'More options…' }).click();
    await expect(page.getByRole('heading', { name: /^Share “/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.frameLocator('share-viewer iframe').locator('video')).toBeVisible();
    expect(complaints).toEqual([]);
  });
}

const app = (server: string, resource: string, token: string) => `
  import { ShareButton, ShareViewer } from 'guestpass/react';
  import { StrictMode, useState } from 'react';
  import { createRoot } from 'react-dom/client';
  function App() {
    const [count, setCount] = useState(0);
    const [there, setThere] = useState(true);
    const common = { server: ${JSON.stringify(server)} };
    return <>
      <button onClick={() => setThere(!there)}>Toggle</button>
      <p>Copied {count}</p>
      {there && <ShareButton {...common} resource=${JSON.stringify(resource)} grantUrl="/api/grant" onShareCopy={() => setCount((n) => n + 1)} />}
      {there && <ShareViewer {...common} token=${JSON.stringify(token)} title="Picture" />}
    </>;
  }
  createRoot(document.getElementById('app')).render(<StrictMode><App /></StrictMode>);`;

test('in React’s strict mode, which mounts everything twice, each event is heard once and nothing is left over', async ({
  page,
  studio,
}) => {
  const id = await thing(studio);
  const { url } = await mint(studio, id, { type: 'PLAYER_EMBED', allowedOrigins: [studio.studio] });
  const { outputFiles } = await build({
    stdin: {
      contents: app(studio.server, `render:${id}`, url.split('/').at(-1) ?? ''),
      loader: 'jsx',
      resolveDir: fileURLToPath(new URL('../../../demo/examples/react', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxDev: true,
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const address = hostPage(studio, id, { body: '<div id="app"></div>' });
  // In place of the elements that the server has: the app brings its own.
  await page.route('**/elements.js', (route) => route.fulfill({ contentType: 'text/javascript', body: code }));
  const complaints = complaintsOf(page);
  await page.goto(address);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copied 1')).toBeVisible();
  await expect(page.frameLocator('share-viewer iframe').getByRole('img').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Toggle' }).click();
  await expect(page.locator('iframe')).toHaveCount(0);
  await page.getByRole('button', { name: 'Toggle' }).click();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copied 2')).toBeVisible();
  expect(complaints).toEqual([]);
});
