import type { Page } from '@playwright/test';
import { expect, readOnlyTest, test } from '../../fixtures';
import { attackDraft, lapsedDraft, log, logMany, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';
import { expectToFit, findLookIssues } from '../pages/look';

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

test('the reader chooses the height of rows and which markings lists show, and the board keeps both', async ({
  page,
  api,
}) => {
  await log(api, { ...attackDraft(), tlp: 'green' });
  const board = createBoardPage(page);
  await board.open();
  const row = board.row(/Shots/);
  const marking = row.getByText('GREEN');
  const heightOf = async () => (await row.boundingBox())?.height ?? 0;
  await expect(marking).toBeHidden();
  const usual = await heightOf();

  await page.getByRole('button', { name: 'Preferences' }).click();
  await page
    .getByRole('combobox', { name: 'Markings shown in lists' })
    .selectOption('TLP:GREEN and stricter');
  await page.keyboard.press('Escape');
  await expect(marking).toBeVisible();
  await board.openMenu('List options');
  await board.filters.getByText('Compact', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect.poll(heightOf).toBeLessThan(usual);
  const compact = await heightOf();

  await board.open();
  await expect(marking).toBeVisible();
  expect(await heightOf()).toBe(compact);
  await page.emulateMedia({ media: 'print' });
  await expect(marking).toBeVisible();
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
const baghdad = { country: 'IQ', city: 'Baghdad' } as const;

const windows = [
  [360, 780],
  [360, 640],
  [720, 450],
  [768, 1024],
  [1200, 800],
  [1366, 768],
  [1440, 900],
  [2560, 1440],
] as const;

/** Entries that are wholly in view, and names of countries that are cut. */
async function readThreats(page: Page) {
  return page.getByRole('region', { name: /under threat now/ }).evaluate((column) => {
    const entries = [...column.querySelectorAll('li')];
    const names = [...column.querySelectorAll<HTMLElement>('h2 b')];
    return {
      inView: entries.filter((entry) => {
        const { height, bottom } = entry.getBoundingClientRect();
        return height > 0 && bottom <= window.innerHeight;
      }).length,
      cut: names.filter((name) => name.scrollWidth > name.clientWidth && name.clientWidth > 0).length,
    };
  });
}

test.describe('with thirteen missions under threat', () => {
  test.use({ seed: 'none' });

  test('all are in view beside the feed and stay while it scrolls, in windows of every size', async ({
    page,
    api,
  }) => {
    await logMany(api, 20);
    for (const country of countries.slice(0, 11)) await log(api, threatDraft({ country }));
    await log(api, attackDraft());
    await log(api, attackDraft({ country: 'CN' }));
    await log(api, lapsedDraft(1));
    const board = createBoardPage(page);
    for (const [width, height] of windows) {
      const size = `${width} × ${height}`;
      await page.setViewportSize({ width, height });
      await board.open();
      await expect(board.heading, size).toHaveText('13 missions under threat now');
      await expect(board.threats.getByRole('list', { name: 'Lapsed threats' }), size).toBeVisible();
      await expectToFit(page, size);
      expect((await readThreats(page)).cut, size).toBe(0);
      if (width < 768 || height < 480) continue;

      const before = await board.threats.boundingBox();
      await page.keyboard.press('j');
      await page.keyboard.press('End');
      await expect(board.title('Stones thrown at a consulate, report 1'), size).toBeInViewport();
      expect(await board.threats.boundingBox(), size).toEqual(before);
      if (width < 1200) expect(before?.height, size).toBeLessThanOrEqual(0.4 * height);
    }
    for (const [width, height, least] of [
      [1440, 900, 13],
      [1366, 768, 11],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect.poll(async () => (await readThreats(page)).inView).toBeGreaterThanOrEqual(least);
    }

    // A phone shows attacks first, then five of the others.
    await page.setViewportSize({ width: 360, height: 780 });
    const shown = board.threats.getByRole('heading', { level: 2 }).filter({ visible: true });
    await expect(shown).toHaveCount(7);
    await expect(shown.first()).toHaveText(/^(China|Pakistan)/);
    await board.threats.getByRole('button', { name: '6 more' }).click();
    await expect(shown).toHaveCount(13);
  });
});

test('sixty threats take one line each, grouped by city where they are milder, and the end of the column says what is below', async ({
  page,
  api,
}) => {
  for (const country of countries) {
    await log(api, threatDraft({ country }));
    await log(api, threatDraft({ country, location: baghdad, severity: 'severe' }));
    await log(api, threatDraft({ country, targets: [{ country, type: 'residence' }], severity: 'moderate' }));
    const residence = [{ country, type: 'residence' } as const];
    await log(api, threatDraft({ country, location: baghdad, targets: residence, severity: 'minor' }));
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  const board = createBoardPage(page);
  await board.open();
  await expect(board.heading).toHaveText('63 missions under threat now');
  await expect(board.entryOf('United States').first()).toHaveCSS('height', '28px');
  const below = board.threats.getByRole('button', { name: /^\d+ below/ });
  await expect(below).toHaveText(/^\d+ below: \d+ severe$/);
  const kabul = board.threats.getByRole('listitem').filter({ has: page.getByText('15', { exact: true }) });
  await expect(kabul).toHaveText([/^Kabul15Moderate/, /^Baghdad15Minor/]);
  await kabul.first().scrollIntoViewIfNeeded();
  await kabul.first().getByText('Kabul').first().click();
  await expect(kabul.first().getByRole('heading', { name: /^Brazil/ })).toBeVisible();
  await kabul.last().scrollIntoViewIfNeeded();
  await expect(below).toHaveCount(0);
});

test('the threats are one stop of the tab key, walked by arrow keys', async ({ page, api }) => {
  await log(api, threatDraft({ country: 'US' }));
  await log(api, threatDraft({ country: 'RU', severity: 'minor' }));
  const board = createBoardPage(page);
  await board.open();
  const links = board.threats.getByRole('heading', { level: 2 }).getByRole('link');
  await links.first().focus();
  await page.keyboard.press('End');
  await expect(links.last()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(links.nth(-2)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(board.threats.locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(links.nth(-2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(board.record).toBeFocused();
});

test('a board opened from another page starts at the top', async ({ page, api }) => {
  await logMany(api, 20);
  const board = createBoardPage(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Board', exact: true }).click();
  await page.locator('header [data-live="live"]').waitFor();
  await expect(board.heading).toBeInViewport();
  await expect(board.rows.first()).toBeInViewport({ ratio: 1 });
});
