/** In every language that Chancery speaks: CLDR has no such code. */
const otherOrganisation: Record<string, string> = {
  en: 'Other international organisation',
  tr: 'Diğer uluslararası kuruluş',
  ru: 'Другая международная организация',
};

/** Names and abbreviations that people type and CLDR does not give, in the three languages. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE', 'BAE', 'Объединённые Арабские Эмираты'],
  BY: ['Белоруссия'],
  CD: ['DRC', 'DR Congo', 'ДР Конго'],
  CI: ['Ivory Coast', 'Fildişi Sahili', 'Берег Слоновой Кости'],
  CV: ['Cabo Verde'],
  CZ: ['Czech Republic', 'Çek Cumhuriyeti', 'Чешская Республика'],
  GB: ['UK', 'Great Britain', 'England', 'İngiltere', 'Англия'],
  KG: ['Киргизская Республика', 'Киргизстан'],
  KP: ['DPRK', 'KDHC', 'Северная Корея'],
  KR: ['ROK', 'Южная Корея'],
  MD: ['Молдавия'],
  MM: ['Birmanya'],
  NL: ['Holland', 'Голландия'],
  RU: ['Russian Federation', 'Rusya Federasyonu', 'Российская Федерация', 'РФ'],
  SZ: ['Swaziland', 'Svaziland', 'Свазиленд'],
  TL: ['East Timor', 'Doğu Timor'],
  TR: ['Turkey'],
  US: ['USA', 'America', 'ABD', 'США', 'Америка'],
  VA: ['Holy See', 'Святой Престол'],
};

/** All that a country is looked for by: its code, its names in these languages, and others in use. */
export function namesOfCountry(code: string, locales: readonly string[]): string[] {
  return [code, ...locales.map((locale) => countryName(code, locale)), ...(otherNames[code] ?? [])];
}

const displayNames = new Map<string, Intl.DisplayNames>();

/** The name of a country in a language: CLDR's, by Intl. */
export function countryName(code: string, locale: string): string {
  if (code === 'XO') return otherOrganisation[locale] ?? otherOrganisation.en ?? code;
  let names = displayNames.get(locale);
  if (!names) {
    names = new Intl.DisplayNames([locale], { type: 'region' });
    displayNames.set(locale, names);
  }
  return names.of(code) ?? code;
}
