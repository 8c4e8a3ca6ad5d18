import { expect, processTest, test } from '../../fixtures';
import { log, pastDraft, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.use({
  seed: 'none',
  expectedComplaints: /WebSocket connection to .* failed|net::ERR_/,
});

test('an empty board and every count show the reader’s clearance and the time of the last record', async ({
  page,
  api,
}) => {
  const board = createBoardPage(page);
  await board.open();
  await expect(board.band).toContainText('No mission is under threat in records you may read (up to RED).');
  await expect(page.locator('header')).toContainText('No record yet');
  const logged = await log(api, pastDraft(1));
  const time = logged.updatedAt.slice(11, 16);
  await expect(page.locator('header')).toContainText(`Last record ${time}`);
  await expect(board.band).toContainText(`Last record ${time}`);
  await expect(page.getByText('1 event in records you may read, up to RED')).toBeVisible();
  await log(api, threatDraft());
  await expect(board.band).toContainText('in records you may read, up to RED');
  await expect(board.filters).toContainText('in records you may read, up to RED');
});

processTest(
  'a stale board keeps its alarm colour, is hatched, and shows the time of its data everywhere',
  async ({ page, api, server }) => {
    await log(api, threatDraft());
    await page.clock.install();
    const board = createBoardPage(page);
    await board.open();
    const card = board.cardOf('Russia').filter({ visible: true });
    const red = await card.evaluate((element) => getComputedStyle(element).borderInlineStartColor);
    await board.goStale(server);
    await expect(page.locator('.board > :has(h1)')).toHaveCSS('filter', 'none');
    await expect(card).toHaveCSS('border-inline-start-color', red);
    await expect(card).toHaveCSS('background-image', /repeating-linear-gradient/);
    for (const part of [board.band, page.locator('.feed-column')]) {
      await expect(part.getByText(/^as of \d\d:\d\d$/).first()).toBeVisible();
    }
    const stamps = await page
      .locator('.band-card, .row')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one, '::after').content));
    expect(stamps.length).toBeGreaterThan(1);
    expect(stamps.every((text) => /as of \d\d:\d\d/.test(text))).toBe(true);
  },
);
