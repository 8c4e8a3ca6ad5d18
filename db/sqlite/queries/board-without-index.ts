import { and, count, eq, gte } from 'drizzle-orm';
import { recentMillis } from '../../event-index/board';
import type { Principal } from '../../model/access/principal';
import type { Figures } from '../../model/board';
import { highestSeverity, threatenedBy } from '../../model/event/threatened';
import type { Filter } from '../../model/filter';
import type { Country } from '../../model/places/countries';
import type { Position } from '../../store';
import type { Db } from '../client';
import { events } from '../schema/events';
import { createBoardFacts } from './board-facts';
import type { EventQueries } from './events';
import { filterSql, notCancelledSql } from './filter';
import { visibleSql } from './visible';

/** The board while the event index is being built: without facets, which would take a scan of all events. */
export function createBoardWithoutIndex(
  db: Db,
  { listActive }: Pick<EventQueries, 'listActive'>,
  own: readonly Country[],
) {
  const { locate, lastChangeAt } = createBoardFacts(db);

  return (who: Principal, filter: Filter, now: number): { figures: Figures; position: Position } => {
    const { items, position } = listActive(who);
    const matching = and(visibleSql(who), filterSql(filter), notCancelledSql());
    const ids = new Set(
      db
        .select({ id: events.id })
        .from(events)
        .where(and(eq(events.isActive, true), matching))
        .all()
        .map(({ id }) => id),
    );
    const active = items.filter(({ id }) => ids.has(id));
    const located = locate(filter);
    const threatened = threatenedBy(active, located, now, own);
    const total = threatenedBy(items, {}, now, own);
    const isRecentIncident = and(
      eq(events.kind, 'incident'),
      eq(events.isDeleted, false),
      gte(events.at, now - recentMillis),
    );
    const recent = db.select({ n: count() }).from(events).where(and(isRecentIncident, matching)).get();
    const figures = {
      asOf: lastChangeAt(who),
      threatened,
      total: { threatened: total.length, highest: highestSeverity(total) },
      counts: {
        currentThreats: active.filter(({ kind }) => kind === 'threat').length,
        ongoing: active.filter(({ kind }) => kind === 'incident').length,
        threatenedCountries: new Set(threatened.map(({ country }) => country)).size,
        incidents30d: recent?.n ?? 0,
      },
      nearAt: located.nearAt,
      facets: null,
    };
    return { figures, position };
  };
}
