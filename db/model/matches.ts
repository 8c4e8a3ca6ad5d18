import type { Event, Target } from './event/event';
import type { Filter } from './filter';
import { isInBox } from './places/box';
import type { Country } from './places/countries';
import { isWithin } from './places/distance';
import { startMillis } from './values/moment';
import { isDiplomatic } from './words';

/**
 * Does an event match the filter? It ignores `q`, which only SQL can match. It needs `missionsAt` for a filter by
 * mission, and `nearAt` for a filter by distance; SQL looks both up itself. The SQL equivalent is `filterSql` in
 * db/sqlite/queries/filter.ts; a property test keeps them equal.
 */
export function matches(filter: Filter, event: Event): boolean {
  return (
    has(filter.kind, event.kind) &&
    has(filter.host, event.location.country) &&
    has(filter.severity, event.severity) &&
    has(filter.verification, event.verification) &&
    has(filter.tlp, event.tlp) &&
    has(filter.handling, event.handling) &&
    (!filter.status || (event.threat !== null && filter.status.includes(event.threat.status))) &&
    (!filter.phase || (event.incident !== null && filter.phase.includes(event.incident.phase))) &&
    (!filter.attackType || event.attackTypes.some((one) => filter.attackType?.includes(one))) &&
    (!filter.actor || event.actors.some((one) => filter.actor?.includes(one.actorId))) &&
    (!filter.tag || event.tags.some((one) => filter.tag?.includes(one))) &&
    inPeriod(filter, event) &&
    (!filter.bbox ||
      isInBox(filter.bbox, event.location.lat ?? Number.NaN, event.location.lon ?? Number.NaN)) &&
    isNear(filter, event.location) &&
    event.targets.some((target) => matchesTarget(filter, target, event.location.country))
  );
}

/** The four conditions that must be true for the same target; `host` is the country of its event. */
export function matchesTarget(
  filter: Filter,
  target: Pick<Target, 'country' | 'type' | 'missionId'>,
  host: Country,
): boolean {
  return (
    has(filter.targeted, target.country) &&
    has(filter.targetType, target.type) &&
    (filter.diplomatic === undefined || isDiplomatic(target.type) === filter.diplomatic) &&
    (!filter.mission || isOfMission(filter, target, host))
  );
}

/** A target `all-missions` matches each mission of its country in the host country. */
function isOfMission(
  { mission, missionsAt }: Filter,
  { country, type, missionId }: Pick<Target, 'country' | 'type' | 'missionId'>,
  host: Country,
): boolean {
  if (type !== 'all-missions') return missionId !== null && mission?.includes(missionId) === true;
  return missionsAt?.some((one) => one.sending === country && one.host === host) === true;
}

/** Without a position an event is near nothing. */
function isNear(
  { nearCountries, nearMissions, nearAt = [], radiusKm = 0 }: Filter,
  { lat, lon }: Event['location'],
): boolean {
  if (!nearCountries && !nearMissions) return true;
  return lat !== null && lon !== null && nearAt.some((one) => isWithin(one, { lat, lon }, radiusKm));
}

function has<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.includes(value);
}

function inPeriod({ from, to }: Filter, event: Pick<Event, 'at' | 'atPrecision'>): boolean {
  if (from === undefined && to === undefined) return true;
  const at = startMillis(event.at);
  const limitOf = event.atPrecision === 'minute' ? 'at' : 'date';
  return (from === undefined || at >= from[limitOf]) && (to === undefined || at < to[limitOf]);
}
