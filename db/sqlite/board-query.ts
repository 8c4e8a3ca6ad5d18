import { and, count, countDistinct, desc, eq, gte, sql } from 'drizzle-orm';
import type { Board, Facets, Threatened } from '../model/board';
import { isCountry } from '../model/countries';
import type { Filter, FilterName } from '../model/filter';
import { matches } from '../model/matches';
import { iso } from '../model/moment';
import type { Principal } from '../model/principal';
import { highestSeverity, threatenedBy } from '../model/threatened';
import { tlpRank } from '../model/words';
import type { Position } from '../store';
import type { Db } from './client';
import { type Dimension, keptCounts, valuesOf } from './counts';
import type { EventQueries } from './event-queries';
import { filterSql, narrowsOnlyBy, stillWanted, targetSql } from './filter';
import type { JournalTable } from './journal';
import { eventActors, events, recipients, targets } from './schema-events';
import { actors } from './schema-reference';
import { readerOf, visibleSql, visibleToReader } from './visible';

const month = 30 * 86_400_000;

export function createBoardQuery(db: Db, journal: JournalTable, queries: Pick<EventQueries, 'listPressing'>) {
  const newest = db
    .select({ at: events.updatedAt })
    .from(events)
    .where(visibleToReader())
    .orderBy(desc(events.updatedAt))
    .limit(1)
    .prepare();

  function board(
    who: Principal,
    filter: Filter,
    now: number,
  ): Omit<Board, 'cursor'> & { position: Position } {
    const all = queries.listPressing(who).items;
    const found = filter.q ? queries.listPressing(who, { q: filter.q }).items : all;
    const pressing = found.filter((event) => matches(filter, event));
    const threatened = threatenedBy(found, filter, now);
    const total = threatenedBy(all, {}, now);
    const inDanger = threatenedBy(found, { ...filter, targeted: undefined }, now);
    return {
      asOf: asOf(who),
      threatened,
      total: { threatened: total.length, highest: highestSeverity(total) },
      counts: {
        currentThreats: pressing.filter((event) => event.kind === 'threat').length,
        ongoing: pressing.filter((event) => event.kind === 'incident').length,
        threatenedCountries: new Set(threatened.map(({ country }) => country)).size,
        incidents30d: countIncidents(who, filter, now - month),
      },
      facets: facets(who, filter, inDanger),
      position: journal.head(),
    };
  }

  /** The time of the newest change that this reader may know of. */
  function asOf(who: Principal): string | null {
    const row = newest.get(readerOf(who));
    return row ? iso(row.at) : null;
  }

  function countIncidents(who: Principal, filter: Filter, since: number): number {
    const isRecent = and(eq(events.kind, 'incident'), gte(events.at, since), eq(events.isDeleted, false));
    const where = and(isRecent, visibleSql(who), filterSql(filter));
    return db.select({ n: count() }).from(events).where(where).get()?.n ?? 0;
  }

  function facets(who: Principal, filter: Filter, threatened: readonly Threatened[]): Facets {
    const of = (dimension: Dimension) =>
      [...facet(who, filter, dimension)]
        .map(([value, n]) => ({ value, events: n }))
        .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1));
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
      actor: of('actor').map((one) => ({ ...one, name: actorName(one.value) })),
    };
  }

  function actorName(id: string): string {
    return db.select({ name: actors.name }).from(actors).where(eq(actors.id, id)).get()?.name ?? '';
  }

  function facet(who: Principal, filter: Filter, dimension: Dimension): Map<string, number> {
    return narrowsOnlyBy(filter, dimension)
      ? keptFacet(who, dimension)
      : countedFacet(who, { ...filter, [dimension]: undefined }, dimension);
  }

  /** What is kept for the clearance, and what is red to this reader by name. */
  function keptFacet(who: Principal, dimension: Dimension): Map<string, number> {
    const counted = keptCounts(db, who, dimension);
    const red = db
      .select({ record: events.record })
      .from(recipients)
      .innerJoin(events, eq(events.n, recipients.eventN))
      .where(
        and(eq(recipients.principalId, who.id), eq(events.tlp, tlpRank('red')), eq(events.isDeleted, false)),
      )
      .all();
    for (const { record } of red) {
      for (const value of valuesOf(record)[dimension]) counted.set(value, (counted.get(value) ?? 0) + 1);
    }
    return counted;
  }

  function countedFacet(who: Principal, filter: Filter, dimension: Dimension): Map<string, number> {
    const where = and(eq(events.isDeleted, false), visibleSql(who), filterSql(filter), stillWanted());
    const n = sql<number>`count(*)`;
    const rows = ((): { value: string | null; n: number }[] => {
      switch (dimension) {
        case 'targeted':
        case 'targetType': {
          const value = dimension === 'targeted' ? targets.country : targets.type;
          return db
            .select({ value: sql<string>`${value}`, n: countDistinct(events.n) })
            .from(targets)
            .innerJoin(events, eq(events.n, targets.eventN))
            .where(and(where, targetSql(filter)))
            .groupBy(value)
            .all();
        }
        case 'actor':
          return db
            .select({ value: eventActors.actorId, n: countDistinct(events.n) })
            .from(eventActors)
            .innerJoin(events, eq(events.n, eventActors.eventN))
            .where(where)
            .groupBy(eventActors.actorId)
            .all();
        default: {
          const value = columns[dimension];
          return db
            .select({ value: sql<string | null>`${value}`, n })
            .from(events)
            .where(where)
            .groupBy(value)
            .orderBy(desc(n))
            .all();
        }
      }
    })();
    return new Map(rows.flatMap((row) => (row.value === null ? [] : [[row.value, row.n]])));
  }

  return { board };
}

const columns = {
  kind: events.kind,
  host: events.host,
  severity: events.severity,
  status: events.status,
  verification: events.verification,
} as const satisfies Partial<Record<Dimension & FilterName, unknown>>;
