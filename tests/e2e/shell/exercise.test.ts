import { readFile } from 'node:fs/promises';
import { expect, test } from '../../fixtures';
import { log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.use({ seed: 'none' });

test('EXERCISE is the first word of an exercise in every view and in print', async ({ page, api }) => {
  const threat = { likelihood: 'likely', confidence: 'moderate' } as const;
  const drill = await log(api, threatDraft({ title: 'Caller names the road', handling: 'exercise', threat }));
  await log(api, threatDraft({ title: 'Caller names the gate', country: 'DE' }));
  const board = createBoardPage(page);
  await board.open();
  await expect(board.row('EXERCISE Caller names the road')).toBeVisible();
  await expect(board.title('EXERCISE Caller names the road')).toHaveText(/^EXERCISE/);
  await expect(board.row('Caller names the gate')).not.toContainText(/exercise/i);
  const card = board.entryOf('Russia').filter({ visible: true });
  await expect(card).toHaveText(/^EXERCISE/);
  await page.emulateMedia({ media: 'print' });
  await expect(board.title('EXERCISE Caller names the road').getByText('EXERCISE')).toBeVisible();
  await page.emulateMedia({ media: 'screen' });

  await board.title('EXERCISE Caller names the road').click();
  await expect(board.record.getByRole('article')).toHaveText(/^EXERCISE/);
  await page.goto(`/events/${drill.ref}`);
  await expect(page).toHaveTitle(new RegExp(`^EXERCISE ${drill.ref} .*Caller names the road`));
  await expect(page.getByRole('main').getByRole('article')).toHaveText(/^EXERCISE/);
  // Only one scale of likelihood is shown.
  await expect(page.getByRole('term').filter({ hasText: /^Likelihood$/ })).toBeVisible();
  await expect(page.getByRole('term').filter({ hasText: /^Certainty$/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Close threat' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close threat' });
  await expect(dialog.getByRole('radio', { name: /^(?:Carried out|Disrupted|Discounted)/ })).toHaveCount(3);
});

test('EXERCISE comes first in exports and notifications', async ({ page, api }) => {
  const drill = await log(api, threatDraft({ title: 'Caller names the road', handling: 'exercise' }));
  await log(api, threatDraft({ title: 'Caller names the gate' }));
  const board = createBoardPage(page);
  await board.open();
  await board.openMenu('List options');
  const download = page.waitForEvent('download');
  await board.filters.getByRole('link', { name: 'CSV' }).click();
  const [, ...rows] = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
  expect(rows.filter((row) => row.startsWith('EXERCISE TLP:CLEAR,'))).toHaveLength(1);
  expect(rows.filter((row) => row.startsWith('TLP:CLEAR,'))).toHaveLength(1);
  expect(rows.join('\n')).toContain(',EXERCISE Caller names the road,');

  await page.goto(`/events/${drill.ref}/edit`);
  await page.locator('form:not([inert])').waitFor();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Caller names the bridge');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText(
    `EXERCISE ${drill.ref} changed`,
  );
});
