import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Event } from '../../model/event/event';
import { type Tlp, tlpRank } from '../../model/words';
import type { Position } from '../../store';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { events } from '../schema/events';
import { changes, type changeTypes } from '../schema/journal';
import { type createEventLists, listColumns, toListRow } from './event-lists';
import { isInJsonList } from './event-rows';
import { preparedVisibleSql, readerParams } from './visible';

type Lists = ReturnType<typeof createEventLists>;

/** Past so many changes it takes less to read all anew. */
const mostChanges = 500;
/** Whose names stand in the records of events: a change of one may be in any of them. */
const isNamedInEvents = {
  event: false,
  link: false,
  account: false,
  mission: true,
  actor: true,
  visit: true,
} as const satisfies Record<(typeof changeTypes)[number], boolean>;

/**
 * Reads what presses, newest first. Of what a clearance alone opens, only what the journal names since the last time is
 * read: two thirds of what the board took after a change went to records that had not changed.
 */
export function createActiveEvents(db: Db, journal: JournalTable, lists: Lists) {
  const isActive = eq(events.isActive, true);
  const all = db.select(listColumns).from(events).where(and(isActive, preparedVisibleSql())).prepare();
  const some = db
    .select(listColumns)
    .from(events)
    .where(and(isInJsonList(events.id, sql.placeholder('ids')), isActive, preparedVisibleSql()))
    .prepare();
  const redOrLinked = db
    .select(listColumns)
    .from(events)
    .where(
      and(isActive, sql`(${events.tlp} = ${tlpRank('red')} or ${events.hasLinks} = 1)`, preparedVisibleSql()),
    )
    .prepare();
  const since = db
    .select({ type: changes.type, id: changes.recordId })
    .from(changes)
    .where(sql`${changes.seq} > ${sql.placeholder('after')}`)
    .limit(mostChanges + 1)
    .prepare();
  const kept = new Map<Tlp, { at: Position; held: Event[] }>();

  function read(who: Principal, rows: Parameters<typeof toListRow>[0][]): Event[] {
    return lists.read(who, rows.map(toListRow));
  }

  /** The ids of what has changed since, be it an event or a person; null where all is to be read anew. */
  function changedSince(at: Position): Set<string> | null {
    if (!journal.isContinuationOf(at)) return null;
    const found = since.all({ after: at.seq });
    if (found.length > mostChanges || found.some(({ type }) => isNamedInEvents[type])) return null;
    return new Set(found.map(({ id }) => id));
  }

  /** What all of this clearance see whom no red record names. */
  function ofClearance(clearance: Tlp): Event[] {
    const head = journal.head();
    const known = kept.get(clearance);
    if (known?.at.chain === head.chain) return known.held;
    const nobody: Principal = { id: '', kind: 'system', name: '', role: 'viewer', clearance };
    const changed = known ? changedSince(known.at) : null;
    const held =
      known && changed
        ? renewed(nobody, known.held, changed)
        : read(nobody, all.values(readerParams(nobody)));
    held.sort(newestFirst);
    kept.set(clearance, { at: head, held });
    return held;
  }

  function renewed(who: Principal, held: readonly Event[], changed: ReadonlySet<string>): Event[] {
    const isStale = ({ id, createdBy, updatedBy }: Event) =>
      changed.has(id) || changed.has(createdBy.id) || changed.has(updatedBy.id);
    const ids = [...changed, ...held.filter(isStale).map(({ id }) => id)];
    const anew = read(who, some.values({ ids: JSON.stringify(ids), ...readerParams(who) }));
    return [...held.filter((one) => !isStale(one)), ...anew];
  }

  /** That, with what is red to him by name, and the links that he alone may see. */
  function ofPerson(who: Principal): Event[] {
    const own = read(who, redOrLinked.values(readerParams(who)));
    const ids = new Set(own.map(({ id }) => id));
    const others = ofClearance(who.clearance).filter(({ id }) => !ids.has(id));
    return [...others, ...own].sort(newestFirst);
  }

  return { ofClearance, ofPerson };
}

/** Ids follow the order of the log. */
function newestFirst(a: Event, b: Event): number {
  return a.id < b.id ? 1 : -1;
}
