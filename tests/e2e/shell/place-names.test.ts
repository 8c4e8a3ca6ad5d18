import { countryCodes } from '@/db/model/places/countries';
import { countryName, shortCountryNames } from '@/db/model/places/country-names';
import { expect, test } from '../../fixtures';
import { attackDraft, log, threatDraft } from '../pages/board-events';

const maxTargets = 20;

const named = {
  en: { targeted: 'Targeted country', all: /^All \d+$/ },
  tr: { targeted: 'Hedef alınan ülke', all: /^Tümü \(\d+\)$/ },
  ru: { targeted: 'Страна-цель', all: /^Все \(\d+\)$/ },
};

test.describe('with a threat against every country', () => {
  test.use({ seed: 'none' });

  // A name that differs between server and browser is a console error, which fails the test.
  test('the browser shows each country by the server’s name in every language', async ({
    openPage,
    api,
    server,
  }) => {
    for (let at = 0; at < countryCodes.length; at += maxTargets) {
      const targets = countryCodes
        .slice(at, at + maxTargets)
        .map((country) => ({ country, type: 'embassy' }) as const);
      await log(api, threatDraft({ targets }));
    }
    for (const [locale, { targeted, all }] of Object.entries(named)) {
      const page = await openPage({ viewport: { width: 1600, height: 1000 } });
      await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);
      await page.goto('/');
      await page.locator('header [data-live="live"]').waitFor();
      await page.getByRole('button', { name: all }).first().click();
      const facet = page.getByRole('group', { name: targeted });
      await facet.getByRole('button', { name: all }).click();
      await expect(facet.getByRole('checkbox')).toHaveCount(countryCodes.length);
      const shown = await facet.locator('label .truncate').allTextContents();
      // The filter list uses short names such as США and ABD.
      const short = shortCountryNames(locale);
      const names = countryCodes.map((code) => short[code] ?? countryName(code, locale));
      expect(shown.toSorted()).toEqual(names.toSorted());
    }
  });
});

test('cities have translated names on the board, in the record, its history and the form', async ({
  openPage,
  api,
  server,
}) => {
  const { items } = JSON.parse(
    JSON.stringify((await api.get('/api/missions?sending=RU&host=AF&type=embassy')).body),
  );
  const attack = await log(
    api,
    attackDraft({ targets: [{ country: 'RU', type: 'embassy', missionId: items[0].id }] }),
  );
  await api.patch(`/api/events/${attack.id}`, 1, { location: { city: 'Herat' }, reason: 'Corrected' });
  await api.patch(`/api/events/${attack.id}`, 2, { location: { city: 'Kabul' }, reason: 'Corrected back' });
  for (const [locale, words] of Object.entries({
    tr: {
      entry: 'Rusya, Büyükelçilik, Kabil',
      row: 'Kabil, Afganistan',
      mission: 'Büyükelçilik — Rusya, Kabil',
      clock: /^\d\d:\d\d Kabil$/,
      typed: 'rusya kabil',
      city: 'Kabil',
      place: 'Yer',
    },
    ru: {
      entry: 'Россия, Посольство, Кабул',
      row: 'Кабул, Афганистан',
      mission: 'Посольство — Россия, Кабул',
      clock: /^\d\d:\d\d Кабул$/,
      typed: 'россия кабул',
      city: 'Кабул',
      place: 'Место',
    },
  })) {
    const page = await openPage();
    await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);

    await page.goto('/');
    await page.locator('header [data-live="live"]').waitFor();
    await expect(page.getByTitle(words.entry, { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('feed').getByText(words.row, { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('banner').getByText(words.clock)).toBeVisible();

    await page.goto(`/events/${attack.ref}`);
    await expect(page.getByText(words.mission, { exact: true })).toBeVisible();
    await expect(page.getByText(words.row, { exact: true })).toBeVisible();
    await expect(page.locator('ins', { hasText: words.city })).toBeVisible();

    await page.goto('/events/new/threat');
    await page.locator('form:not([inert])').waitFor();
    await page.getByRole('combobox').first().fill(words.typed);
    await page.getByRole('option', { name: words.mission }).click();
    await expect(page.getByRole('listitem').getByText(words.mission)).toBeVisible();
    await page.locator('summary', { hasText: words.place }).first().click();
    await expect(page.locator('#f-location-city')).toHaveValue(words.city);
  }
});

test('a city is found by its Russian name and saved by its shared name', async ({ openPage, server }) => {
  const page = await openPage();
  await page.context().addCookies([{ name: 'locale', value: 'ru', url: server.url }]);
  await page.goto('/events/new/threat');
  await page.locator('form:not([inert])').waitFor();
  await page.locator('summary', { hasText: 'Место' }).first().click();
  const city = page.locator('#f-location-city');
  await city.fill('стамб');
  await page.getByRole('option', { name: /^Стамбул/ }).click();
  await expect(city).toHaveValue('Стамбул');
  const saved = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('combobox').first().fill('россия кабул');
  await page.getByRole('option', { name: /Кабул/ }).click();
  await page.getByRole('textbox', { name: 'Заголовок', exact: true }).fill('Письмо');
  await page.keyboard.press('Control+Enter');
  expect((await saved).postDataJSON()).toMatchObject({ location: { country: 'TR', city: 'Istanbul' } });
});
