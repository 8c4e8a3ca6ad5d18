import { otherNames } from './country-other-names';

/**
 * Names that replace those of CLDR, by language: CLDR has no XO, and its other names here differ between releases and
 * browsers, or are not what diplomats use for a sending State.
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

/** Usual short names for places with little space, by language. English names are short enough. */
const shortNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AE: { tr: 'BAE', ru: 'ОАЭ' },
  CD: { tr: 'KDC', ru: 'ДР Конго' },
  CF: { tr: 'OAC', ru: 'ЦАР' },
  US: { tr: 'ABD', ru: 'США' },
};

/** The short names in a language, by country code; only of countries that have one. */
export function shortCountryNames(locale: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(shortNames).flatMap(([code, names]) => {
      const name = names[locale];
      return name === undefined ? [] : [[code, name]];
    }),
  );
}

/** All names by which a country is found: its code, its names in these languages, and other names in use. */
export function namesOfCountry(code: string, locales: readonly string[]): string[] {
  return [code, ...locales.map((locale) => countryName(code, locale)), ...(otherNames[code] ?? [])];
}

const displayNames = new Map<string, Intl.DisplayNames>();

/**
 * The name of a country in a language: ours, else that of CLDR, through Intl. Runtimes may have different names, so
 * the browser shows the server's (`placeNames`) and does not call this.
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
