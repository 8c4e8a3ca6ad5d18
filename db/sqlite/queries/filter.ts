import { and, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Filter, FilterName } from '../../model/filter';
import type { Country } from '../../model/places/countries';
import { latReach, reachMargin } from '../../model/places/distance';
import { words } from '../../model/values/fold';
import type { Limit } from '../../model/values/moment';
import { tlpRank } from '../../model/words';
import { eventActors, eventCountries, events, tags, targets } from '../schema/events';
import { missions } from '../schema/reference';

const targetNames = [
  'targeted',
  'targetType',
  'diplomatic',
  'mission',
] as const satisfies readonly FilterName[];

/** The SQL equivalent of `matches` in db/model/matches.ts for a row of `events`; also `q`, which only SQL can match. */
export function filterSql(filter: Filter): SQL | undefined {
  return and(
    anyOf(events.kind, filter.kind),
    anyOf(events.host, filter.host),
    anyOf(events.severity, filter.severity),
    anyOf(events.verification, filter.verification),
    anyOf(events.tlp, filter.tlp?.map(tlpRank)),
    anyOf(events.handling, filter.handling),
    anyOf(events.status, filter.status),
    anyOf(events.phase, filter.phase),
    filter.attackType &&
      sql`exists (select 1 from json_each(${events.record}, '$.attackTypes') where ${inArray(sql`value`, filter.attackType)})`,
    filter.actor &&
      sql`exists (select 1 from ${eventActors} where ${eventActors.eventN} = ${events.n} and ${inArray(eventActors.actorId, filter.actor)})`,
    filter.tag &&
      sql`exists (select 1 from ${tags} where ${tags.eventN} = ${events.n} and ${inArray(tags.tag, filter.tag)})`,
    filter.from && fromSql(filter.from),
    filter.to && toSql(filter.to),
    boxSql(filter.bbox),
    nearSql(filter),
    matchSql(filter.q),
    anyTargetSql(filter),
  );
}

/** Only where instants and dates have different limits, the record of what lies between them is read. */
function fromSql({ at, date }: Limit): SQL | undefined {
  const [first, last] = [Math.min(at, date), Math.max(at, date)];
  if (first === last) return gte(events.at, at);
  return and(gte(events.at, first), or(gte(events.at, last), hasTimeSql(at < date)));
}

function toSql({ at, date }: Limit): SQL | undefined {
  const [first, last] = [Math.min(at, date), Math.max(at, date)];
  if (first === last) return lt(events.at, at);
  return and(lt(events.at, last), or(lt(events.at, first), hasTimeSql(date < at)));
}

/** Is the time known to the minute, or not? */
function hasTimeSql(isWanted: boolean): SQL {
  const precision = sql`json_extract(${events.record}, '$.atPrecision')`;
  return isWanted ? sql`${precision} = 'minute'` : sql`${precision} <> 'minute'`;
}

/**
 * If only countries are filtered, their own index finds the events. The + stops SQLite from looking up each of them,
 * which for a frequent country takes longer than scanning the events in order.
 */
function anyTargetSql(filter: Filter): SQL | undefined {
  const { targeted } = filter;
  if (targeted && targetNames.every((name) => name === 'targeted' || filter[name] === undefined)) {
    return sql`+${events.n} in (select ${eventCountries.eventN} from ${eventCountries} where ${inArray(eventCountries.country, targeted)})`;
  }
  const wanted = targetSql(filter);
  return wanted && sql`exists (select 1 from ${targets} where ${targets.eventN} = ${events.n} and ${wanted})`;
}

/** The SQL equivalent of `matchesTarget` for a row of `targets` and its event. */
function targetSql(filter: Filter): SQL | undefined {
  if (targetNames.every((name) => filter[name] === undefined)) return undefined;
  return and(
    anyOf(targets.country, filter.targeted),
    anyOf(targets.type, filter.targetType),
    filter.mission && missionSql(filter.mission),
    filter.diplomatic === undefined ? undefined : sql`${targets.isDiplomatic} = ${filter.diplomatic ? 1 : 0}`,
  );
}

