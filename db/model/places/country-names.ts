import { otherNames } from './country-other-names';

/**
 * Where Chancery has a name of its own, by language: CLDR has no XO, and for the others a name that its
 * releases and the browsers' shorter lists write differently, or that is not how the field speaks of a sender
 * of missions.
 */
const ownNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  FK: { en: 'Falkland Islands', tr: 'Falkland Adaları', ru: 'Фолклендские острова' },
  HK: { en: 'Hong Kong', tr: 'Hong Kong', ru: 'Гонконг' },
  MO: { en: 'Macao', tr: 'Makao', ru: 'Макао' },
  PS: { en: 'Palestine', tr: 'Filistin', ru: 'Палестина' },
  XO: {
    en: 'Other international organisation',
    tr: 'Diğer uluslararası kuruluş',
    ru: 'Другая международная организация',
  },
};

/** What the field writes where space is short, by language. English has room for its names. */
const shortNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AE: { tr: 'BAE', ru: 'ОАЭ' },
  CD: { tr: 'KDC', ru: 'ДР Конго' },
  CF: { tr: 'OAC', ru: 'ЦАР' },
  US: { tr: 'ABD', ru: 'США' },
};

/** The short names of a language by code: of those countries alone that have one. */
export function shortCountryNames(locale: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(shortNames).flatMap(([code, names]) => {
      const name = names[locale];
      return name === undefined ? [] : [[code, name]];
    }),
  );
}

/** All that a country is looked for by: its code, its names in these languages, and others in use. */
export function namesOfCountry(code: string, locales: readonly string[]): string[] {
  return [code, ...locales.map((locale) => countryName(code, locale)), ...(otherNames[code] ?? [])];
}

const displayNames = new Map<string, Intl.DisplayNames>();

/**
 * The name of a country in a language: ours, else CLDR's by Intl. Two runtimes may word it differently, so
 * what is shown in the browser is the server's answer (`placeNames`), never asked anew there.
 */
export function countryName(code: string, locale: string): string {
  const own = ownNames[code]?.[locale];
  if (own) return own;
  let names = displayNames.get(locale);
  if (!names) {
    names = new Intl.DisplayNames([locale], { type: 'region' });
    displayNames.set(locale, names);
  }
  return names.of(code) ?? code;
}
