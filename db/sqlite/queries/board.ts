import { and, count, desc, eq, gte, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Facets, Figures, Threatened } from '../../model/board';
import { highestSeverity, threatenedBy } from '../../model/event/threatened';
import type { Filter } from '../../model/filter';
import { matches } from '../../model/matches';
import { type Country, isCountry } from '../../model/places/countries';
import { dayMillis, iso } from '../../model/values/moment';
import type { Position } from '../../store';
import type { Db } from '../client';
import { createTally, type Dimension } from '../indexing/counts';
import { createRedTally } from '../indexing/red-counts';
import type { JournalTable } from '../journal/journal';
import { events } from '../schema/events';
import { actors, missions } from '../schema/reference';
import { isInJsonList } from './event-rows';
import type { EventQueries } from './events';
import { countFacets } from './facets';
import { filterSql, isFilteredOnlyBy } from './filter';
import { createMemo } from './memo';
import { createViews } from './views';
import { preparedVisibleSql, readerParams, visibleSql } from './visible';

type Answer = { figures: Figures; position: Position };

const monthMillis = 30 * dayMillis;

/**
 * The board: what is under threat, counts and facets, with the position in the journal of exactly this state.
 * Missions of the `own` countries come first within each tier.
 */
export function createBoardQuery(
  db: Db,
  journal: JournalTable,
  queries: Pick<EventQueries, 'listActive'>,
  own: readonly Country[],
) {
  const newest = db
    .select({ at: events.updatedAt })
    .from(events)
    .where(preparedVisibleSql())
    .orderBy(desc(events.updatedAt))
    .limit(1)
    .prepare();
  const actorNames = db
    .select({ id: actors.id, name: actors.name })
    .from(actors)
    .where(isInJsonList(actors.id, sql.placeholder('ids')))
    .prepare();
  const missionPlaces = db
    .select({ sending: missions.sending, host: missions.host })
    .from(missions)
    .where(isInJsonList(missions.id, sql.placeholder('ids')))
    .prepare();
  const tallyOf = createTally(db, createRedTally(db, journal));
  const viewOf = createViews(db);
  const remember = createMemo<Answer>(db.$client);
  const isIncident = and(eq(events.kind, 'incident'), eq(events.isDeleted, false));
  const recentIncidents = db
    .select({ n: count() })
    .from(events)
    .where(and(isIncident, sql`${events.at} >= ${sql.placeholder('since')}`, preparedVisibleSql()))
    .prepare();

  /** Cached for a second, because parts depend on the clock: what is overdue, and the last 30 days. */
  function board(who: Principal, filter: Filter, now: number): Answer {
    const second = Math.floor(now / 1000);
    const key = JSON.stringify([viewOf(who).key, second, filter]);
    return remember(key, () => readBoard(who, filter, now));
  }

  function readBoard(who: Principal, filter: Filter, now: number): Answer {
    const all = queries.listActive(who).items;
    const found = filter.q ? queries.listActive(who, filter.q).items : all;
    const filterWithPlaces = filter.mission ? { ...filter, missionsAt: placesOf(filter.mission) } : filter;
    const active = found.filter((event) => matches(filterWithPlaces, event));
    const total = threatenedBy(all, {}, now, own);
    const threatened = isFilteredOnlyBy(filter, null)
      ? total
      : threatenedBy(found, filterWithPlaces, now, own);
    const inDanger = filter.targeted
      ? threatenedBy(found, { ...filterWithPlaces, targeted: undefined }, now, own)
      : threatened;
    const figures = {
      asOf: asOf(who),
      threatened,
      total: { threatened: total.length, highest: highestSeverity(total) },
      counts: {
        currentThreats: active.filter((event) => event.kind === 'threat').length,
        ongoing: active.filter((event) => event.kind === 'incident').length,
        threatenedCountries: new Set(threatened.map(({ country }) => country)).size,
        incidents30d: countIncidents(who, filter, now - monthMillis),
      },
      facets: facets(who, filter, inDanger),
    };
    return { figures, position: journal.head() };
  }

  function placesOf(ids: readonly string[]): Filter['missionsAt'] {
    return missionPlaces.all({ ids: JSON.stringify(ids) });
  }

  /** The time of the newest change that this reader may know of. */
  function asOf(who: Principal): string | null {
    const row = newest.get(readerParams(who));
    return row ? iso(row.at) : null;
  }

  function countIncidents(who: Principal, filter: Filter, since: number): number {
    if (isFilteredOnlyBy(filter, null)) return recentIncidents.get({ since, ...readerParams(who) })?.n ?? 0;
    const where = and(isIncident, gte(events.at, since), visibleSql(who), filterSql(filter));
    return db.select({ n: count() }).from(events).where(where).get()?.n ?? 0;
  }

  function facets(who: Principal, filter: Filter, threatened: readonly Threatened[]): Facets {
    const tally = tallyOf(who);
    const counted = countFacets(db, who, filter);
    // A dimension that no other filter narrows is read from the stored counts; the others are counted from events.
    const of = (dimension: Dimension) =>
      [...((isFilteredOnlyBy(filter, dimension) ? tally : counted).get(dimension) ?? [])]
        .map(([value, n]) => ({ value, events: n }))
        .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1));
    const actor = of('actor');
    const ids = JSON.stringify(actor.map(({ value }) => value));
    const names = new Map(actorNames.all({ ids }).map(({ id, name }) => [id, name]));
    const inDanger = new Map<string, number>();
    for (const { country } of threatened) inDanger.set(country, (inDanger.get(country) ?? 0) + 1);
    return {
      targeted: of('targeted').flatMap(({ value, events: n }) =>
        isCountry(value) ? [{ country: value, events: n, threatened: inDanger.get(value) ?? 0 }] : [],
      ),
      kind: of('kind'),
      host: of('host'),
      targetType: of('targetType'),
      severity: of('severity'),
      status: of('status'),
      verification: of('verification'),
      actor: actor.map((one) => ({ ...one, name: names.get(one.value) ?? '' })),
    };
  }

  return { board };
}
