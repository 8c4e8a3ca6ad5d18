import { expect, test } from '../../fixtures';
import { log, logMany, pastDraft, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';
import { sendFramesAsRefetch } from '../pages/bulk-frames';

test.use({ seed: 'none' });

test('a bulk change is shown in place: the focus and the view stay, and new rows wait', async ({
  page,
  api,
}) => {
  const changed = await log(api, pastDraft(0));
  await logMany(api, 40);
  const board = createBoardPage(page);
  let isBulk = false;
  await sendFramesAsRefetch(page, () => isBulk);
  await board.open();
  await page.keyboard.press('j');
  for (let step = 0; step < 36; step += 1) await page.keyboard.press('ArrowDown');
  const focused = board.title('Stones thrown at a consulate, report 4');
  await expect(focused).toBeFocused();
  await expect(focused).toBeInViewport({ ratio: 1 });
  let place = await focused.boundingBox();
  // Heights that are measured after the last key move the list.
  await expect(async () => {
    const was = place;
    place = await focused.boundingBox();
    expect(place).toEqual(was);
  }).toPass();

  isBulk = true;
  const patch = { title: 'Retitled in bulk' };
  expect((await api.patch(`/api/events/${changed.id}`, changed.version, patch)).status).toBe(200);
  await log(api, pastDraft(41));
  await expect(board.row('Retitled in bulk')).toBeVisible();
  await expect(board.newButton).toHaveText('1 new');
  await expect(focused).toBeFocused();
  expect(await focused.boundingBox()).toEqual(place);

  await log(api, threatDraft());
  await expect(board.heading).toHaveText('1 mission under threat now');
  await expect(focused).toBeFocused();
});

test('a bulk change refreshes the page of a record', async ({ page, api }) => {
  const threat = await log(api, threatDraft());
  await sendFramesAsRefetch(page, () => true);
  await page.goto(`/events/${threat.ref}`);
  await expect(page.locator('header [data-live="live"]')).toBeVisible();
  const patch = { title: 'Retitled in bulk' };
  expect((await api.patch(`/api/events/${threat.id}`, threat.version, patch)).status).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Retitled in bulk');
});

test('the list of deleted records follows what others delete', async ({ page, api }) => {
  const threat = await log(api, threatDraft());
  await page.goto('/deleted');
  await expect(page.getByText('There are no deleted records that you may see.')).toBeVisible();
  expect((await api.remove(`/api/events/${threat.id}`, threat.version, { reason: 'Twice' })).status).toBe(
    204,
  );
  await expect(page.getByRole('list', { name: 'Deleted records' })).toContainText(threat.ref);
});
