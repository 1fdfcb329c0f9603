import { expect, type Page } from '@playwright/test';
import { isOpen, lookOver } from './look.js';
import { complaintsOf, test } from './stage.js';

// Each view in its real page, under the headers of its kind.

/** Longer than any line of a phone. */
const message = 'Please look at the second part before Thursday, for the lights on the pier are new. '.repeat(3);

test.describe.configure({ timeout: 60_000 });

interface Shown {
  readonly resource: string;
  /** What is seen of it when it is there. */
  seen(page: Page): Promise<void>;
}

const button = (page: Page, name: string) => expect(page.getByRole('button', { name }).first()).toBeVisible();

const views: Readonly<Record<string, Shown>> = {
  document: {
    resource: 'render:0195938e-7c40-7d1b-a2f6-3e8c51b7d904',
    seen: (page) => expect(page.locator('.sheet .text').first()).toBeAttached(),
  },
  video: { resource: 'render:evening-walk', seen: (page) => button(page, 'Play') },
  audio: { resource: 'render:pier-tones', seen: (page) => button(page, 'Play') },
  image: { resource: 'render:quay-at-dusk', seen: (page) => button(page, 'Zoom in') },
  drawing: { resource: 'render:harbour-map', seen: (page) => button(page, 'Zoom in') },
  graph: { resource: 'project:harbour-lights-a1b2c3', seen: (page) => button(page, 'Zoom in') },
  persona: { resource: 'persona:b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45', seen: async (page) => void page },
};

for (const [name, { resource, seen }] of Object.entries(views))
  test(`the page of a ${name} breaks no rule: of access, of its policy, of its own site`, async ({ page, stage }) => {
    const complaints = await complaintsOf(page);
    const strangers: string[] = [];
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== stage.url) strangers.push(request.url());
    });
    const link = await stage.share({ resource, download: true, message });
    await page.goto(link.url);
    await isOpen(page);
    await seen(page);
    await lookOver(page);
    expect(await complaints()).toEqual([]);
    expect(strangers).toEqual([]);
  });
