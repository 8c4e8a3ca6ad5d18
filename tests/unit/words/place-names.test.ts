import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createFormats } from '@/app/_i18n/format';
import { placeNames } from '@/app/_i18n/place-names';
import { countriesNamedIn } from '@/app/events/_form/country-search';
import { locales } from '@/db/model/locales';
import { cities, namesOfCity, registeredNames } from '@/db/model/places/city-names';
import { countryCodes } from '@/db/model/places/countries';
import { otherNames } from '@/db/model/places/country-other-names';
import { missionTypeNames } from '@/db/model/places/mission-type-names';
import { fold, words } from '@/db/model/values/fold';
import { missionTypes } from '@/db/model/words';
import { readMissions, readPlaces } from '@/db/reference/seed';

const reference = join(process.cwd(), 'db/reference');
const register = readMissions(reference).map(({ host, city }) => ({ host, city }));
const listed = Object.entries(cities).flatMap(([country, ofCountry]) =>
  Object.entries(ofCountry).map(([name, city]) => ({ country, name, ...city })),
);

function formats(locale: 'en' | 'tr' | 'ru') {
  return createFormats(locale, 'UTC', placeNames(locale));
}

test('every city with a Turkish or Russian name is in the register or the gazetteer', () => {
  const known = new Set([
    ...register.map(({ host, city }) => `${host} ${city}`),
    ...readPlaces(reference).map(({ country, name }) => `${country} ${name}`),
  ]);
  expect(listed.filter(({ country, name }) => !known.has(`${country} ${name}`))).toEqual([]);
  expect(
    listed.filter(({ country, within }) => within !== undefined && !cities[country]?.[within]),
    'lies within a city that is not in the table',
  ).toEqual([]);
});

test('every city with eight or more missions has a Russian name, or lies within one that has', () => {
  const missions = new Map<string, number>();
  for (const { host, city } of register) {
    if (city) missions.set(`${host} ${city}`, (missions.get(`${host} ${city}`) ?? 0) + 1);
  }
  const named = new Set(
    listed.filter(({ ru, within }) => ru ?? within).map(({ country, name }) => `${country} ${name}`),
  );
  const nameless = [...missions].filter(([city, count]) => count >= 8 && !named.has(city));
  expect(nameless).toEqual([]);
});

test('a Russian name is in Cyrillic letters, a Turkish name in Latin letters', () => {
  for (const { country, name, tr, ru } of listed) {
    if (ru !== undefined) expect(ru, `${country} ${name}`).toMatch(/^[\p{Script=Cyrillic}\s-]+$/u);
    if (tr !== undefined) expect(tr, `${country} ${name}`).toMatch(/^[\p{Script=Latin}\s.'-]+$/u);
  }
});

test('a city is shown by its name in each language, or as written where it has none', () => {
  const named = (['en', 'tr', 'ru'] as const).map((locale) => formats(locale).city);
  expect(named.map((city) => city('Kabul', 'AF'))).toEqual(['Kabul', 'Kabil', 'Кабул']);
  expect(named.map((city) => city('Washington, D.C.', 'US'))).toEqual([
    'Washington, D.C.',
    'Vaşington',
    'Вашингтон',
  ]);
  expect(named.map((city) => city('Kiev', 'UA'))).toEqual(['Kiev', 'Kiev', 'Киев']);
  expect(named.map((city) => city('Uccle', 'BE'))).toEqual(['Uccle', 'Uccle', 'Uccle']);
});

test('a city is distinguished from its namesake by its country, and found without one', () => {
  const { city } = formats('tr');
  expect(city('Tripoli', 'LY')).toBe('Trablus');
  expect(city('Tripoli', 'LB')).toBe('Trablusşam');
  expect(city('Beijing', null)).toBe('Pekin');
});

test('a city is found by all its names, and a district by those of its city', () => {
  expect(namesOfCity('UA', 'Kyiv')).toEqual(expect.arrayContaining(['Kyiv', 'Kiev', 'Киев']));
  expect(namesOfCity('GB', 'City of Westminster')).toEqual(expect.arrayContaining(['London', 'Лондон']));
  expect(namesOfCity('AF', 'Nowhere')).toEqual(['Nowhere']);
  expect(registeredNames('Бомбей')).toContain('Mumbai');
});

test('English pages contain no translated city names', () => {
  expect(placeNames('en').cities).toEqual({});
});

test('countries, organisations and disputed territories have names in all three languages', () => {
  const named = (['en', 'tr', 'ru'] as const).map((locale) => formats(locale).country);
  expect(named.map((country) => country('RU'))).toEqual(['Russia', 'Rusya', 'Россия']);
  expect(named.map((country) => country('XK'))).toEqual(['Kosovo', 'Kosova', 'Косово']);
  expect(named.map((country) => country('PS'))).toEqual(['Palestine', 'Filistin', 'Палестина']);
  for (const country of named) {
    expect(countryCodes.filter((code) => country(code) === code)).toEqual([]);
  }
});

for (const [typed, code] of [
  ['Palestine', 'PS'],
  ['palestinian', 'PS'],
  ['Filistin', 'PS'],
  ['палестина', 'PS'],
  ['british', 'GB'],
  ['Britain', 'GB'],
  ['UK', 'GB'],
  ['ingiliz', 'GB'],
  ['британия', 'GB'],
  ['USA', 'US'],
  ['ABD', 'US'],
  ['сша', 'US'],
  ['dutch', 'NL'],
  ['holy see', 'VA'],
  ['ЮАР', 'ZA'],
  ['КНР', 'CN'],
  ['hong kong', 'HK'],
] as const) {
  test(`«${typed}» finds the country ${code}`, () => {
    expect(countriesNamedIn(typed)[0]).toBe(code);
  });
}

test('every alternative country name belongs to a listed code', () => {
  const codes: readonly string[] = countryCodes;
  expect(Object.keys(otherNames).filter((code) => !codes.includes(code))).toEqual([]);
});

test('a mission is found by every word that its type is shown with', () => {
  for (const locale of locales) {
    const file = join(process.cwd(), 'app/_i18n/messages', locale, 'words.json');
    const shown: { missionTypes: Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'));
    for (const type of missionTypes) {
      const known = missionTypeNames[type].flatMap(words);
      for (const word of words(shown.missionTypes[type] ?? '')) expect(known, type).toContain(fold(word));
    }
  }
});
