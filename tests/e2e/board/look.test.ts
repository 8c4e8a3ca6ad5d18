import { expect, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { attackDraft, lapsedDraft, log, logMany, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';
import { barriers, looks } from '../pages/look';

for (const look of looks) {
  const { theme, width } = look;
  test(`nothing bars a reader in the ${theme} theme, ${width} pixels wide`, async ({
    openPage,
    api,
    server,
  }) => {
    await log(api, attackDraft());
    await log(api, threatDraft({ verification: 'disputed', threat: { reviewBy: '2020-01-01' } }));
    const page = await openPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    await page.context().addCookies([{ name: 'theme', value: theme, url: server.url }]);
    const board = createBoardPage(page);
    await board.open('?severity=extreme,severe');
    await expect(board.row(/Shots/)).toBeVisible();
    expect(await barriers(page, look)).toEqual([]);

    await board.title(/Shots/).click();
    await expect(board.record).toBeVisible();
    expect(await barriers(page, look, 'dialog')).toEqual([]);
  });
}

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

for (const [width, height] of [
  [360, 780],
  [360, 740],
  [360, 640],
  [720, 450],
  [768, 1024],
  [1366, 650],
  [1440, 900],
  [2560, 1440],
] as const) {
  test(`thirty threats leave the feed its room and nothing runs off the side at ${width} × ${height}`, async ({
    openPage,
    api,
  }) => {
    await logThirtyThreats(api);
    await logMany(api, 20);
    const page = await openPage({ viewport: { width, height } });
    const board = createBoardPage(page);
    await board.open();
    await expect(board.heading).toHaveText('33 missions under threat now');
    const heightOfBand = async () => (await board.band.boundingBox())?.height;
    expect(await heightOfBand()).toBeLessThanOrEqual(0.35 * height);
    // Also beside an attack and what has lapsed.
    await log(api, attackDraft());
    await log(api, lapsedDraft(1));
    await board.open();
    await expect(board.heading).toHaveText('34 missions under threat now');
    await expect(board.band.getByRole('list', { name: 'Lapsed threats' })).toBeVisible();
    expect(await heightOfBand()).toBeLessThanOrEqual(0.35 * height);
    await expect(
      board.band.getByRole('button', { name: /^\d+ more$/ }).filter({ visible: true }),
    ).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);

    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(page.getByText('34 under threat', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test('who is threatened stays in one line after a jump from the top of a phone’s page to its end', async ({
  openPage,
  api,
}) => {
  await logThirtyThreats(api);
  const page = await openPage({ viewport: { width: 360, height: 740 } });
  const board = createBoardPage(page);
  await board.open();
  // All of the band: its end is below the window, and above it after one press.
  await board.band
    .getByRole('button', { name: /^\d+ more$/ })
    .filter({ visible: true })
    .click();
  await page.keyboard.press('End');
  await expect(page.getByText('33 under threat', { exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(page.getByText('33 under threat', { exact: true })).toHaveCount(0);
});

test('a board that is gone to from another page begins at its top', async ({ page, api }) => {
  await logMany(api, 20);
  const board = createBoardPage(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Board', exact: true }).click();
  await page.locator('header [data-live="live"]').waitFor();
  await expect(board.heading).toBeInViewport();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});
