import { desc, sql } from 'drizzle-orm';
import type { Reader } from '../../model/access/visible';
import type { Filter } from '../../model/filter';
import { iso } from '../../model/values/moment';
import type { Db } from '../client';
import { events } from '../schema/events';
import { missions } from '../schema/reference';
import { isInJsonList } from './event-rows';
import { preparedVisibleSql, readerParams } from './visible';

/** What a board needs beside the events. */
export function createBoardFacts(db: Db) {
  const places = db
    .select({ sending: missions.sending, host: missions.host })
    .from(missions)
    .where(isInJsonList(missions.id, sql.placeholder('ids')))
    .prepare();
  const newest = db
    .select({ at: events.updatedAt })
    .from(events)
    .where(preparedVisibleSql())
    .orderBy(desc(events.updatedAt))
    .limit(1)
    .prepare();

  return {
    /** Where these missions are. */
    missionsAt: (ids: readonly string[]): NonNullable<Filter['missionsAt']> =>
      places.all({ ids: JSON.stringify(ids) }),
    /** The time of the newest change that this reader may know of. */
    lastChangeAt(who: Reader): string | null {
      const row = newest.get(readerParams(who));
      return row ? iso(row.at) : null;
    },
  };
}
