import { expect, test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { findViolations } from '../pages/look';

test('a filter is saved by name, opened, changed, made the first thing shown, and deleted', async ({
  page,
}) => {
  const board = createBoardPage(page);
  const menu = page.getByRole('dialog', { name: 'Saved views' });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const link = (name: string | RegExp) => menu.getByRole('link', { name, exact: true });
  await board.open('?targeted=CN');
  await expect(board.rows).toHaveCount(2);

  await button('Saved views').focus();
  await page.keyboard.press('Enter');
  await expect(link('All records')).toHaveAttribute('aria-current', 'true');
  await menu.getByRole('textbox', { name: 'Save this filter as' }).focus();
  await page.keyboard.type('China');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?targeted=CN&view=[0-9a-f-]{36}$/);
  await expect(button('View: China')).toBeVisible();
  await expect(link('China')).toHaveAttribute('aria-current', 'true');
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await board.flag('India').click();
  await expect(button('View: China, changed')).toBeVisible();
  await button('View: China, changed').click();
  await menu.getByRole('button', { name: 'Save changes' }).click();
  await expect(button('View: China')).toBeVisible();
  await menu.getByRole('button', { name: 'Rename' }).click();
  await menu.getByRole('textbox', { name: 'Name' }).fill('Asia');
  await page.keyboard.press('Enter');
  await expect(button('View: Asia')).toBeVisible();
  await menu.getByRole('checkbox', { name: 'Open the board with it' }).check();

  await page.goto('/');
  await expect(page).toHaveURL(/\?targeted=CN,IN&view=/);
  await expect(board.flag('India')).toHaveAttribute('aria-pressed', 'true');
  await button('Clear all').click();
  await expect(page).toHaveURL(/\/\?view=none$/);
  await expect(board.rows).toHaveCount(4);
  await page.reload();
  await expect(board.rows).toHaveCount(4);

  // Its link leads to the filter of today.
  await button('Saved views').click();
  await link(/^Asia/).click();
  await expect(page).toHaveURL(/\?targeted=CN,IN&view=/);
  await expect(menu).toBeHidden();
  await button('View: Asia').click();
  await menu.getByRole('button', { name: 'Delete' }).click();
  await menu.getByRole('button', { name: 'Delete' }).last().click();
  await expect(page).toHaveURL(/\?targeted=CN,IN$/);
  await expect(button('Saved views')).toBeVisible();
  await page.goto('/');
  await expect(board.rows).toHaveCount(4);
  await expect(page).toHaveURL(/\/$/);
});

test('a link whose filter names what is gone opens with the rest, and says what was left out', async ({
  page,
}) => {
  const board = createBoardPage(page);
  const gone = '00000000-0000-8000-8000-00000000dead';
  await board.open(`?targeted=CN&actor=${gone}&severity=enormous&mission=${gone}`);
  await expect(board.rows).toHaveCount(2);
  const notice = page.getByRole('alert').filter({ hasText: 'left out' });
  await expect(notice).toContainText('An actor in this filter is no longer in the register');
  await expect(notice).toContainText('A mission in this filter is no longer in the register');
  await expect(notice).toContainText('severity=enormous');
  // A later change of the filter does not bring it back.
  await board.flag('China').click();
  await expect(board.rows).toHaveCount(4);
  for (const path of ['/map', '/trends']) {
    await page.goto(`${path}?actor=${gone}`);
    await expect(page.getByRole('alert').filter({ hasText: 'left out' })).toBeVisible();
  }
});
