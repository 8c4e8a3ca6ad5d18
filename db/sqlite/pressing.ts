import { and, eq, sql } from 'drizzle-orm';
import type { Event } from '../model/event';
import type { Principal } from '../model/principal';
import { type Tlp, tlpRank } from '../model/words';
import type { Position } from '../store';
import type { Db } from './client';
import { type createLists, listColumns, listRow } from './event-lists';
import type { JournalTable } from './journal';
import { events } from './schema-events';
import { changes, type changeTypes } from './schema-journal';
import { readerOf, visibleToReader } from './visible';

type Lists = ReturnType<typeof createLists>;
type Held = { n: number; event: Event };

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
export function createPressing(db: Db, journal: JournalTable, lists: Lists) {
  const isPressing = eq(events.isPressing, true);
  const all = db.select(listColumns).from(events).where(and(isPressing, visibleToReader())).prepare();
  const some = db
    .select(listColumns)
    .from(events)
    .where(
      and(
        sql`${events.id} in (select value from json_each(${sql.placeholder('ids')}))`,
        isPressing,
        visibleToReader(),
      ),
    )
    .prepare();
  const ofOne = db
    .select(listColumns)
    .from(events)
    .where(
      and(isPressing, sql`(${events.tlp} = ${tlpRank('red')} or ${events.hasLinks} = 1)`, visibleToReader()),
    )
    .prepare();
  const since = db
    .select({ type: changes.type, id: changes.recordId })
    .from(changes)
    .where(sql`${changes.seq} > ${sql.placeholder('after')}`)
    .limit(mostChanges + 1)
    .prepare();
  const kept = new Map<Tlp, { at: Position; held: Held[] }>();

  function read(who: Principal, rows: Parameters<typeof listRow>[0][]): Held[] {
    const listed = rows.map(listRow);
    return lists.read(who, listed).map((event, index) => ({ n: listed[index]?.n ?? 0, event }));
  }

  /** The ids of what has changed since, be it an event or a person; null where all is to be read anew. */
  function changedSince(at: Position, head: Position): Set<string> | null {
    if (head.seq < at.seq || journal.chainAt(at.seq) !== at.chain) return null;
    const found = since.all({ after: at.seq });
    if (found.length > mostChanges || found.some(({ type }) => isNamedInEvents[type])) return null;
    return new Set(found.map(({ id }) => id));
  }

  function ofClearance(clearance: Tlp): Held[] {
    const head = journal.head();
    const known = kept.get(clearance);
    if (known?.at.chain === head.chain) return known.held;
    const nobody: Principal = { id: '', kind: 'system', name: '', role: 'viewer', clearance };
    const changed = known ? changedSince(known.at, head) : null;
    const held =
      known && changed ? renewed(nobody, known.held, changed) : read(nobody, all.values(readerOf(nobody)));
    held.sort(newestFirst);
    kept.set(clearance, { at: head, held });
    return held;
  }

  function renewed(who: Principal, held: readonly Held[], changed: ReadonlySet<string>): Held[] {
    const isStale = ({ event: { id, createdBy, updatedBy } }: Held) =>
      changed.has(id) || changed.has(createdBy.id) || changed.has(updatedBy.id);
    const ids = [...changed, ...held.filter(isStale).map(({ event }) => event.id)];
    const anew = read(who, some.values({ ids: JSON.stringify(ids), ...readerOf(who) }));
    return [...held.filter((one) => !isStale(one)), ...anew];
  }

  return {
    /** What all of this clearance see whom no red record names. */
    ofClearance: (clearance: Tlp): Event[] => ofClearance(clearance).map(({ event }) => event),
    /** That, with what is red to him by name, and the links that he alone may see. */
    ofPerson(who: Principal): Event[] {
      const own = read(who, ofOne.values(readerOf(who)));
      const ids = new Set(own.map(({ event }) => event.id));
      const others = ofClearance(who.clearance).filter(({ event }) => !ids.has(event.id));
      return [...others, ...own].sort(newestFirst).map(({ event }) => event);
    },
  };
}

function newestFirst(a: Held, b: Held): number {
  return b.n - a.n;
}
