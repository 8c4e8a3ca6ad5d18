import { cities } from '../../model/places/city-names';
import type { Country } from '../../model/places/countries';
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

/** The gazetteer gives some districts the population of their city. They would stand beside it. */
function distinct(places: readonly Place[]): Place[] {
  const seen = new Map<string, Country>();
  return places.filter((place) => {
    if (cities[place.country]?.[place.name]?.within) return false;
    const key = `${place.country} ${place.population}`;
    if (place.population < 100_000) return true;
    if (seen.has(key)) return false;
    seen.set(key, place.country);
    return true;
  });
}
