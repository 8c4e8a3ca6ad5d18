import { eq, sql } from 'drizzle-orm';
import type { IndexEntry } from '../../event-index/entry';
import type { Changes, IndexSource } from '../../event-index/source';
import type { Event } from '../../model/event/event';
import { isRecordType } from '../../model/records/journal-types';
import { records } from '../../model/records/record-types';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { createBoardFacts } from '../queries/board-facts';
import type { EventLists } from '../queries/event-lists';
import { isInJsonList } from '../queries/event-rows';
import { searchExpression } from '../queries/filter';
import { changes } from '../schema/journal';
import { actors, meta } from '../schema/reference';
import { createMapFacts } from './map-facts';

/** If a record whose name events contain changes, any event may have changed. */
function isNamedInEvents(type: string): boolean {
  return isRecordType(type) && records[type].isNamedInEvents === true;
}

/** Supplies the event index from SQLite. */
export function createIndexSource(db: Db, journal: JournalTable, lists: EventLists): IndexSource {
  const slot = sql.placeholder;
  const connection = db.$client;
  const epoch = db.select({ value: meta.value }).from(meta).where(eq(meta.key, 'epoch')).prepare();
  // Joined by SQLite, because fetching a row takes longer than parsing it.
  const entryBatch = connection
    .prepare<[number, number], string | null>(
      `select group_concat(entry) from (select entry from index_entries where n > ? order by n limit ?)`,
    )
    .pluck();
  const range = db
    .select({ seq: changes.seq, chain: changes.chain, type: changes.type, id: changes.recordId })
    .from(changes)
    .where(sql`${changes.seq} > ${slot('after')}`)
    .orderBy(changes.seq)
    .limit(slot('limit'))
    .prepare();
  const changedEntries = connection.prepare<[string], { n: number; entry: string | null }>(
    `select e.n, i.entry from events e left join index_entries i on i.n = e.n
      where e.id in (select value from json_each(?))`,
  );
  const names = db
    .select({ id: actors.id, name: actors.name })
    .from(actors)
    .where(isInJsonList(actors.id, slot('ids')))
    .prepare();
  const found = connection
    .prepare<[string], number>(
      'select rowid from events_fts where events_fts match ? and not_cancelled(rowid)',
    )
    .pluck();

  function readChanges(after: number, limit: number): Changes {
    const rows = range.all({ after, limit });
    const last = rows.at(-1);
    if (!last) throw new Error(`The journal has no change after ${after}`);
    const ids = new Set(rows.flatMap(({ type, id }) => (type === 'event' ? [id] : [])));
    const current = changedEntries.all(JSON.stringify([...ids]));
    return {
      to: { seq: last.seq, chain: last.chain },
      changed: current.flatMap(({ entry }) => (entry === null ? [] : [parseEntry(entry)])),
      removed: current.flatMap(({ n, entry }) => (entry === null ? [n] : [])),
      hasRenamed: rows.some(({ type }) => isNamedInEvents(type)),
    };
  }

  return {
    ...createBoardFacts(db),
    ...createMapFacts(db),
    head: () => ({ epoch: epoch.get()?.value ?? '', ...journal.head() }),
    contains: (position) => journal.isContinuationOf(position),
    entries: (after, limit) => JSON.parse(`[${entryBatch.get(after, limit) ?? ''}]`),
    changes: readChanges,
    events: (numbers) => {
      const rows = lists.rowsOf(numbers);
      const read = lists.readWithoutLinks(rows);
      return new Map(
        rows.flatMap(({ n }, index): [number, Event][] => {
          const event = read[index];
          return event ? [[n, event]] : [];
        }),
      );
    },
    toBeConfirmed: (who, numbers) => {
      const rows = lists.rowsOf(numbers);
      const read = lists.read(who, rows);
      return new Map(rows.map(({ n }, index) => [n, read[index]?.toBeConfirmed ?? null]));
    },
    actorNames: (ids) => new Map(names.all({ ids: JSON.stringify(ids) }).map(({ id, name }) => [id, name])),
    search: (q) => {
      const expression = searchExpression(q);
      return expression === null ? [] : found.all(expression);
    },
  };
}

function parseEntry(json: string): IndexEntry {
  return JSON.parse(json);
}
