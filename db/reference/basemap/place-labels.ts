import { cities } from '../../model/places/city-names';
import type { Place } from '../../model/reference';
import { names, toFeature } from './borders';

/** The smallest population whose name is shown from a zoom on. */
const tiers = [
  [2, 5_000_000],
  [3, 2_000_000],
  [4, 700_000],
  [5, 250_000],
  [6, 100_000],
  [7, 50_000],
  [8, 20_000],
  [9, 10_000],
] as const;
/** Larger places are named on the map of the whole world, the others where provinces are. */
const largePeople = 250_000;
const leastPeople = 10_000;

/** The names of places, the largest first, for all zooms and for those that show a region. */
export function placeLabels(places: readonly Place[]) {
  const named = distinct(places);
  return {
    large: named.filter(({ population }) => population >= largePeople).map(label),
    small: named.filter(({ population }) => population < largePeople && population >= leastPeople).map(label),
  };
}

function label(place: Place): GeoJSON.Feature {
  const z = tiers.find(([, population]) => place.population >= population)?.[0];
  const { tr, ru } = cities[place.country]?.[place.name] ?? {};
  return toFeature(
    { type: 'Point', coordinates: [place.lon, place.lat] },
    { z, people: Math.round(place.population / 1000), ...names(place.name, { tr, ru }) },
  );
}

/** Places nearer than this to one of twice their size are mostly its districts, whose names would crowd the map. */
const districtDegrees = 0.12;

function distinct(places: readonly Place[]): Place[] {
  const kept = new Map<string, Place[]>();
  const cellOf = (degrees: number) => Math.floor(degrees / districtDegrees);
  const around = ({ lat, lon }: Place) =>
    [-1, 0, 1].flatMap((dy) =>
      [-1, 0, 1].flatMap((dx) => kept.get(`${cellOf(lat) + dy} ${cellOf(lon) + dx}`) ?? []),
    );
  // The largest come first, and of equal ones those that have a name in another language.
  const sorted = [...places].sort(
    (a, b) => b.population - a.population || Number(isNamed(b)) - Number(isNamed(a)),
  );
  return sorted.filter((place) => {
    const isDistrict =
      cities[place.country]?.[place.name]?.within !== undefined ||
      around(place).some(
        ({ lat, lon, population }) =>
          Math.hypot(lat - place.lat, lon - place.lon) < districtDegrees &&
          (population > 2 * place.population || population === place.population),
      );
    if (isDistrict) return false;
    const key = `${cellOf(place.lat)} ${cellOf(place.lon)}`;
    kept.set(key, [...(kept.get(key) ?? []), place]);
    return true;
  });
}

function isNamed({ country, name }: Place): boolean {
  return cities[country]?.[name] !== undefined;
}
