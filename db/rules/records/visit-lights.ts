import type { Event } from '@/db/model/event/event';
import { namesOfCity } from '@/db/model/places/city-names';
import type { Country } from '@/db/model/places/countries';
import { isWithin, type Point } from '@/db/model/places/distance';
import type { Visit } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { memoizeLru } from '@/db/model/values/memoize-lru';
import { endMillis, startMillis } from '@/db/model/values/moment';
import { isAttack } from '@/db/model/words';

/** How long before its beginning a visit is lit up, in ms. */
export const visitLeadMillis = 72 * 3_600_000;
const radiusKm = 50;

/** A city of a visit or of one of its legs, and where it lies if the gazetteer knows it. */
export type VisitStop = { host: string; city: string; point: Point | null };

/** Why an event lights a visit up: a threat against its country, or something serious where the delegation is. */
type LightReason = 'country' | 'place';

type LightInput = {
  visit: Pick<Visit, 'country' | 'from' | 'to'>;
  stops: readonly VisitStop[];
  /** The time (ms). */
  now: number;
};

/** Is a visit under way, or does it begin within 72 hours? */
function isWatchedVisit({ from, to }: Pick<Visit, 'from' | 'to'>, now: number): boolean {
  return now >= startMillis(from) - visitLeadMillis && now < endMillis(to);
}

/**
 * Why an event lights a visit up; null if it does not. From 72 hours before the visit until it ends these do: a
 * current threat against its country, wherever it is; and whoever is targeted, an ongoing attack or a current threat
 * that is severe or extreme, in a city of the visit or within 50 km of one.
 */
export function visitLight(event: Event, { visit, stops, now }: LightInput): LightReason | null {
  if (!isWatchedVisit(visit, now)) return null;
  if (isThreatAgainst(event, visit.country)) return 'country';
  return isSerious(event) && stops.some((stop) => isAt(event.location, stop)) ? 'place' : null;
}

/** A target with an outcome is no longer threatened. */
function isThreatAgainst({ threat, targets }: Event, country: string): boolean {
  return (
    threat?.status === 'current' && targets.some((one) => one.country === country && one.outcome === null)
  );
}

function isSerious({ incident, threat, severity }: Event): boolean {
  if (isAttack(incident?.phase)) return true;
  return threat?.status === 'current' && (severity === 'severe' || severity === 'extreme');
}

function isAt({ country, city, lat, lon }: Event['location'], stop: VisitStop): boolean {
  if (city !== null && country === stop.host && isSameCity(country, city, stop.city)) return true;
  return stop.point !== null && lat !== null && lon !== null && isWithin({ lat, lon }, stop.point, radiusKm);
}

function isSameCity(country: Country, one: string, other: string): boolean {
  return foldedNames(`${country} ${one}`).has(fold(other));
}

/** Kept, because each event is compared with every stop of every visit. */
const foldedNames = memoizeLru(1_000, (key) => new Set(namesOfCity(key.slice(0, 2), key.slice(3)).map(fold)));
