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

export const first: EventKey = { value: Number.MAX_SAFE_INTEGER, n: Number.MAX_SAFE_INTEGER };

/**
 * Pages of events by keyset, which is a row value: the form with OR is eleven times slower. What a board asks
 * for all day, everything and one targeted country, is prepared once; the latter walks the country's own index.
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
    const from = { limit, ...(after ?? first), ...readerParams(who) };
    if (isFilteredOnlyBy(filter, null)) return all[sort].values(from).map(toListRow);
    const country = onlyCountry(filter);
    if (country !== null) return ofCountry[sort].values({ country, ...from }).map(toListRow);
    const value = sort === 'at' ? events.at : events.activityAt;
    const { value: at, n } = after ?? first;
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

const common = 5000;
const mostSearches = 1000;

/**
 * What holds the words of a search. Where few records do, they are looked up and sorted; where many do, the
 * events are walked in the order asked for until the page is full: the + keeps SQLite from looking them all up.
 * To count them takes as long as to find them, so it is done once: what was found common or rare before and
 * no longer is costs time, never a record.
 */
function createSearch(db: Db) {
  const areCommon = new Map<string, boolean>();

  function isCommon(expression: string): boolean {
    const known = areCommon.get(expression);
    if (known !== undefined) return known;
    const hits = db.get<{ n: number }>(
      sql`select count(*) as n from (select 1 from events_fts where events_fts match ${expression} limit ${common})`,
    );
    if (areCommon.size >= mostSearches) areCommon.clear();
    areCommon.set(expression, hits.n >= common);
    return hits.n >= common;
  }

  return (q: string | undefined): SQL | undefined => {
    const expression = q ? searchExpression(q) : null;
    if (expression === null) return matchSql(q);
    return matchSql(q, isCommon(expression) ? sql`+${events.n}` : sql`${events.n}`);
  };
}
