import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Event } from '../../model/event/event';
import { isRecordType, type JournalType } from '../../model/records/journal-types';
import { records } from '../../model/records/record-types';
import { type Tlp, tlpRank } from '../../model/words';
import type { Position } from '../../store';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { events } from '../schema/events';
import { changes } from '../schema/journal';
import { type createEventLists, listColumns, toListRow } from './event-lists';
import { isInJsonList } from './event-rows';
import { preparedVisibleSql, readerParams } from './visible';

type Lists = ReturnType<typeof createEventLists>;

/** Past this number of changes, reading all active events again takes less time. */
const maxChanges = 500;
/** If a record whose name events contain changes, any event may have changed. */
function isNamedInEvents(type: JournalType): boolean {
  return isRecordType(type) && records[type].isNamedInEvents === true;
}

/**
 * Reads the active events, newest first. Those that a clearance allows are cached, and only the ones that have changed
 * according to the journal are read again: reading the others took two thirds of the board's time after a change.
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
    .limit(maxChanges + 1)
    .prepare();
  const kept = new Map<Tlp, { at: Position; items: Event[] }>();

  function read(who: Principal, rows: Parameters<typeof toListRow>[0][]): Event[] {
    return lists.read(who, rows.map(toListRow));
  }

  /** The ids of the records and people that have changed since; null if all events must be read again. */
  function changedSince(at: Position): Set<string> | null {
    if (!journal.isContinuationOf(at)) return null;
    const found = since.all({ after: at.seq });
    if (found.length > maxChanges || found.some(({ type }) => isNamedInEvents(type))) return null;
    return new Set(found.map(({ id }) => id));
  }

  /** The active events for readers of this clearance whom no red record names. */
  function ofClearance(clearance: Tlp): Event[] {
    const head = journal.head();
    const known = kept.get(clearance);
    if (known?.at.chain === head.chain) return known.items;
    const nobody: Principal = { id: '', kind: 'system', name: '', role: 'viewer', clearance };
    const changed = known ? changedSince(known.at) : null;
    const items =
      known && changed
        ? update(nobody, known.items, changed)
        : read(nobody, all.values(readerParams(nobody)));
    items.sort(newestFirst);
    kept.set(clearance, { at: head, items });
    return items;
  }

  function update(who: Principal, items: readonly Event[], changed: ReadonlySet<string>): Event[] {
    const isStale = ({ id, createdBy, updatedBy }: Event) =>
      changed.has(id) || changed.has(createdBy.id) || changed.has(updatedBy.id);
    const ids = [...changed, ...items.filter(isStale).map(({ id }) => id)];
    const updated = read(who, some.values({ ids: JSON.stringify(ids), ...readerParams(who) }));
    return [...items.filter((one) => !isStale(one)), ...updated];
  }

  /** Those of the clearance, with the red events that name this reader and the links that only they may see. */
  function ofPerson(who: Principal): Event[] {
    const own = read(who, redOrLinked.values(readerParams(who)));
    const ids = new Set(own.map(({ id }) => id));
    const others = ofClearance(who.clearance).filter(({ id }) => !ids.has(id));
    return [...others, ...own].sort(newestFirst);
  }

  return { ofClearance, ofPerson };
}

/** Ids are in the order of logging. */
function newestFirst(a: Event, b: Event): number {
  return a.id < b.id ? 1 : -1;
}
