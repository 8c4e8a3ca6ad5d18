import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { EventKey, EventListQuery, Sort } from '../../store';
import type { Db } from '../client';
import { eventCountries, events } from '../schema/events';
import { type ListRow, listColumns, toListRow } from './event-lists';
import {
  filterSql,
  isFilteredOnlyBy,
  matchSql,
  notCancelledSql,
  onlyCountry,
  searchExpression,
} from './filter';
import { preparedVisibleSql, readerParams, visibleSql } from './visible';

export const firstPageKey: EventKey = { value: Number.MAX_SAFE_INTEGER, n: Number.MAX_SAFE_INTEGER };

/**
 * Reads pages of events by keyset. The key is compared as a row value; the equivalent with OR is eleven times slower.
 * The most frequent queries are prepared once: all events, and those of one targeted country, which has its own index.
 */
export function createPageReader(db: Db) {
  const present = eq(events.isDeleted, false);
  const before = (columns: SQL) => sql`${columns} < (${sql.placeholder('value')}, ${sql.placeholder('n')})`;

  function prepareAll(sort: Sort) {
    const value = sort === 'at' ? events.at : events.activityAt;
    return db
      .select(listColumns)
      .from(events)
      .where(and(present, preparedVisibleSql(), before(sql`(${value}, ${events.n})`)))
      .orderBy(desc(value), desc(events.n))
      .limit(sql.placeholder('limit'))
      .prepare();
  }

  function prepareOfCountry(sort: Sort) {
    const value = sort === 'at' ? eventCountries.at : eventCountries.activityAt;
    return db
      .select(listColumns)
      .from(eventCountries)
      .innerJoin(events, eq(events.n, eventCountries.eventN))
      .where(
        and(
          eq(eventCountries.country, sql.placeholder('country')),
          present,
          preparedVisibleSql(),
          before(sql`(${value}, ${eventCountries.eventN})`),
        ),
      )
      .orderBy(desc(value), desc(eventCountries.eventN))
      .limit(sql.placeholder('limit'))
      .prepare();
  }

  const all = { at: prepareAll('at'), latest: prepareAll('latest') };
  const ofCountry = { at: prepareOfCountry('at'), latest: prepareOfCountry('latest') };
  const searchSql = createSearch(db);

  return (who: Principal, { filter, sort, limit, after }: EventListQuery): ListRow[] => {
    const from = { limit, ...(after ?? firstPageKey), ...readerParams(who) };
    if (isFilteredOnlyBy(filter, null)) return all[sort].values(from).map(toListRow);
    const country = onlyCountry(filter);
    if (country !== null) return ofCountry[sort].values({ country, ...from }).map(toListRow);
    const value = sort === 'at' ? events.at : events.activityAt;
    const { value: at, n } = after ?? firstPageKey;
    const { q, ...rest } = filter;
    return db
      .select(listColumns)
      .from(events)
      .where(
        and(
          present,
          visibleSql(who),
          filterSql(rest),
          searchSql(q),
          notCancelledSql(),
          sql`(${value}, ${events.n}) < (${at}, ${n})`,
        ),
      )
      .orderBy(desc(value), desc(events.n))
      .limit(limit)
      .values()
      .map(toListRow);
  };
}

/** A search with at least this many matches is common. */
const commonMatches = 5000;
const maxCachedSearches = 1000;

/**
 * The condition of a full-text search. If few events match, they are looked up and sorted. If many do, the events are
 * scanned in the requested order until the page is full: the + stops SQLite from looking up all matches. Counting
 * matches takes as long as finding them, so the result is cached; an outdated one costs time, but never a match.
 */
function createSearch(db: Db) {
  const isCommonByExpression = new Map<string, boolean>();

  function isCommon(expression: string): boolean {
    const known = isCommonByExpression.get(expression);
    if (known !== undefined) return known;
    const hits = db.get<{ n: number }>(
      sql`select count(*) as n from (select 1 from events_fts where events_fts match ${expression} limit ${commonMatches})`,
    );
    if (isCommonByExpression.size >= maxCachedSearches) isCommonByExpression.clear();
    isCommonByExpression.set(expression, hits.n >= commonMatches);
    return hits.n >= commonMatches;
  }

  return (q: string | undefined): SQL | undefined => {
    const expression = q ? searchExpression(q) : null;
    if (expression === null) return matchSql(q);
    return matchSql(q, isCommon(expression) ? sql`+${events.n}` : sql`${events.n}`);
  };
}
