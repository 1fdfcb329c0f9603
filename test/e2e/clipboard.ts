import type { Page } from '@playwright/test';

/** What the page copied: pasted elsewhere, as a person would. No engine asks a permission for that. */
export async function copied(page: Page): Promise<string> {
  const other = await page.context().newPage();
  await other.setContent('<textarea autofocus></textarea>');
  const field = other.getByRole('textbox');
  await field.press('ControlOrMeta+V');
  const text = await field.inputValue();
  await other.close();
  await page.bringToFront();
  return text;
}
