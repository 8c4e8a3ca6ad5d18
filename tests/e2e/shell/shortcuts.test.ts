import type { Page } from '@playwright/test';
import { expect, readOnlyTest, test } from '../../fixtures';
import { log, pastDraft, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

readOnlyTest('each shortcut in the help works as described', async ({ page }) => {
  const board = createBoardPage(page);
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const [first, second] = [board.title(/ISKP threat/), board.title(/foreign ministry/)];
  const effects: Record<string, () => Promise<void>> = {
    'n then t': () => expect(page).toHaveURL(/\/events\/new\/threat$/),
    'n then i': () => expect(page).toHaveURL(/\/events\/new\/incident$/),
    // No record is open here; `like.test.ts` tries it with one.
    'n then l': () => expect(page.getByText('Open a record first, then log another like it.')).toBeVisible(),
    'g then b': () => expect(page).toHaveURL(/\/$/),
    'g then v': () => expect(page).toHaveURL(/\/review$/),
    'g then h': () => expect(page).toHaveURL(/\/handover$/),
    '/': () => expect(board.search).toBeFocused(),
    j: () => expect(first).toBeFocused(),
    k: () => expect(first).toBeFocused(),
    // No mission is under attack in these records; `facts.test.ts` tries it during one.
    a: () => expect(page).toHaveURL(/\/$/),
    // Those of the review queue, of the handover, of an open record and of a selection, which other tests try there.
    ...Object.fromEntries([...'eocrstmxb'].map((key) => [key, () => expect(page).toHaveURL(/\/$/)])),
    '?': () => expect(help).toBeVisible(),
  };
  await board.open();
  await page.keyboard.press('?');
  await expect(help).toBeVisible();
  const shown = (await help.getByRole('term').allInnerTexts()).map((text) =>
    text.replace(/\s+/g, ' ').trim(),
  );
  expect(shown.slice(0, Object.keys(effects).length).toSorted()).toEqual(Object.keys(effects).toSorted());
  for (const [keys, seeEffect] of Object.entries(effects)) {
    // On an open board this shortcut would have no visible effect.
    if (keys === 'g then b') await openAnotherPage(page);
    else await board.open();
    for (const key of keys.split(' then ')) await page.keyboard.press(key);
    await seeEffect();
  }
  expect(shown.slice(Object.keys(effects).length)).toEqual([
    '↓ or ↑',
    'Home or End',
    'Shift + ↓',
    'Ctrl + A',
    'Enter',
    'Esc',
    'Ctrl + Enter',
    'Ctrl + K',
  ]);
  await board.open();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(second).toBeFocused();
  await page.keyboard.press('Home');
  await expect(first).toBeFocused();
  await page.keyboard.press('End');
  await expect(board.rows.last().getByRole('link').first()).toBeFocused();
});

readOnlyTest('shortcuts work with the focus on a filter, but not on a button of a form', async ({ page }) => {
  const board = createBoardPage(page);
  await board.open();
  await board.flag('Pakistan').focus();
  await page.keyboard.press('j');
  await expect(board.title(/ISKP threat/)).toBeFocused();
  await page.keyboard.press('n');
  await page.keyboard.press('i');
  await page.getByRole('heading', { name: 'Log an incident' }).waitFor();
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.focus();
  for (const key of ['n', 't', 'g', 'b', '?', 'j']) await page.keyboard.press(key);
  await expect(cancel).toBeFocused();
  await expect(page).toHaveURL(/\/events\/new\/incident$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test.describe('without seeded records', () => {
  test.use({ seed: 'none' });

  test('j and k change the open record, and a skip link leads to the list', async ({ page, api }) => {
    for (const number of [1, 2, 3]) await log(api, pastDraft(number));
    const board = createBoardPage(page);
    await board.open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the list of events' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(board.title(/report 3$/)).toBeFocused();
    await page.keyboard.press('Enter');
    const heading = board.record.getByRole('heading', { level: 2 });
    await expect(heading).toContainText('report 3');
    await page.keyboard.press('j');
    await expect(heading).toContainText('report 2');
    await expect(board.record).toBeFocused();
    await page.keyboard.press('j');
    await expect(heading).toContainText('report 1');
    await page.keyboard.press('k');
    await expect(heading).toContainText('report 2');
    await page.keyboard.press('Escape');
    await expect(board.title(/report 2$/)).toBeFocused();
  });

  test('a dialog focuses its first field, and Ctrl+Enter confirms it', async ({ page, api }) => {
    const threat = await log(api, threatDraft());
    await page.goto(`/events/${threat.ref}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('textbox').first()).toBeFocused();
    await page.keyboard.type('Logged twice');
    await page.keyboard.press('Control+Enter');
    // The notice with Undo stays.
    await expect(dialog.getByRole('textbox')).toHaveCount(0);
    expect((await api.get(`/api/events/${threat.id}`)).status).toBe(404);
  });
});

async function openAnotherPage(page: Page): Promise<void> {
  await page.goto('/deleted');
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
}