/** One of these missions is the target, or all missions of a country that has one of them in the host country. */
function missionSql(ids: readonly string[]): SQL {
  const hasMissionThere = and(
    inArray(missions.id, [...ids]),
    sql`${missions.sending} = ${targets.country}`,
    sql`${missions.host} = ${events.host}`,
  );
  return sql`(${inArray(targets.missionId, [...ids])} or (${targets.type} = 'all-missions' and exists (select 1 from ${missions} where ${hasMissionThere})))`;
}

/** Is every other filter unset? With null: is the filter empty? */
export function isFilteredOnlyBy(filter: Filter, name: FilterName | null): boolean {
  return Object.entries(filter).every(([key, value]) => value === undefined || value === '' || key === name);
}

/** Makes a long query cancellable. It takes a column, because SQLite calls a function without one only once. */
export function notCancelledSql(): SQL {
  return sql`not_cancelled(${events.n})`;
}

/** Does an index of the database list these events in order, without a scan? */
export function hasOwnIndex(filter: Filter): boolean {
  return isFilteredOnlyBy(filter, null) || onlyCountry(filter) !== null;
}

/** The targeted country, if that is the only filter: it has its own index. Else null. */
export function onlyCountry(filter: Filter): Country | null {
  const [country, ...others] = filter.targeted ?? [];
  const isAlone = others.length === 0 && isFilteredOnlyBy(filter, 'targeted');
  return country !== undefined && isAlone ? country : null;
}

/** An FTS5 query for texts that have words with all these prefixes, except ignored ones; null without a word. */
export function searchExpression(q: string, ignored: ReadonlySet<string> = new Set()): string | null {
  const allTerms = words(q);
  const significantTerms = allTerms.filter((word) => !ignored.has(word));
  const terms = significantTerms.length > 0 ? significantTerms : allTerms;
  return terms.length === 0 ? null : terms.map((word) => `"${word}"*`).join(' ');
}

/** The events that match all words of a search: none if it has no word, all if there is no search. */
export function matchSql(q: string | undefined, n: SQL = sql`${events.n}`): SQL | undefined {
  if (!q) return undefined;
  const expression = searchExpression(q);
  if (expression === null) return sql`0`;
  return sql`${n} in (select rowid from events_fts where events_fts match ${expression})`;
}

function boxSql(bbox: Filter['bbox']): SQL | undefined {
  if (!bbox) return undefined;
  const [west, south, east, north] = bbox;
  const between =
    west <= east
      ? sql`${events.lon} between ${west} and ${east}`
      : sql`(${events.lon} >= ${west} or ${events.lon} <= ${east})`;
  return sql`(${events.lat} between ${south} and ${north} and ${between})`;
}

export type NearMissions = Pick<Filter, 'nearCountries' | 'nearMissions'>;

/** A mission with a position that the filter names; both names must hold for the same mission. */
export function nearMissionSql({ nearCountries, nearMissions }: NearMissions): SQL | undefined {
  return and(
    anyOf(missions.sending, nearCountries),
    anyOf(missions.id, nearMissions),
    sql`${missions.lat} is not null and ${missions.lon} is not null`,
  );
}

/** The latitude is compared first, because a call of `km_between` takes ten times as long. */
function nearSql(filter: Filter): SQL | undefined {
  const { nearCountries, nearMissions, radiusKm = 0 } = filter;
  if (!nearCountries && !nearMissions) return undefined;
  const isClose = sql`abs(${missions.lat} - ${events.lat}) <= ${latReach(radiusKm) + reachMargin} and km_between(${missions.lat}, ${missions.lon}, ${events.lat}, ${events.lon}) <= ${radiusKm}`;
  return sql`exists (select 1 from ${missions} where ${and(nearMissionSql(filter), isClose)})`;
}

function anyOf<T>(column: Parameters<typeof inArray>[0], values: readonly T[] | undefined): SQL | undefined {
  return values && inArray(column, [...values]);
}
