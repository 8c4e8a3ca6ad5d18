import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { notFound } from '../../model/errors';
import type { HistoryItem } from '../../model/reference';
import { tlps } from '../../model/words';
import { eventMarking } from '../../rules/event/event-marking';
import { historyOf } from '../../rules/event/history';
import type { ChangeMarking } from '../../rules/journal-entry';
import type { Version } from '../../rules/versions';
import type { Db } from '../client';
import { isRef } from '../queries/event-rows';
import { createPrincipalNames } from '../queries/principal-names';
import { visibleSql } from '../queries/visible';
import { events } from '../schema/events';
import { changes } from '../schema/journal';

/** The versions of an event, newest first, as the rules show them to this reader; also of a deleted event. */
export function createEventHistory(db: Db): (who: Principal, idOrRef: string) => HistoryItem[] {
  const readVersions = createVersionReader(db);
  const authorOf = createPrincipalNames(db);
  return (who, idOrRef) => {
    const column = isRef(idOrRef) ? events.ref : events.id;
    const event = db
      .select({ id: events.id, record: events.record, createdBy: events.createdBy })
      .from(events)
      // Here too, so that the time of the answer does not reveal a hidden event with many versions.
      .where(and(eq(column, idOrRef), visibleSql(who)))
      .get();
    if (!event) throw notFound('event');
    return historyOf(who, eventMarking(event), readVersions('event', event.id)).map((item) => ({
      ...item,
      by: authorOf(item.by),
    }));
  };
}

/** Reads the versions of a record from the journal, oldest first. */
export function createVersionReader(db: Db): (type: string, id: string) => Version[] {
  const select = db
    .select()
    .from(changes)
    .where(and(eq(changes.recordId, sql.placeholder('id')), eq(changes.type, sql.placeholder('type'))))
    .orderBy(changes.seq)
    .prepare();
  return (type, id) =>
    select.all({ id, type }).map((row) => ({
      ...row,
      at: clockOf(row),
      body: row.body === null ? null : JSON.parse(row.body),
      before: toMarking(row.tlpBefore, row.recipientsBefore),
      after: toMarking(row.tlpAfter, row.recipientsAfter),
    }));
}

/** When the change was made, by the clock of that time (ms). */
export function clockOf({ clockAt, at }: Pick<typeof changes.$inferSelect, 'clockAt' | 'at'>): number {
  return clockAt ?? at;
}

/** Null for a rank of null, which stands for no record. */
function toMarking(rank: number | null, recipients: string[]): ChangeMarking | null {
  return rank === null ? null : { tlp: tlps[rank] ?? 'red', recipients };
}
