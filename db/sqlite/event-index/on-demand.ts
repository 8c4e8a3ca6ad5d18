import { desc } from 'drizzle-orm';
import type { Db } from '../client';
import { events } from '../schema/events';

/** The index of this many events is built in the first question, which takes a tenth of a second. */
export const maxOnDemand = 20_000;

/** Are there so few events that their index can be built when it is first asked? */
export function isBuiltOnDemand(db: Db): boolean {
  const last = db.select({ n: events.n }).from(events).orderBy(desc(events.n)).limit(1).get();
  return (last?.n ?? 0) <= maxOnDemand;
}
