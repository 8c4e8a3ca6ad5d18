import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { log, pastDraft, writeMany } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

/** The board holds 2,000 rows. */
const held = 2_000;
const count = 2_060;

/** Presses End until the last row that the board can hold has the focus. */
async function goToEnd(page: Page): Promise<void> {
  await page.keyboard.press('j');
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByText('Older records: narrow the filter or go to a date')).toBeVisible({
      timeout: 250,
    });
  }).toPass({ timeout: 30_000 });
  await page.keyboard.press('End');
}

test.describe('a list of thousands', () => {
  test.use({ seed: 'none' });

  test('moves row by row with the keyboard at every position, and goes to a date at its end', async ({
    page,
    api,
    server,
  }) => {
    test.slow();
    await writeMany(server, count);
    const board = createBoardPage(page);
    await board.open();
    const focused = board.feed.locator('article:focus-within');
    const isAt = async (row: number) => {
      // The effect of a key continues in the next frames.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      await expect(focused).toHaveAttribute('aria-posinset', String(row));
      await expect(focused).toBeInViewport({ ratio: 1 });
    };
    await goToEnd(page);
    await isAt(held);
    for (let row = held - 1; row >= 1_975; row -= 1) await page.keyboard.press('k');
    await isAt(1_975);
    for (let row = 1_976; row <= held; row += 1) {
      await page.keyboard.press('j');
      await isAt(row);
    }
    await expect(focused).toHaveAttribute('aria-setsize', '-1');

    await log(api, pastDraft(count + 1));
    await expect(board.newButton).toHaveText('1 new');
    const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
    await page.getByLabel('Date', { exact: true }).fill(tomorrow);
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(page.getByText(/^Latest activity on or before/)).toBeInViewport();
    await expect(focused).toHaveAttribute('aria-posinset', '1');
    await expect(focused).toBeInViewport({ ratio: 1 });
    await expect(board.rows.first()).toContainText(`report ${count + 1}`);

    await log(api, pastDraft(count + 2));
    const newest = page.getByRole('button', { name: 'Back to the newest · 1 new' });
    await expect(newest).toBeVisible();
    await expect(board.rows.first()).toContainText(`report ${count + 1}`);
    await newest.click();
    await expect(board.rows.first()).toContainText(`report ${count + 2}`);
    await expect(board.rows.first()).toBeInViewport();
    await expect(focused).toHaveAttribute('aria-posinset', '1');
    await expect(page.getByRole('button', { name: /Back to the newest/ })).toHaveCount(0);
  });
});
