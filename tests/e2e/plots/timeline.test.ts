import { readFile } from 'node:fs/promises';
import { timeline } from '@/db/model/timeline';
import { expect, readOnlyTest as test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { findViolations } from '../pages/look';

// West of UTC, where a date without a time would be the day before if it were read as an instant.
const timezoneId = 'America/Los_Angeles';
test.use({ timezoneId });

test('the timeline filters the list by keyboard and by mouse, and is also a table and files', async ({
  page,
  context,
  api,
  baseURL,
}) => {
  const { items } = timeline.parse((await api.get(`/api/timeline?tz=${timezoneId}`)).body);
  const counts = items.map(({ incidents, threats }) => incidents + threats);
  expect(counts.length).toBeGreaterThan(3);
  await context.addCookies([
    { name: 'side', value: 'map', url: baseURL ?? '' },
    { name: 'tz', value: timezoneId, url: baseURL ?? '' },
  ]);
  const board = createBoardPage(page);
  await board.open();
  const start = page.getByRole('slider', { name: 'Start of the period' });
  const end = page.getByRole('slider', { name: 'End of the period' });
  await expect(start).toHaveAttribute('aria-valuemax', String(items.length - 1));
  expect(await findViolations(page)).toEqual([]);

  await start.focus();
  await page.keyboard.press('End');
  await expect(start).toHaveAttribute('aria-valuenow', String(items.length - 1));
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(board.rows).toHaveCount(counts.at(-1) ?? 0);
  await expect(page.getByRole('button', { name: /^Remove the filter \d/ })).toBeVisible();
  await page.keyboard.press('Home');
  await end.focus();
  await page.keyboard.press('Home');
  await expect(board.rows).toHaveCount(counts[0] ?? 0);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/$/);
  await expect(board.rows).toHaveCount(4);

  const box = await page.locator('[data-brush]').boundingBox();
  if (!box) throw new Error('The timeline is not drawn');
  const middleOf = (bucket: number) => box.x + ((bucket + 0.5) / items.length) * box.width;
  const half = Math.floor(items.length / 2);
  await page.mouse.move(middleOf(half), box.y + 20);
  await page.mouse.down();
  await page.mouse.move(middleOf(items.length - 1), box.y + 20, { steps: 3 });
  await page.mouse.up();
  const later = counts.slice(half).reduce((sum, count) => sum + count, 0);
  await expect(board.rows).toHaveCount(later);
  await expect(end).toHaveAttribute('aria-valuenow', String(items.length - 1));

  const panel = page.locator('[data-slot="timeline"]');
  await panel.getByRole('button', { name: 'Table' }).click();
  await expect(panel.getByRole('row')).toHaveCount(items.length + 1);
  const saving = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Download as CSV' }).click();
  const lines = (await readFile(await (await saving).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(items.length + 1);
  expect(lines[1]).toBe(
    [items[0]?.start, items[0]?.incidents, items[0]?.threats, items[0]?.killed].join(','),
  );
});
