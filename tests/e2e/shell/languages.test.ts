import { expect, readOnlyTest } from '../../fixtures';

const keys = /\b(board|shell|words|event|common)\.\w+/;

readOnlyTest('the board is in the language that the browser prefers', async ({ openPage }) => {
  for (const [locale, { heading, live, country, record, title }] of Object.entries({
    tr: {
      heading: '3 temsilcilik şu anda tehdit altında',
      live: 'Canlı',
      country: /^Rusya, \d/,
      record: / kaydı$/,
      title: /^\(3\) tehdit altında/,
    },
    ru: {
      heading: '3 представительства сейчас под угрозой',
      live: 'Онлайн',
      country: /^Россия, \d/,
      record: /^Запись /,
      title: /^\(3\) под угрозой/,
    },
  })) {
    // In a narrower window the flags of the longest language move into their menu.
    const page = await openPage({ locale, viewport: { width: 1600, height: 900 } });
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.locator('header [data-live="live"]')).toHaveText(live);
    await expect(page).toHaveTitle(title);
    await page.getByRole('button', { name: country }).click();
    await expect(page.getByRole('feed').getByRole('article')).toHaveCount(1);
    await page.getByRole('feed').getByRole('article').getByRole('link').first().click();
    await expect(page.getByRole('dialog', { name: record })).toBeVisible();
    // A missing message is shown as its key, such as "board.band.title".
    await expect(page.locator('body'), locale).not.toContainText(keys);
  }
});

readOnlyTest('a chosen language applies immediately and on every page', async ({ page }) => {
  await page.goto('/');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('3 missions under threat now');
  await page.locator('header [data-live="live"]').waitFor();
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('dialog', { name: 'Preferences' }).getByText('Türkçe', { exact: true }).click();
  await expect(heading).toHaveText('3 temsilcilik şu anda tehdit altında');
  await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
  await expect(page.getByRole('dialog', { name: 'Tercihler' })).toBeVisible();

  await page.reload();
  await expect(heading).toHaveText('3 temsilcilik şu anda tehdit altında');
  await page.goto('/events/new/threat');
  await expect(heading).toHaveText('Tehdit kaydet');
});

readOnlyTest('a browser gets its most preferred supported language, or English', async ({ api }) => {
  for (const [accepted, expected] of [
    ['tr-TR,tr;q=0.9,en;q=0.8', 'tr'],
    ['de, en;q=0.5, ru;q=0.8', 'ru'],
    ['de-DE,de;q=0.9', 'en'],
    ['ru;q=0, tr;q=0.1', 'tr'],
  ] as const) {
    const { body } = await api.get('/', { 'accept-language': accepted });
    expect(/<html lang="(\w+)"/.exec(String(body))?.[1], accepted).toBe(expected);
  }
});
