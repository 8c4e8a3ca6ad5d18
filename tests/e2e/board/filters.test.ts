import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { expect, readOnlyTest, test } from '../../fixtures';
import { attackDraft, log, pastDraft, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

readOnlyTest(
  'a link filtered by targeted country shows that country and the number of hidden missions',
  async ({ page }) => {
    const board = createBoardPage(page);
    await board.open('?targeted=CN');
    await expect(board.rows).toHaveCount(2);
    await expect(board.row(/ISKP threat/)).toBeVisible();
    await expect(board.flag('China')).toHaveAttribute('aria-pressed', 'true');
    await expect(board.heading).toHaveText('3 missions under threat now');
    await expect(board.entryOf('China').filter({ visible: true })).toHaveCount(1);
    await expect(board.entryOf('China')).not.toHaveAttribute('data-hidden');
    await expect(board.entryOf('India')).toHaveAttribute('data-hidden');
    await expect(board.threats).toContainText('2 hidden, highest severe');

    await board.threats.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/\/$/);
    await expect(board.rows).toHaveCount(4);
    await expect(board.entryOf('India')).not.toHaveAttribute('data-hidden');
  },
);

readOnlyTest('a filtered link is filtered without scripts', async ({ openPage }) => {
  const page = await openPage({ javaScriptEnabled: false });
  await page.goto('/?targeted=RU');
  const board = createBoardPage(page);
  await expect(board.rows).toHaveCount(1);
  await expect(board.row(/Russian embassy/)).toBeVisible();
  await expect(board.heading).toHaveText('3 missions under threat now');
});

