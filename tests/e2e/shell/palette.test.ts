import { expect, readOnlyTest } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { findViolations } from '../pages/look';

readOnlyTest(
  'the keyboard alone reaches a record, a page, a country and a setting by words',
  async ({ page }) => {
    const board = createBoardPage(page);
    const palette = page.getByRole('dialog', { name: 'Search or go to' });
    const input = palette.getByRole('combobox', { name: 'Search or go to' });
    const chosen = palette.locator('[role=option][data-highlighted]');
    const find = async (words: string, first: RegExp) => {
      await page.keyboard.press('Control+k');
      await expect(input).toBeFocused();
      await page.keyboard.type(words);
      await expect(chosen).toHaveText(first);
    };
    await board.open();
    await find('russian embassy consular', /Suicide bombing.*INC-2022-/);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
    await expect(page).toHaveURL(/\/\?event=INC-2022-/);
    await expect(page.getByRole('heading', { name: /Suicide bombing/, level: 2 })).toBeVisible();

    await find('dark', /^Theme: Dark$/);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

    await find('trends', /^Trends$/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/trends$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

    await find('china', /^China$/);
    await page.keyboard.press('ArrowDown');
    await expect(chosen).toHaveText('Board: only China');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/\?targeted=CN$/);
    await expect(board.rows).toHaveCount(2);

    // What was chosen last comes first, and Escape leaves the page as it was.
    await page.keyboard.press('Control+k');
    const recent = palette.getByRole('group', { name: 'Recent' }).getByRole('option');
    await expect(recent).toHaveText([/Board: only China/, /Trends/, /Theme: Dark/, /Suicide bombing/]);
    await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
    await expect(page).toHaveURL(/\/\?targeted=CN$/);
  },
);
