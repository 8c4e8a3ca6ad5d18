import { expect, test } from '../../fixtures';
import { attackDraft, log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.use({ seed: 'none', timezoneId: 'Europe/Istanbul' });

function countShown(items: Element[]): number {
  const isShown = (item: Element) => {
    const list = item.parentElement?.getBoundingClientRect();
    const box = item.getBoundingClientRect();
    return list && box.top >= list.top - 1 && box.top < list.bottom - 1 && box.left >= list.left - 1;
  };
  return items.filter(isShown).length;
}

function countCut(items: Element[]): number {
  const isCut = (item: Element) => {
    const list = item.parentElement?.getBoundingClientRect();
    const box = item.getBoundingClientRect();
    const isInLine = list && box.top < list.bottom - 1;
    return (
      isInLine && (box.left < list.left - 1 || box.right > list.right + 1 || box.bottom > list.bottom + 1)
    );
  };
  return items.filter(isCut).length;
}

test('the clocks show an attack’s city, the reader’s zone, UTC and pinned cities', async ({ page, api }) => {
  const board = createBoardPage(page);
  await board.open();
  const clocks = page.getByRole('banner').getByRole('list', { name: 'Clocks' }).getByRole('listitem');
  await expect(clocks).toHaveText([/^\d\d:\d\d Istanbul$/, /^\d\d:\d\d UTC$/]);

  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('button', { name: 'Choose clocks' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clocks' });
  const pick = async (typed: string, option: RegExp) => {
    await dialog.getByRole('combobox', { name: 'Add a city' }).fill(typed);
    await page.getByRole('option', { name: option }).first().click();
  };
  await pick('tokyo', /^Tokyo/);
  await pick('new york', /^New York/);
  await page.keyboard.press('Escape');
  await expect(clocks).toHaveText([/Istanbul$/, /UTC$/, /^\d\d:\d\d Tokyo$/, /^\d\d:\d\d New York$/]);
  await page.reload();
  await expect(clocks).toHaveText([/Istanbul$/, /UTC$/, /Tokyo$/, /New York$/]);

  await log(api, attackDraft({ location: { country: 'PK', city: 'Karachi' } }));
  await expect(clocks).toHaveText([/^\d\d:\d\d Karachi$/, /Istanbul$/, /UTC$/, /Tokyo$/, /New York$/]);

  // A clock is shown whole, or not at all.
  for (const width of [1200, 1366, 1440]) {
    await page.setViewportSize({ width, height: 720 });
    await expect.poll(() => clocks.evaluateAll(countShown), `${width} px`).toBeGreaterThan(0);
    expect(await clocks.evaluateAll(countCut), `${width} px`).toBe(0);
  }

  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('button', { name: 'Choose clocks' }).click();
  await dialog.getByRole('button', { name: 'Remove Tokyo' }).click();
  await page.keyboard.press('Escape');
  await expect(clocks).toHaveText([/Karachi$/, /Istanbul$/, /UTC$/, /New York$/]);
});

test('a row shows its time zone on focus and in print', async ({ page, api }) => {
  await log(api, threatDraft());
  const board = createBoardPage(page);
  await board.open();
  // Waits until times are in the reader's zone, because an open tooltip keeps its text.
  await expect(page.getByRole('banner').getByText(/Istanbul$/)).toBeVisible();
  await page.keyboard.press('j');
  await expect(board.title(/Vehicle bomb/)).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText(/\d\d:\d\d \(UTC\+3\)/);
  const zone = board.row(/Vehicle bomb/).getByText('UTC+3');
  await expect(zone).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(zone).toBeVisible();
});