readOnlyTest(
  'flags, checkboxes, words and days filter the board, and Back and the chips undo it',
  async ({ page }) => {
    const board = createBoardPage(page);
    await board.open();
    await expect(board.rows).toHaveCount(4);
    await board.flag('Pakistan').click();
    await expect(board.rows).toHaveCount(1);
    await expect(page).toHaveURL(/\?targeted=PK$/);
    await board.openMenu(/^1 of \d/);
    await board.facet(/Russia/).click();
    await expect(board.rows).toHaveCount(2);
    await expect(page).toHaveURL(/\?targeted=PK,RU$/);
    // A facet ignores its own filter, so that other values can be added.
    await expect(board.facet(/China/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(board.facet(/China/)).toHaveCount(0);

    await page.goBack();
    await expect(board.rows).toHaveCount(1);
    await expect(board.flag('Russia')).toHaveAttribute('aria-pressed', 'false');
    await page.goForward();
    await expect(board.rows).toHaveCount(2);

    await board.flag('Pakistan').click();
    await expect(board.rows).toHaveCount(1);
    await board.openMenu('More filters');
    await board.facet('Incidents').click();
    await expect(page).toHaveURL(/kind=incident/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove the filter Incidents' }).click();
    await expect(page).not.toHaveURL(/kind=/);
    await expect(board.rows).toHaveCount(1);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect(board.rows).toHaveCount(4);

    await board.search.fill('consular section');
    await expect(board.rows).toHaveCount(1);
    await expect(board.row(/Russian embassy/)).toBeVisible();
    await expect(page).toHaveURL(/\?q=consular\+section$/);
    await board.search.fill('submarine');
    await expect(page.getByText('No events match these filters.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect(board.rows).toHaveCount(4);
    await expect(board.search).toHaveValue('');

    // Both days are included.
    await board.openMenu('More filters');
    await board.filters.getByLabel('From').fill('2022-12-02');
    await board.filters.getByLabel('To', { exact: true }).fill('2023-01-11');
    await expect(board.rows).toHaveCount(2);
    await expect(page).toHaveURL(/from=2022-12-02T00:00:00Z/);
    await expect(page).toHaveURL(/to=2023-01-12T00:00:00Z/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove the filter 2 Dec 2022 – 11 Jan 2023' }).click();
    await expect(page).toHaveURL(/\/$/);
    await expect(board.rows).toHaveCount(4);
  },
);

test.describe('while the server fails', () => {
  test.use({ expectedComplaints: /500/ });

  readOnlyTest('a failed filter is reported, and retried only on request', async ({ page }) => {
    const board = createBoardPage(page);
    await board.open();
    let requests = 0;
    const isBoard = (url: URL) => url.pathname === '/api/board';
    await page.route(isBoard, (route) => {
      requests += 1;
      return route.fulfill({ status: 500, body: '' });
    });
    await board.flag('Pakistan').click();
    const notice = page.getByRole('alert').filter({ hasText: 'The server did not answer for this filter' });
    const retry = notice.getByRole('button', { name: 'Try again' });
    await retry.click();
    await expect.poll(() => requests).toBe(2);
    await expect(notice).toBeVisible();
    await page.unroute(isBoard);
    await retry.click();
    await expect(notice).toBeHidden();
    await expect(board.rows).toHaveCount(1);
    expect(requests).toBe(2);
  });
});

test.describe('for a reader in another time zone', () => {
  test.use({ timezoneId: 'Asia/Kabul' });

  test('a period uses the reader’s days, and its link means the same to others', async ({
    page,
    api,
    openPage,
  }) => {
    // 01:00 of 21 March in Kabul.
    await log(api, { ...pastDraft(1), title: 'At one in the morning', at: '2024-03-20T20:30:00Z' });
    await log(api, { ...pastDraft(2), title: 'The evening before', at: '2024-03-20T17:00:00Z' });
    await log(api, { ...pastDraft(3), title: 'Some time that day', at: '2024-03-21' });
    const board = createBoardPage(page);
    await page.goto('/');
    await expect(board.row('At one in the morning')).toContainText('21 Mar 2024');
    await board.open();
    await board.openMenu('More filters');
    await board.filters.getByLabel('From').fill('2024-03-21');
    await board.filters.getByLabel('To', { exact: true }).fill('2024-03-21');
    await expect(board.rows).toHaveCount(2);
    await expect(board.row('At one in the morning')).toBeVisible();
    await expect(board.row('Some time that day')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove the filter 21 Mar 2024' })).toBeVisible();

    const other = createBoardPage(await openPage({ timezoneId: 'UTC' }));
    await other.page.goto(page.url());
    await expect(other.rows).toHaveCount(2);
    await expect(
      other.page.getByRole('button', {
        name: 'Remove the filter 20 Mar 2024, 19:30 – 21 Mar 2024, 19:30',
      }),
    ).toBeVisible();
  });
});

test.describe('with two missions', () => {
  test.use({ seed: 'none' });

  test('events near missions are found whether or not they name one, also when they arrive', async ({
    page,
    api,
  }) => {
    for (const [sending, lat] of [
      ['RU', 34.5],
      ['CN', 35.5],
    ]) {
      const mission = { sending, host: 'AF', type: 'embassy', city: 'Kabul', lat, lon: 69.2 };
      expect((await api.post('/api/missions', mission)).status).toBe(201);
    }
    const at = (title: string, lat: number) =>
      log(api, { ...pastDraft(1), title, location: { country: 'AF', lat, lon: 69.2 } });
    await at('Beside the Russian embassy', 34.51);
    await at('Eleven kilometres away', 34.6);
    await at('Beside the Chinese embassy', 35.51);
    const board = createBoardPage(page);
    await board.open();
    await expect(board.rows).toHaveCount(3);
    await board.openMenu('More filters');
    const near = board.filters.getByRole('group', { name: 'Near missions of' });
    await near.getByRole('button', { name: /^All \d/ }).click();
    await near.getByRole('searchbox').fill('russia');
    await near.getByRole('checkbox', { name: 'Russia' }).click();
    await expect(page).toHaveURL(/\?nearCountries=RU&radiusKm=5$/);
    await expect(board.rows).toHaveCount(1);
    await at('Later beside the Russian embassy', 34.49);
    await expect(board.row('Later beside the Russian embassy')).toBeVisible();
    await at('Later beside the Chinese embassy', 35.49);
    await at('Last beside the Russian embassy', 34.5);
    await expect(board.row('Last beside the Russian embassy')).toBeVisible();
    await expect(board.rows).toHaveCount(3);

    await near.getByRole('spinbutton', { name: 'within' }).fill('20');
    await expect(board.rows).toHaveCount(4);
    await near.getByRole('checkbox', { name: 'Russia' }).click();
    await expect(page).toHaveURL(/\/$/);
    await expect(board.rows).toHaveCount(6);
    await page.goBack();
    await page
      .getByRole('button', { name: 'Remove the filter Near missions of Russia, within 20 km' })
      .click();
    await expect(page).toHaveURL(/\/$/);

    const { body } = await api.get('/api/missions?sending=CN');
    const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(body);
    await board.open(`?nearMissions=${items[0]?.id}&radiusKm=5`);
    await expect(board.rows).toHaveCount(2);
    await page
      .getByRole('button', { name: 'Remove the filter Near Embassy — China, Kabul, within 5 km' })
      .click();
    await expect(board.rows).toHaveCount(6);
  });
});

readOnlyTest('unknown filters in the URL are reported and ignored', async ({ page }) => {
  const board = createBoardPage(page);
  await board.open('?targeted=ZZ&severity=severe&colour=red');
  const notice = page.getByRole('alert').filter({ hasText: 'address' });
  await expect(notice).toContainText('“targeted=ZZ”');
  await expect(notice).toContainText('“colour=red”');
  await expect(board.rows).toHaveCount(4);
  await board.openMenu('Severe');
  await expect(board.facet(/^Severe/).first()).toBeChecked();
});

test('an arrival hidden by the filter is counted and announced', async ({ page, api }) => {
  const board = createBoardPage(page);
  await board.open('?targeted=CN');
  await log(api, attackDraft());
  await expect(board.heading).toHaveText('4 missions under threat now');
  await expect(board.threats).toContainText('1 under attack');
  await expect(board.threats).toContainText('3 hidden, highest severe');
  await expect(board.entryOf('Pakistan')).toHaveAttribute('data-hidden');
  await expect(page.locator('[aria-live="polite"].sr-only')).toContainText('Under attack: Pakistan');
});

test('an arrival that matches the filter joins the list and its counts', async ({ page, api }) => {
  const board = createBoardPage(page);
  await board.open('?targeted=RU');
  await expect(board.rows).toHaveCount(1);
  await log(api, threatDraft());
  await expect(board.rows).toHaveCount(2);
  await expect(board.flag('Russia')).toHaveAccessibleName('Russia, 2 events, 1 under threat now');
});

readOnlyTest('on a phone the filters open as a sheet', async ({ openPage }) => {
  const page = await openPage({ viewport: { width: 360, height: 780 } });
  const board = createBoardPage(page);
  await board.open();
  await page.getByRole('button', { name: 'Filters' }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await sheet.getByRole('checkbox', { name: /Pakistan/ }).click();
  await sheet.getByRole('button', { name: 'Show the board' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(board.rows).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Filters (1)' })).toBeFocused();
});

test('the list is exported as a file, each record with its marking, and ordered by when it happened', async ({
  page,
  api,
}) => {
  await log(api, { ...pastDraft(1), title: 'Logged last, happened first', at: '1999-03-02' });
  const board = createBoardPage(page);
  await board.open('?targeted=CN');
  await board.openMenu('List options');
  const download = page.waitForEvent('download');
  await board.filters.getByRole('link', { name: 'CSV' }).click();
  const sheet = await readFile(await (await download).path(), 'utf8');
  const [, ...rows] = sheet.trimEnd().split('\r\n');
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row).toMatch(/^TLP:\w+,(?:INC|THR)-\d/);
  await board.open();
  await board.openMenu('List options');
  await expect(board.filters.getByRole('link', { name: 'JSON' })).toHaveAttribute(
    'href',
    '/api/events/export?format=json',
  );

  await expect(board.rows.first()).toContainText('Logged last, happened first');
  await page.getByText('Time of the event').click();
  await expect(page).toHaveURL(/\?sort=at$/);
  await expect(page.getByRole('feed', { name: 'Events, latest time first' })).toBeVisible();
  await expect(board.rows.last()).toContainText('Logged last, happened first');
  await page.reload();
  await expect(board.rows.last()).toContainText('Logged last, happened first');
});
