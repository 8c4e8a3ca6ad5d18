import type { Country } from '@/db/model/places/countries';
import type { Mention } from './phrases';
import { canBeName, placeNames } from './place-names';
import { areAdjacent, isCapitalised, type Token } from './tokens';

/** A country, or a city and its country; several candidates if the name has several meanings. */
export type PlaceMention = Mention<{ countries: readonly Country[]; city: string | null }>;

const placePrepositions = new Set(['in', 'at', 'near', 'outside', 'в', 'во', 'под']);
/** Turkish endings of place after an apostrophe: Van'da, Kabil'deki. */
const placeEndings = new Set(
  'da de ta te daki deki taki teki nda nde ndaki ndeki dan den tan ten'.split(' '),
);

/** Names that are shared by people: "Michael Jordan", "Israel Katz" are no countries. */
const givenNames = new Set([
  'jordan',
  'georgia',
  'israel',
  'chad',
  'victoria',
  'santiago',
  'sofia',
  'florence',
]);

/** The countries and cities that a text names, in its order. */
export function findPlaces(text: string, tokens: readonly Token[]): PlaceMention[] {
  return placeNames()
    .find(text, tokens)
    .flatMap(({ value, first, last }) => {
      const [start, end] = [tokens[first], tokens[last]];
      if (!start || !end) return [];
      const written = text.slice(start.start, end.end);
      const folded = tokens
        .slice(first, last + 1)
        .map((one) => one.folded)
        .join(' ');
      const isPlaced = isPlacedAt(text, tokens, first, last);
      if (!isPlaced && givenNames.has(folded) && isPartOfName(text, tokens, first, last)) return [];
      const possible = value.filter((place) => canBeName(place, { written, folded, isPlaced }));
      const countries = [...new Set(possible.map(({ country }) => country))];
      const [city = null, ...others] = new Set(possible.map((place) => place.city));
      if (countries.length === 0) return [];
      return [{ value: { countries, city: others.length === 0 ? city : null }, first, last }];
    });
}

/** Whether the words say that something is at this place. */
export function isPlacedAt(text: string, tokens: readonly Token[], first: number, last: number): boolean {
  const [before, start, end, after] = [tokens[first - 1], tokens[first], tokens[last], tokens[last + 1]];
  if (before && start && placePrepositions.has(before.folded) && areAdjacent(text, before, start))
    return true;
  return (
    after !== undefined &&
    end !== undefined &&
    /^['’ʼ]$/.test(text.slice(end.end, after.start)) &&
    placeEndings.has(after.folded)
  );
}

function isPartOfName(text: string, tokens: readonly Token[], first: number, last: number): boolean {
  const [before, start, end, after] = [tokens[first - 1], tokens[first], tokens[last], tokens[last + 1]];
  const isName = (one: Token | undefined, next: Token | undefined) =>
    one !== undefined &&
    next !== undefined &&
    areAdjacent(text, one, next) &&
    /^[\s]$/.test(text.slice(one.end, next.start));
  return (
    (before !== undefined && isCapitalised(before) && isName(before, start)) ||
    (after !== undefined && isCapitalised(after) && isName(end, after))
  );
}
