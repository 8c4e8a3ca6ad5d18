import type { Principal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { type Trends, type TrendsQuery, trendsQuery } from '@/db/model/trends';
import { dayMillis, limitInUtc } from '@/db/model/values/moment';
import { eventsIn } from '../../_records/read-events';

const maxHosts = 100;
const pageSize = 500;

type EventsQuery = Filter & { sort: 'at'; limit: number; page?: string | undefined };

type Reads = {
  trends(who: Principal, query: TrendsQuery, now: number): Promise<{ answer: Pick<Trends, 'firstSeen'> }>;
  listEvents(who: Principal, query: EventsQuery): Promise<{ itemsJson: Uint8Array; next: string | null }>;
};

/**
 * The earliest event that names an actor; null if the reader may read none. The event index knows the day and the
 * country, so that no list of an actor's events is read to its end.
 */
export async function readFirstEvent(reads: Reads, who: Principal, actor: string): Promise<Event | null> {
  const first = await readFirstSeen(reads, who, actor);
  if (first === null) return null;
  const filter: Filter = { actor: [actor], host: [first.host], to: limitInUtc(endOf(first.on)) };
  for (let page: string | undefined; ; ) {
    const list = await reads.listEvents(who, { ...filter, sort: 'at', limit: pageSize, page });
    if (list.next === null) return eventsIn(list).at(-1) ?? null;
    page = list.next;
  }
}

/** The index answers with the latest first, up to `maxHosts` countries. */
async function readFirstSeen(reads: Reads, who: Principal, actor: string) {
  for (let to: string | undefined; ; ) {
    const query = trendsQuery.parse({ actor, top: String(maxHosts), ...(to && { to }) });
    const { firstSeen } = (await reads.trends(who, query, Date.now())).answer;
    const last = firstSeen.at(-1) ?? null;
    if (firstSeen.length < maxHosts || last === null) return last;
    to = new Date(Date.parse(last.on)).toISOString();
  }
}

/** The end (ms) of "2026-03-01", "2026-03" or "2026". */
function endOf(on: string): number {
  return Date.parse(on) + dayMillis * ({ 10: 1, 7: 31 }[on.length] ?? 366);
}
