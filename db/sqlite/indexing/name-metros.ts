import { eq } from 'drizzle-orm';
import type { Db } from '../client';
import { meta } from '../schema/reference';
import { createEventRenamer } from './index-rows';

const key = 'metros named';
const batchSize = 500;

/**
 * Names the missions in events by their metropolitan city, once, where an earlier version wrote the register's. An
 * interrupted run starts over at the next start.
 */
export function nameMetros(db: Db, inTransaction: (work: () => void) => void): void {
  if (db.select().from(meta).where(eq(meta.key, key)).get()) return;
  const rename = createEventRenamer(db);
  const next = db.$client
    .prepare<[number, number], number>(
      `select distinct event_n from targets join missions on missions.id = mission_id
        where event_n > ? and metro is not null and metro is not city order by event_n limit ?`,
    )
    .pluck();
  let after = 0;
  for (let isMore = true; isMore; ) {
    inTransaction(() => {
      const found = next.all(after, batchSize);
      for (const event of found) rename(event);
      after = found.at(-1) ?? after;
      isMore = found.length === batchSize;
    });
  }
  db.insert(meta).values({ key, value: new Date().toISOString() }).run();
}
