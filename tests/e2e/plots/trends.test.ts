import { readFile } from 'node:fs/promises';
import { expect, readOnlyTest as test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { findViolations } from '../pages/look';

test('the keyboard walks trends, and a figure leads to its records', async ({ page }) => {
  await page.goto('/trends?columns=year');
  const cells = page.locator('[data-cell]');
  await expect(cells.first()).toBeVisible();
  expect(await findViolations(page)).toEqual([]);

  const first = page.locator('[data-cell][tabindex="0"]');
  await expect(first).toHaveCount(1);
  await first.focus();
  const before = await first.getAttribute('aria-label');
  await page.keyboard.press('ArrowDown');
  const focused = page.locator('[data-cell]:focus');
  await expect(focused).not.toHaveAttribute('aria-label', before ?? '');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await expect(focused).toHaveAttribute('data-cell', /^0 /);
  const records = Number(/: (\d+) record/.exec((await focused.getAttribute('aria-label')) ?? '')?.[1]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/\?targeted=[A-Z]{2}&from=\d{4}-01-01&to=\d{4}-12-31$/);
  await expect(createBoardPage(page).rows).toHaveCount(records);

  await page.goto('/trends?rows=outcome&columns=year');
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('rowheader', { name: 'Current', exact: true })).toBeVisible();
  for (const [format, begins] of [
    ['SVG', '<svg'],
    ['CSV', '\uFEFFWhat became of threats,'],
    ['PNG', '\uFFFDPNG'],
  ] as const) {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: `Download as ${format}` }).click();
    expect((await readFile(await (await saving).path(), 'utf8')).slice(0, begins.length)).toBe(begins);
  }
});
