import { expect, processTest as test } from '../../fixtures';
import { log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.use({
  seed: 'none',
  expectedComplaints: /WebSocket connection to .* failed|net::ERR_/,
});

test('a board shows that its server is gone, and catches up when it is back', async ({
  page,
  api,
  server,
}) => {
  const board = createBoardPage(page);
  await board.open();
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  await server.kill();
  await expect(board.liveWord).toHaveText('Reconnecting');
  await expect(board.bar).toHaveText(/^Reconnecting since \d\d:\d\d, showing what was known then\.$/);

  await server.restart();
  await log(api, threatDraft());
  await expect(board.entryOf('Russia').filter({ visible: true })).toHaveCount(1);
  await expect(board.liveWord).toHaveText('Live');
  await expect(board.bar).toHaveCount(0);
});

test('a board shows that its server restarts after a graceful stop', async ({ page, server }) => {
  const board = createBoardPage(page);
  await board.open();
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  await server.stop();
  await expect(board.liveWord).toHaveText('Reconnecting');
  await expect(board.bar).toHaveText(/^The server is restarting\. This is what was known at \d\d:\d\d\.$/);

  await server.restart();
  await expect(board.liveWord).toHaveText('Live');
  await expect(board.bar).toHaveCount(0);
});

test('a stale board is hatched, keeps its red, and shows the time of its data everywhere', async ({
  page,
  api,
  server,
}) => {
  await log(api, threatDraft());
  await page.clock.install();
  const board = createBoardPage(page);
  await board.open();
  const entry = board.entryOf('Russia').filter({ visible: true });
  const red = await entry.evaluate((element) => getComputedStyle(element).borderInlineStartColor);
  await board.makeStale(server);
  await expect(board.bar).toHaveText(/^Stale: as of \d\d:\d\d\. New threats are not shown\.$/);
  await expect(page.locator('.board')).toHaveCSS('filter', 'none');
  await expect(page).toHaveTitle('Not live: (1) under threat · Chancery');
  await expect(entry).toHaveCount(1);
  await expect(entry).toHaveCSS('border-inline-start-color', red);
  await expect(entry).toHaveCSS('background-image', /repeating-linear-gradient/);
  for (const part of [board.threats, page.locator('.feed-column')]) {
    await expect(part.getByText(/^as of \d\d:\d\d$/).first()).toBeVisible();
  }
  const stamps = await page
    .locator('.entry-second, .row')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one, '::after').content));
  expect(stamps.length).toBeGreaterThan(1);
  expect(stamps.every((text) => /as of \d\d:\d\d/.test(text))).toBe(true);
});

test('on a phone the header and the connection bar fit in each language', async ({ openPage, server }) => {
  const pages = [];
  for (const locale of ['en', 'tr', 'ru']) {
    const page = await openPage({ locale, viewport: { width: 360, height: 740 } });
    await createBoardPage(page).open();
    await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
    pages.push(page);
  }
  await server.kill();
  for (const page of pages) {
    await page.locator('header [data-live="reconnecting"]').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const bar = page.getByRole('status').filter({ hasText: /\d\d:\d\d/ });
    expect(await bar.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    const words = await bar.locator('p').evaluate((line) => {
      const range = document.createRange();
      range.selectNodeContents(line);
      return range.getBoundingClientRect().height - line.clientHeight;
    });
    expect(words).toBeLessThanOrEqual(0);
  }
});
