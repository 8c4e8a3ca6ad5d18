import { viewRecord } from '@/db/model/records/view';
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

test('a view whose filter names what is gone opens with the rest and says so, also when it is deleted meanwhile', async ({
  page,
  api,
}) => {
  const board = createBoardPage(page);
  const gone = '00000000-0000-8000-8000-00000000dead';
  const query = `targeted=CN&actor=${gone}&mission=${gone}`;
  const made = await api.post('/api/views', { name: 'Embassies', query });
  const { id, version } = viewRecord.schema.parse(made.body);
  const notice = page.getByRole('alert').filter({ hasText: /left out|no longer|ignored/ });
  await board.open(`views/${id}`);
  await expect(board.rows).toHaveCount(2);
  await expect(notice).toContainText('An actor in this filter is no longer in the register');
  await expect(notice).toContainText('A mission in this filter is no longer in the register');
  await expect(page.getByRole('button', { name: 'View: Embassies', exact: true })).toBeVisible();

  expect((await api.remove(`/api/views/${id}`, version, { reason: 'No longer needed' })).status).toBe(204);
  await expect(notice).toContainText('The saved view in this address is no longer there');
  await expect(page.getByRole('button', { name: 'Saved views' })).toBeVisible();
  await expect(board.rows).toHaveCount(2);

  // A country that is no longer valid is left out, and the others stay.
  await board.open(`?targeted=CN,XX&severity=enormous`);
  await expect(board.rows).toHaveCount(2);
  await expect(notice).toContainText('targeted=XX');
  await expect(notice).toContainText('severity=enormous');
  // A later change of the filter does not bring it back.
  await board.flag('China').click();
  await expect(board.rows).toHaveCount(4);
  for (const path of ['/map', '/trends']) {
    await page.goto(`${path}?actor=${gone}`);
    await expect(notice).toBeVisible();
  }
});

test('the palette opens a view by its name, and clears the filters of all boards that are open', async ({
  page,
  api,
}) => {
  const board = createBoardPage(page);
  await api.post('/api/views', { name: 'Night watch', query: 'targeted=CN' });
  const other = createBoardPage(await page.context().newPage());
  await other.open('?targeted=CN');
  await board.open();
  const palette = page.getByRole('dialog', { name: 'Search or go to' });
  const chosen = palette.locator('[data-highlighted]');
  const go = async (words: string, first: string) => {
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(words);
    await expect(chosen).toHaveText(first);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
  };
  await go('watch', 'Night watch');
  await expect(page).toHaveURL(/\?targeted=CN&view=/);
  await expect(board.rows).toHaveCount(2);
  await go('clear filters', 'Clear the filters of all open boards');
  for (const each of [board, other]) {
    await expect(each.rows).toHaveCount(4);
    await expect(each.page).toHaveURL(/\/$/);
  }
});
