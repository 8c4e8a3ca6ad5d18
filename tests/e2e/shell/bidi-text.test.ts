import { expect, test } from '../../fixtures';
import { log, pastDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.use({ seed: 'none' });

test('bidirectional controls in a title do not affect the text around it', async ({ page, api }) => {
  // Closes the surrounding isolate, then sets everything that follows right to left.
  const title = 'Shots \u2069\u202Eat the gate';
  const { ref } = await log(api, { ...pastDraft(1), title, handling: 'example' });
  const board = createBoardPage(page);
  await board.open();
  const row = board.rows.first();
  const link = await row.getByRole('link').boundingBox();
  const badge = await row.getByText('Example', { exact: true }).boundingBox();
  const reference = await row.getByText(ref, { exact: true }).boundingBox();
  expect((badge?.x ?? 0) + (badge?.width ?? 0)).toBeLessThanOrEqual((link?.x ?? 0) + 1);
  expect(reference?.x).toBeGreaterThan((link?.x ?? 0) + (link?.width ?? 0) - 1);
  await page.goto(`/events/${ref}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('at the gate');
  await expect.poll(() => page.title()).toBe(`${ref} \u2068Shots \u202Eat the gate\u202C\u2069 · Chancery`);
});
