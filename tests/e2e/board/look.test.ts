import { expect, readOnlyTest, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { attackDraft, lapsedDraft, log, logMany, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';
import { findLookIssues } from '../pages/look';

test('the board and an open record have no accessibility violations in any theme and width', async ({
  openPage,
  api,
}) => {
  await log(api, attackDraft());
  await log(api, threatDraft({ verification: 'disputed', threat: { reviewBy: '2020-01-01' } }));
  const page = await openPage({ reducedMotion: 'reduce' });
  const board = createBoardPage(page);
  await board.open('?severity=extreme,severe');
  await expect(board.row(/Shots/)).toBeVisible();
  expect(await findLookIssues(page)).toEqual([]);

  await board.title(/Shots/).click();
  await expect(board.record).toBeVisible();
  expect(await findLookIssues(page, 'dialog'), 'an open record').toEqual([]);
});

readOnlyTest('the server renders the page in the chosen theme', async ({ api }) => {
  for (const theme of ['light', 'dark', 'night']) {
    const { body } = await api.get('/', { cookie: `theme=${theme}` });
    expect(body).toContain(`data-theme="${theme}"`);
  }
});

const countries = [
  'US',
  'GB',
  'FR',
  'DE',
  'TR',
  'SA',
  'IT',
  'ES',
  'JP',
  'KR',
  'BR',
  'AE',
  'QA',
  'EG',
  'CA',
] as const;

async function logThirtyThreats(api: Api) {
  for (const country of countries) {
    await log(api, threatDraft({ country }));
    await log(api, { ...threatDraft({ country }), location: { country: 'IQ', city: 'Baghdad' } });
  }
}

const windows = [
  [360, 780],
  [360, 740],
  [360, 640],
  [720, 450],
  [768, 1024],
  [1366, 650],
  [1440, 900],
  [2560, 1440],
] as const;

test('thirty threats leave room for the feed and fit the width in windows of every size', async ({
  page,
  api,
}) => {
  await logThirtyThreats(api);
  await logMany(api, 20);
  const board = createBoardPage(page);
  const shareOfBand = async (height: number) =>
    ((await board.threats.boundingBox())?.height ?? height) / height;
  await board.open();
  await expect(board.heading).toHaveText('33 missions under threat now');
  for (const [width, height] of windows) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => shareOfBand(height), `the threats at ${width} × ${height}`)
      .toBeLessThanOrEqual(0.35);
  }
  // The same with an attack and a lapsed threat, and for a page opened in such a window.
  await log(api, attackDraft());
  await log(api, lapsedDraft(1));
  for (const [width, height] of windows) {
    const size = `${width} × ${height}`;
    const widthOfPage = () => page.evaluate(() => document.documentElement.scrollWidth);
    await page.setViewportSize({ width, height });
    await board.open();
    await expect(board.heading).toHaveText('34 missions under threat now');
    await expect(board.threats.getByRole('list', { name: 'Lapsed threats' }), size).toBeVisible();
    expect(await shareOfBand(height), `the threats at ${size}`).toBeLessThanOrEqual(0.35);
    await expect(
      board.threats.getByRole('button', { name: /^\d+ more$/ }).filter({ visible: true }),
      size,
    ).toBeVisible();
    expect(await widthOfPage(), size).toBe(width);

    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(page.getByText('34 under threat', { exact: true }), size).toBeVisible();
    expect(await widthOfPage(), size).toBe(width);
  }
});

test('on a phone a jump to the end of the page shows the summary of threats', async ({ openPage, api }) => {
  await logThirtyThreats(api);
  const page = await openPage({ viewport: { width: 360, height: 740 } });
  const board = createBoardPage(page);
  await board.open();
  // The whole threats, so that its end is below the window first and above it after one key press.
  await board.threats
    .getByRole('button', { name: /^\d+ more$/ })
    .filter({ visible: true })
    .click();
  await page.keyboard.press('End');
  await expect(page.getByText('33 under threat', { exact: true })).toBeVisible();
  // A key pressed while the browser still scrolls to the end may be lost.
  await expect
    .poll(async () => {
      await page.keyboard.press('Home');
      return page.evaluate(() => window.scrollY);
    })
    .toBe(0);
  await expect(page.getByText('33 under threat', { exact: true })).toHaveCount(0);
});

test('a board opened from another page starts at the top', async ({ page, api }) => {
  await logMany(api, 20);
  const board = createBoardPage(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Board', exact: true }).click();
  await page.locator('header [data-live="live"]').waitFor();
  await expect(board.heading).toBeInViewport();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});
