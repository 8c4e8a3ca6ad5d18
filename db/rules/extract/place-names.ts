import { locales } from '@/db/model/locales';
import { cities } from '@/db/model/places/city-names';
import { type Country, countryCodes, isCountry } from '@/db/model/places/countries';
import { countryName } from '@/db/model/places/country-names';
import { otherNames } from '@/db/model/places/country-other-names';
import { Phrases } from './phrases';
import { russianAdjective, russianForms } from './russian-forms';

/** `isAdjective`: a Russian adjective, which is not capitalised. */
export type NamedPlace = { country: Country; city: string | null; isAdjective?: true };

/** Stems of Russian adjectives of countries, which no list of names has. */
const russianAdjectives: Readonly<Record<string, string>> = {
  AF: 'афганск',
  AM: 'армянск',
  AZ: 'азербайджанск',
  BE: 'бельгийск',
  BG: 'болгарск',
  BR: 'бразильск',
  BY: 'белорусск',
  CA: 'канадск',
  CH: 'швейцарск',
  CN: 'китайск',
  CU: 'кубинск',
  CZ: 'чешск',
  DE: 'немецк',
  DK: 'датск',
  EG: 'египетск',
  ES: 'испанск',
  FI: 'финск',
  FR: 'французск',
  GB: 'британск',
  GE: 'грузинск',
  GR: 'греческ',
  HU: 'венгерск',
  ID: 'индонезийск',
  IL: 'израильск',
  IN: 'индийск',
  IQ: 'иракск',
  IR: 'иранск',
  IT: 'итальянск',
  JO: 'иорданск',
  JP: 'японск',
  KZ: 'казахстанск',
  LB: 'ливанск',
  LT: 'литовск',
  LV: 'латвийск',
  LY: 'ливийск',
  NL: 'нидерландск',
  NO: 'норвежск',
  PK: 'пакистанск',
  PL: 'польск',
  PS: 'палестинск',
  PT: 'португальск',
  RO: 'румынск',
  RS: 'сербск',
  RU: 'российск',
  SA: 'саудовск',
  SD: 'суданск',
  SE: 'шведск',
  SY: 'сирийск',
  TJ: 'таджикск',
  TR: 'турецк',
  UA: 'украинск',
  US: 'американск',
  UZ: 'узбекск',
  YE: 'йеменск',
};

/** Names that the list of other names leaves to the code of the country. */
const moreNames: Readonly<Record<string, readonly string[]>> = {
  AF: ['Afghan'],
  KZ: ['Kazakhstani'],
  RU: ['Russian'],
  SA: ['Saudi Arabian'],
  US: ['US', 'U.S.'],
  UN: ['UN', 'U.N.'],
  EU: ['EU', 'E.U.'],
};

/** Names of countries that are also ordinary words or given names. They count only where the text says "in" or "of". */
const ordinaryCountryNames = new Set([
  'jordan',
  'chad',
  'georgia',
  'fin',
  'hint',
  'niger',
  'mali',
  'cek',
  'romen',
]);

/** The same of cities, in any of the three languages. */
const ordinaryCityNames = new Set(
  'nice of van bar reading split bath cork male mobile mary bari essen gent lima victoria kazan sofia paris florence dili turku nassau praia giza orange phoenix essex batman ordu mus agri moss hull hamilton'.split(
    ' ',
  ),
);

const shortest = 3;
/** Turkish names of countries that are as short as an abbreviation: China, Chad, Morocco. */
const shortCountryNames = new Set(['cin', 'cad', 'fas']);

/**
 * Whether the words can be a name where they stand: capitalised, abbreviations in capitals ("US", not "us"), and what is
 * also an ordinary word only after "in" or with a Turkish ending of place.
 */
export function canBeName(
  { country: _, city, isAdjective }: NamedPlace,
  { written, folded, isPlaced }: { written: string; folded: string; isPlaced: boolean },
): boolean {
  if (isAdjective) return true;
  if (!/^\p{Lu}/u.test(written)) return false;
  const isShort = folded.length <= shortest && !(city === null && shortCountryNames.has(folded));
  if (isShort && !/^[^\p{Ll}]+$/u.test(written) && !isPlaced) return false;
  return isPlaced || !(city === null ? ordinaryCountryNames : ordinaryCityNames).has(folded);
}

let cached: Phrases<NamedPlace> | undefined;

/** Countries and cities by their names and adjectives in the three languages, with the Russian cases. */
export function placeNames(): Phrases<NamedPlace> {
  if (cached) return cached;
  const names = new Phrases<NamedPlace>();
  for (const country of countryCodes) {
    const place: NamedPlace = { country, city: null };
    const given = [
      ...locales.map((locale) => countryName(country, locale)),
      ...(otherNames[country] ?? []),
      ...(moreNames[country] ?? []),
    ];
    for (const name of given.flatMap(russianForms)) names.add(name, place);
    const adjective: NamedPlace = { ...place, isAdjective: true };
    const stem = russianAdjectives[country];
    if (stem) for (const form of russianAdjective(stem)) names.add(form, adjective);
  }
  for (const [country, ofCountry] of Object.entries(cities)) {
    if (!isCountry(country)) continue;
    for (const [name, { tr, ru, others = [], within }] of Object.entries(ofCountry)) {
      const place: NamedPlace = { country, city: within ?? name };
      const given = [name, ...(tr ? [tr] : []), ...(ru ? russianForms(ru) : []), ...others];
      for (const one of given) names.add(one, place);
    }
  }
  cached = names;
  return names;
}
