import { expect, test } from '../../fixtures';
import { log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.use({ seed: 'none' });

test('an exercise is started from an empty board, its attack arrives live, and nothing is left of it', async ({
  page,
  api,
  openPage,
}) => {
  // Sixty times as fast, from the minute before the attack.
  await page.route('**/api/exercise', (route) =>
    route.request().method() === 'POST'
      ? route.continue({ postData: JSON.stringify({ speed: 60, minute: 2 }) })
      : route.continue(),
  );
  const board = createBoardPage(page);
  await board.open();
  await page.getByRole('button', { name: 'Start an exercise' }).click();
  const starting = page.getByRole('dialog', { name: 'Start an exercise?' });
  await expect(starting.getByRole('radio')).toHaveCount(3);
  await starting.getByText('1 minute', { exact: true }).click();
  await starting.getByRole('button', { name: 'Start an exercise' }).click();
  await expect(starting).toHaveCount(0);

  await expect(board.row(/^EXERCISE (Shots at the gate|Gunmen inside|Siege).* Dutch embassy/)).toBeVisible();
  await expect(board.row('EXERCISE Siege of the Dutch embassy')).toBeVisible();
  await expect(page.getByText('The attack is over.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Alert me too' })).toBeChecked();
  const other = createBoardPage(await openPage());
  await other.open();
  await expect(other.page.getByRole('checkbox', { name: 'Alert me too' })).not.toBeChecked();
  await log(api, threatDraft({ title: 'A real caller' }));

  await page.getByRole('button', { name: 'Remove the exercise' }).click();
  const removing = page.getByRole('dialog', { name: 'Remove the exercise?' });
  await removing.getByRole('button', { name: 'Remove the exercise' }).click();
  await expect(removing).toHaveCount(0);
  for (const { rows, row, page: each } of [board, other]) {
    await expect(row('A real caller')).toBeVisible();
    await expect(rows).toHaveCount(1);
    await expect(each.getByText('EXERCISE', { exact: true })).toHaveCount(0);
  }
  await expect(board.heading).toBeFocused();
});
