import { desc, sql } from 'drizzle-orm';
import type { Reader } from '../../model/access/visible';
import type { Filter } from '../../model/filter';
import type { Point } from '../../model/places/distance';
import { iso } from '../../model/values/moment';
import type { Db } from '../client';
import { events } from '../schema/events';
import { missions } from '../schema/reference';
import { isInJsonList } from './event-rows';
import { type NearMissions, nearMissionSql } from './filter';
import { preparedVisibleSql, readerParams } from './visible';

type MissionPoint = Point & { id: string };

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

  /** The missions of `nearCountries` and `nearMissions` that have a position. */
  function nearMissionPoints(filter: NearMissions): MissionPoint[] {
    return db
      .select({ id: missions.id, lat: sql<number>`${missions.lat}`, lon: sql<number>`${missions.lon}` })
      .from(missions)
      .where(nearMissionSql(filter))
      .all();
  }

  return {
    /** Adds to a filter what it needs to know of missions. */
    locate(filter: Filter): Filter {
      const { mission, nearCountries, nearMissions } = filter;
      return {
        ...filter,
        ...(mission && { missionsAt: places.all({ ids: JSON.stringify(mission) }) }),
        ...((nearCountries || nearMissions) && {
          nearAt: nearMissionPoints(filter).map(({ lat, lon }) => ({ lat, lon })),
        }),
      };
    },
    nearMissionPoints,
    /** The time of the newest change that this reader may know of. */
    lastChangeAt(who: Reader): string | null {
      const row = newest.get(readerParams(who));
      return row ? iso(row.at) : null;
    },
  };
}
