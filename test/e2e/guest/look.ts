import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** How guests may look at a page: in both schemes, at a desk and on a phone. */
const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { colorScheme, viewport: { width: 1280, height: 800 } },
  { colorScheme, viewport: { width: 390, height: 780 } },
]);

/** Looks at a page in every way: nothing that axe finds, and nothing to scroll for sideways. Ends as at a desk, in the light. */
export async function lookOver(page: Page): Promise<void> {
  const found: string[] = [];
  // Firefox, where axe takes its time, has no other scheme to show to its driver.
  const isFirefox = page.context().browser()?.browserType().name() === 'firefox';
  for (const { colorScheme, viewport } of isFirefox ? looks.slice(0, 1) : looks.toReversed()) {
    await page.setViewportSize(viewport);
    // What fades to its new colour is there at once.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Without the legacy mode, each look would open a page of axe's own.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const seen = `${colorScheme} ${viewport.width}`;
    for (const { id, nodes } of violations)
      found.push(`${seen} ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' ')}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${seen}: ${wide} pixels too wide`);
  }
  expect(found).toEqual([]);
}

/** A view is on the stage. */
export async function isOpen(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-open', 'true', { timeout: 20_000 });
}

/** The heading of the card, which says the state, and nothing else on the stage. */
export async function says(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(title, { timeout: 15_000 });
  await expect(page.locator('#view')).toBeHidden();
}
