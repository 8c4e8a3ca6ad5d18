import { and, count, countDistinct, eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Filter } from '../../model/filter';
import type { Db } from '../client';
import { type Dimension, dimensions, type Tally } from '../indexing/counts';
import { eventActors, events, targets } from '../schema/events';
import { filterSql, isFilteredOnlyBy, notCancelledSql, targetSql } from './filter';
import { visibleSql } from './visible';

const columns = {
  kind: events.kind,
  host: events.host,
  severity: events.severity,
  status: events.status,
  verification: events.verification,
} as const;

type ColumnName = keyof typeof columns;

/**
 * Counts, over the events that a reader may see, the values of each dimension that another filter narrows. A dimension
 * ignores its own filter; those without a filter are counted in one scan.
 */
export function countFacets(db: Db, who: Principal, filter: Filter): Tally {
  const where = (narrowed: Filter) =>
    and(eq(events.isDeleted, false), visibleSql(who), filterSql(narrowed), notCancelledSql());
  const isCounted = (dimension: Dimension) => !isFilteredOnlyBy(filter, dimension);
  const counted = new Map<string, Map<string, number>>();
  const isNamed = (name: ColumnName) => filter[name] !== undefined;

  const plain = dimensions.filter(isColumn).filter(isCounted);
  const together = plain.filter((name) => !isNamed(name));
  for (const names of [together, ...plain.filter(isNamed).map((name) => [name])]) {
    const [only] = names;
    const narrowed = only && isNamed(only) ? { ...filter, [only]: undefined } : filter;
    for (const [name, values] of countColumns(db, names, where(narrowed))) counted.set(name, values);
  }
  for (const dimension of ['targeted', 'targetType', 'actor'] as const) {
    if (!isCounted(dimension)) continue;
    const narrowed = { ...filter, [dimension]: undefined };
    counted.set(dimension, countRows(db, dimension, narrowed, where(narrowed)));
  }
  return counted;
}

function isColumn(dimension: Dimension): dimension is ColumnName {
  return dimension in columns;
}

function countColumns(
  db: Db,
  names: readonly ColumnName[],
  where: SQL | undefined,
): Map<string, Map<string, number>> {
  const counted = new Map(names.map((name) => [name, new Map<string, number>()]));
  if (names.length === 0) return counted;
  const values = names.map((name) => columns[name]);
  const rows = db
    .select({ values: sql<string>`json_array(${sql.join(values, sql`, `)})`, n: count() })
    .from(events)
    .where(where)
    .groupBy(...values)
    .all();
  for (const row of rows) {
    const found: (string | null)[] = JSON.parse(row.values);
    names.forEach((name, index) => {
      const value = found[index];
      const sums = counted.get(name);
      if (value != null && sums) sums.set(value, (sums.get(value) ?? 0) + row.n);
    });
  }
  return counted;
}

/**
 * Filters of targets apply to the counted target itself. The cross join stops SQLite from scanning all targets or
 * actors and looking up the event of each.
 */
function countRows(
  db: Db,
  dimension: 'targeted' | 'targetType' | 'actor',
  filter: Filter,
  where: SQL | undefined,
): Map<string, number> {
  const rows =
    dimension === 'actor'
      ? db
          .select({ value: eventActors.actorId, n: countDistinct(events.n) })
          .from(events)
          .crossJoin(eventActors)
          .where(and(where, eq(eventActors.eventN, events.n)))
          .groupBy(eventActors.actorId)
          .all()
      : countTargets(db, dimension === 'targeted' ? targets.country : targets.type, filter, where);
  return new Map(rows.map(({ value, n }) => [value, n]));
}

function countTargets(
  db: Db,
  column: typeof targets.country | typeof targets.type,
  filter: Filter,
  where: SQL | undefined,
): { value: string; n: number }[] {
  return db
    .select({ value: sql<string>`${column}`, n: countDistinct(events.n) })
    .from(events)
    .crossJoin(targets)
    .where(and(where, eq(targets.eventN, events.n), targetSql(filter)))
    .groupBy(column)
    .all();
}
