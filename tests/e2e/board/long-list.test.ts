import { expect, test } from '../../fixtures';
import { writeMany } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

/** Past 2,000 rows the measured stretch of the list moves (stretch.ts). */
const count = 2_060;

test.describe('a list of thousands', () => {
  test.use({ seed: 'none' });

  test('moves row by row with the keyboard at every position', async ({ page, server }) => {
    test.slow();
    await writeMany(server, count);
    const board = createBoardPage(page);
    await board.open();
    const focused = board.feed.locator('article:focus-within');
    await page.keyboard.press('j');
    await expect(focused).toHaveAttribute('aria-posinset', '1');
    const isAtEnd = page.getByText(`${count.toLocaleString('en')} events`);
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(isAtEnd).toBeVisible({ timeout: 250 });
    }).toPass();
    await page.keyboard.press('End');
    const isAt = async (row: number) => {
      // The effect of a key continues in the next frames.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      await expect(focused).toHaveAttribute('aria-posinset', String(row));
      await expect(focused).toBeInViewport({ ratio: 1 });
    };
    await isAt(count);
    for (let row = count - 1; row >= 1_995; row -= 1) await page.keyboard.press('k');
    await isAt(1_995);
    for (let row = 1_996; row <= 2_020; row += 1) {
      await page.keyboard.press('j');
      await isAt(row);
    }
  });
});
