import { expect } from '@playwright/test';
import { startMicrovisualizerStub } from '../../stubs/microvisualizer.js';
import { canaryText } from '../../stubs/vendor-server.js';
import {
  createLink,
  embedOnNews,
  later,
  offeredOptions,
  open,
  openDialog,
  revokeAll,
  revokeForGood,
  test,
} from './stage.js';

test.describe.configure({ timeout: 120_000 });
test.use({ actionTimeout: 20_000 });
test.skip(({ browserName }) => browserName !== 'chromium', 'The journeys over vendors run in one engine.');

const key = 'mv_canary_77ab10';

async function start(links: 'own' | 'upstream') {
  const vendor = await startMicrovisualizerStub({ key });
  later(() => vendor.close());
  const project = vendor.addProject();
  const stage = await open({
    MICROVISUALIZER_API_KEY: key,
    MICROVISUALIZER_BASE_URL: vendor.url,
    MICROVISUALIZER_LINKS: links,
    MICROVISUALIZER_SHARE_URL: 'https://app.microvisualizer.example/public/{token}',
    MICROVISUALIZER_GRAPH_DEPTH: '2',
    MICROVISUALIZER_GRAPH_FILTER: `${project.id}=service--berths`,
  });
  return { vendor, project, stage, resource: `project:${project.id}` };
}

test('a MicroVisualizer graph is shared by our link, explored, embedded on one site, and withdrawn', async ({
  owner,
  guest,
  heard,
}) => {
  const { vendor, project, stage, resource } = await start('own');
  const dialog = await openDialog(owner, stage, resource);
  await expect(dialog.getByRole('heading', { name: 'Share “Harbour”' })).toBeVisible();
  expect(await offeredOptions(dialog)).toEqual(['Ends', 'How often', 'Password', 'Download']);
  const address = await createLink(dialog);

  const page = await guest.newPage();
  await page.goto(address);
  await expect(page.getByLabel(/^Graph of services and topics/)).toBeVisible();
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('row', { name: /^Berths/ })).toBeVisible();
  const graphs = vendor.requests.filter(({ path }) => path.endsWith('/graph'));
  expect(graphs.length).toBeGreaterThan(0);
  for (const { query } of graphs) expect(query.toString()).toBe('filteredIds=service--berths&depth=2');

  await embedOnNews(dialog, stage);
  const reader = await guest.newPage();
  await reader.goto(stage.site('news', '/article'));
  await reader.getByRole('button', { name: 'Harbour' }).click();
  await expect(reader.frameLocator('iframe').getByLabel(/^Graph of services and topics/)).toBeVisible();

  await revokeAll(dialog);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible();
  await expect(reader.frameLocator('iframe').getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible();

  expect(project.shared).toBeNull();
  expect(await heard.find([key, canaryText, new URL(vendor.url).host])).toEqual([]);
  expect(heard.count()).toBeGreaterThan(20);
  expect(vendor.violations).toEqual([]);
});

test('a MicroVisualizer link made upstream is the project’s only one: it is replaced after a warning, and revoked', async ({
  owner,
  guest,
  heard,
}) => {
  const { vendor, project, stage, resource } = await start('upstream');
  // In the vendor's place: its page for whoever has the token that works now.
  await guest.route('https://app.microvisualizer.example/public/*', (route) => {
    const works = project.shared !== null && route.request().url().endsWith(`/public/${project.shared.token}`);
    return route.fulfill({ contentType: 'text/html', body: `<h1>${works ? 'The graph' : 'Not found'}</h1>` });
  });

  const dialog = await openDialog(owner, stage, resource);
  expect(await offeredOptions(dialog)).toEqual([]);
  await expect(dialog.getByRole('tab')).toHaveCount(0);
  const first = await createLink(dialog);
  expect(first).toBe(`https://app.microvisualizer.example/public/${project.shared?.token}`);
  const page = await guest.newPage();
  await page.goto(first);
  await expect(page.getByRole('heading', { name: 'The graph' })).toBeVisible();

  await dialog.getByRole('button', { name: 'Replace the link…' }).click();
  await expect(dialog.getByText('stops working at once')).toBeVisible();
  await dialog.getByRole('button', { name: 'Replace it now' }).click();
  await expect(dialog.getByLabel('Address of the link')).not.toHaveValue(first);
  const second = await dialog.getByLabel('Address of the link').inputValue();
  expect(second).toBe(`https://app.microvisualizer.example/public/${project.shared?.token}`);
  await page.goto(first);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
  await page.goto(second);
  await expect(page.getByRole('heading', { name: 'The graph' })).toBeVisible();

  expect(vendor.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);

  await revokeForGood(dialog);
  await expect.poll(() => project.shared).toBeNull();
  await page.goto(second);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();

  expect(await heard.find([key, canaryText, new URL(vendor.url).host])).toEqual([]);
  expect(vendor.violations).toEqual([]);
});
