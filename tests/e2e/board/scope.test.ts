import { expect, test } from '../../fixtures';
import { log, pastDraft, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.use({ seed: 'none' });

test('an empty board and every count show the reader’s clearance and the time of the last record', async ({
  page,
  api,
}) => {
  const board = createBoardPage(page);
  await board.open();
  await expect(board.threats).toContainText(
    'No mission is under threat in records you may read (up to RED).',
  );
  await expect(page.locator('header')).toContainText('No record yet');
  const logged = await log(api, pastDraft(1));
  const time = logged.updatedAt.slice(11, 16);
  await expect(page.locator('header')).toContainText(`Last record ${time}`);
  await expect(board.threats).toContainText(`Last record ${time}`);
  await expect(page.getByText('1 event in records you may read, up to RED')).toBeVisible();
  await log(api, threatDraft());
  await expect(board.threats).toContainText('in records you may read, up to RED');
  await board.openMenu('More filters');
  await expect(board.filters).toContainText('in records you may read, up to RED');
});
