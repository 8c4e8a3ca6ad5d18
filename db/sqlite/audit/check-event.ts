import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { EventRecord } from '../../model/event/event';
import { changesBetween, isSame } from '../../model/journal/history';
import { columnsOf, deletedColumns, refOf, refPrefixOf } from '../../rules/event/index-rows';
import { recordOf, withNames } from '../../rules/event/named-record';
import { type Connection, createDb } from '../client';
import { clockOf } from '../journal/history';
import { createLastEntries } from '../journal/last-entries';
import { createNameLookup } from '../queries/name-references';
import { events } from '../schema/events';
import { changes } from '../schema/journal';
import { createIndexCheck } from './check-index';
import { parseJson } from './parse-json';
import type { RecordCheck, ReportFault } from './verify-records';

const pageSize = 200;

/**
 * Compares events with the journal, in order of creation. References are counted from the creations of each kind and
 * year, so that an event whose row is missing can be named too.
 */
export function createEventCheck(connection: Connection, report: ReportFault): RecordCheck {
  const db = createDb(connection);
  const slot = sql.placeholder;
  const creations = db
    .select({
      seq: changes.seq,
      id: changes.recordId,
      at: changes.at,
      clockAt: changes.clockAt,
      body: changes.body,
    })
    .from(changes)
    .where(and(eq(changes.type, 'event'), eq(changes.version, 1), sql`${changes.seq} > ${slot('after')}`))
    .orderBy(changes.seq)
    .limit(pageSize)
    .prepare();
  const { lastEntry, lastBody } = createLastEntries(db);
  const rowOf = db
    // The record as text, because it may have been edited and no longer be JSON.
    .select({ ...getTableColumns(events), record: sql<string>`${events.record}` })
    .from(events)
    .where(eq(events.id, slot('id')))
    .prepare();
  const indexDifferences = createIndexCheck(connection);
  const namesOf = createNameLookup(db);
  const isBeingRenamed = connection
    .prepare<{ n: number }, number>(
      `select exists (select 1 from targets t join missions m on m.id = t.mission_id
          where t.event_n = :n and m.renaming_after is not null)
        or exists (select 1 from event_actors e join actors a on a.id = e.actor_id
          where e.event_n = :n and a.renaming_after is not null)`,
    )
    .pluck();
  const numbers = new Map<string, number>();
  let after = 0;

  function nextPage(): number {
    const page = creations.all({ after });
    for (const entry of page) {
      check(entry.id, clockOf(entry), nextRef(entry.body));
      after = entry.seq;
    }
    return page.length;
  }

  function nextRef(body: string | null): string {
    const prefix = refPrefixOf(JSON.parse(body ?? ''));
    const number = (numbers.get(prefix) ?? 0) + 1;
    numbers.set(prefix, number);
    return refOf(prefix, number);
  }

  function check(id: string, loggedAt: number, ref: string): void {
    const row = rowOf.get({ id });
    const last = lastEntry('event', id);
    if (!last) return;
    const fault = { type: 'event', name: ref, seq: last.seq } as const;
    if (!row) {
      report({ ...fault, what: 'missing', parts: [] });
      return;
    }
    const record: EventRecord = JSON.parse(last.body ?? lastBody('event', id) ?? '');
    const isDeleted = last.body === null;
    const expected: Record<string, unknown> = {
      ...columnsOf(record),
      ref,
      version: last.version,
      isDeleted,
      createdBy: last.createdBy,
      loggedAt,
      updatedBy: last.by,
      updatedAt: clockOf(last),
      ...(last.activityAt === null ? {} : { activityAt: last.activityAt }),
      ...(isDeleted ? deletedColumns : {}),
    };
    const columns = Object.entries(row).filter(
      ([name, value]) => name in expected && value !== expected[name],
    );
    const parts = [
      ...columns.map(([name]) => name),
      ...recordDifferences(row.n, row.record, record, isDeleted),
      ...indexDifferences(row, record, isDeleted),
    ];
    if (parts.length > 0) report({ ...fault, what: 'changed', parts });
  }

  /** Other names are no difference in a deleted event, which keeps its last ones, or during a renaming. */
  function recordDifferences(n: number, text: string, expected: EventRecord, isDeleted: boolean): string[] {
    const stored = parseJson(text);
    if (isSame(stored, withNames(expected, namesOf(expected)))) return [];
    const storedRecord = withoutNames(stored);
    if (storedRecord === undefined) return ['record'];
    const paths = changesBetween(storedRecord, expected).map(({ path }) => `record.${path}`);
    if (paths.length > 0) return paths;
    return isDeleted || isBeingRenamed.get({ n }) === 1 ? [] : ['names in the record'];
  }

  function findOrphans(): void {
    const orphans = connection.prepare<[], { ref: string }>(
      `select (select ref from events where id = e.id) ref from (select id from events) e where not exists
        (select 1 from changes c where c.record_id = e.id and c.type = 'event' and c.version = 1)`,
    );
    for (const { ref } of orphans.iterate())
      report({ type: 'event', name: ref, what: 'unknown', seq: null, parts: [] });
  }

  return { nextPage, findOrphans };
}

/** Undefined if it is not a record. */
function withoutNames(stored: unknown): unknown {
  try {
    // `recordOf` throws if a part is missing or has another shape.
    return recordOf(JSON.parse(JSON.stringify(stored)));
  } catch {
    return undefined;
  }
}
