import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { newUuid, nextUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { AppError, invalid, notFound } from '../../model/errors';
import { completeRecord, isActivity } from '../../model/event/complete-record';
import type { Event, EventInput, EventRecord } from '../../model/event/event';
import { lapseReason } from '../../model/event/lapse';
import { isSame } from '../../model/journal/history';
import { columnsOf, deletedColumns, indexRowsOf, refOf, refPrefixOf } from '../../rules/event/index-rows';
import { recordOf, withNames } from '../../rules/event/named-record';
import { textOfEvent } from '../../rules/search-text';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { createCounter } from '../indexing/counts';
import { createEventIndex } from '../indexing/event-index';
import type { JournalTable } from '../journal/journal';
import { createEventRows, type EventRow } from '../queries/event-rows';
import { createNameLookup } from '../queries/name-references';
import { events } from '../schema/events';
import { refCounters } from '../schema/journal';
import { createEventRules } from './event-rules';
import { createIdempotency, createKeyReusedError } from './idempotency';
import { prepareEventInsert } from './insert-event';
import { lapsesOnExpirySql } from './lapses-on-expiry';
import { createLinks } from './links';
import { requireVersion, requireVisibleToAuthor } from './requirements';

/** The commands on events. Call each inside one immediate transaction. */
export function createEventCommands(db: Db, journal: JournalTable) {
  const eventRows = createEventRows(db);
  const idempotencyKeys = createIdempotency(db);
  const namesOf = createNameLookup(db);
  const index = createEventIndex(db);
  const updateCounts = createCounter(db);
  const links = createLinks(db, journal, eventRows);
  const rules = createEventRules(db, eventRows);
  const insert = prepareEventInsert(db);
  const lastId = db.select({ id: events.id }).from(events).orderBy(desc(events.n)).limit(1).prepare();
  const incrementRefCounter = db
    .insert(refCounters)
    .values({ prefix: sql.placeholder('prefix'), last: 1 })
    .onConflictDoUpdate({ target: refCounters.prefix, set: { last: sql`${refCounters.last} + 1` } })
    .returning()
    .prepare();

  function createEvent(
    by: Principal,
    input: EventInput,
    idempotency: Idempotency,
  ): { event: Event; isReplay: boolean } {
    const now = Date.now();
    const createdId = idempotencyKeys.find(by, 'event', idempotency, now);
    if (createdId !== null) return replay(by, createdId);
    rules.refuseBrokenReferences(by, input, null);
    const record = completeRecord(input, newUuid, { before: null, now });
    requireVisibleToAuthor(by, { ...record, createdBy: by.id });
    const names = namesOf(record);
    const last = lastId.get();
    const row = insert.get({
      ...columnsOf(record),
      record: withNames(record, names),
      id: nextUuid(now, last?.id ?? null),
      ref: nextRef(record),
      now,
      by: by.id,
    });
    index.add(row.n, { rows: indexRowsOf(record, row), text: textOfEvent(row.ref, record, names) });
    updateCounts(null, record);
    appendChange(row, null, record, by, null);
    const linked = links.replace(by, row, input, now);
    idempotencyKeys.save(by, 'event', idempotency, row.id, now);
    return { event: eventRows.toEvent(by, linked), isReplay: false };
  }

  function updateEvent(
    by: Principal,
    id: string,
    version: number,
    input: EventInput,
    reason: string | null,
    linksSeen?: readonly string[],
  ): Event {
    const row = findCurrent(by, id, version);
    const before = recordOf(row.record);
    rules.refuseBrokenReferences(by, input, before);
    const now = Date.now();
    const record = completeRecord(input, newUuid, { before, now });
    const written = isSame(before, record) ? row : write(row, record, by, reason, now);
    const linked = links.replace(by, written, input, now, linksSeen);
    requireVisibleToAuthor(by, { ...record, createdBy: row.createdBy });
    return eventRows.toEvent(by, linked);
  }

  function deleteEvent(by: Principal, id: string, version: number, reason: string): void {
    remove(findCurrent(by, id, version), by, reason);
  }

  /**
   * Restores a deleted event as its next version, with its links: deletion keeps their rows, so they show again if
   * the other end still exists.
   */
  function restoreEvent(
    by: Principal,
    idOrRef: string,
    reason: string,
    idempotency: Idempotency | null,
  ): { event: Event; isReplay: boolean } {
    const now = Date.now();
    const restoredId = idempotency && idempotencyKeys.find(by, 'event', idempotency, now);
    if (restoredId !== null) {
      const replayed = replay(by, restoredId);
      // The digest covers the body only, so the event in the path is compared too.
      if (![replayed.event.id, replayed.event.ref].includes(idOrRef)) throw createKeyReusedError();
      return replayed;
    }
    const row = eventRows.findDeleted(by, idOrRef);
    if (!row) throw eventRows.find(by, idOrRef) ? createNotDeletedError() : notFound('event');
    const record = recordOf(row.record);
    rules.refuseLostReferences(by, record);
    const restored = write(row, record, by, reason, now);
    if (idempotency) idempotencyKeys.save(by, 'event', idempotency, row.id, now);
    return { event: eventRows.toEvent(by, restored), isReplay: false };
  }

  function replay(by: Principal, id: string): { event: Event; isReplay: boolean } {
    const row = eventRows.find(by, id);
    if (row) return { event: eventRows.toEvent(by, row), isReplay: true };
    throw new AppError(
      'not-found',
      'The event that was created with this key has been deleted, or you no longer have access to it.',
    );
  }

  /** Also called by system jobs: it does not check whether `by` may see the record. */
  function remove(row: EventRow, by: Principal, reason: string): void {
    const now = Date.now();
    const written = db
      .update(events)
      .set({
        version: row.version + 1,
        ...deletedColumns,
        updatedAt: now,
        updatedBy: by.id,
      })
      .where(eq(events.n, row.n))
      .returning()
      .get();
    index.remove(row.n);
    updateCounts(row.record, null);
    appendChange(written, row.record, null, by, reason);
    links.appendMarkingChange(by, row, null, now);
  }

  function lapseDue(by: Principal, now: number): number {
    const due = db
      .select()
      .from(events)
      .where(and(lapsesOnExpirySql, lte(events.validUntil, now), eq(events.isDeleted, false)))
      .orderBy(events.validUntil)
      .limit(500)
      .all();
    for (const row of due) {
      const record = recordOf(row.record);
      if (!record.threat) continue;
      const threat = { ...record.threat, status: 'lapsed' as const, statusReason: lapseReason };
      write(row, { ...record, threat }, by, lapseReason, now);
    }
    return due.length;
  }

  function findCurrent(by: Principal, id: string, version: number): EventRow {
    return requireVersion(eventRows.find(by, id), version, 'event', (row) => eventRows.toEvent(by, row));
  }

  function write(
    row: EventRow,
    record: EventRecord,
    by: Principal,
    reason: string | null,
    now: number,
  ): EventRow {
    const before = row.isDeleted ? null : recordOf(row.record);
    const names = namesOf(record);
    const written = db
      .update(events)
      .set({
        ...columnsOf(record),
        record: withNames(record, names),
        isDeleted: false,
        version: row.version + 1,
        activityAt: before && isActivity(before, record) ? now : row.activityAt,
        updatedAt: now,
        updatedBy: by.id,
      })
      .where(eq(events.n, row.n))
      .returning()
      .get();
    index.remove(row.n);
    const rows = indexRowsOf(record, written);
    index.add(row.n, { rows, text: textOfEvent(row.ref, record, names) });
    updateCounts(before, record);
    appendChange(written, before, record, by, reason);
    links.appendMarkingChange(by, before && row, written, now);
    return written;
  }

  function appendChange(
    row: EventRow,
    before: EventRecord | null,
    after: EventRecord | null,
    by: Principal,
    reason: string | null,
  ): void {
    journal.append({
      type: 'event',
      recordId: row.id,
      version: row.version,
      at: row.updatedAt,
      activityAt: row.activityAt,
      by,
      reason,
      createdBy: row.createdBy,
      body: after && JSON.stringify(after),
      before: before && { tlp: before.tlp, recipients: before.recipients },
      after: after && { tlp: after.tlp, recipients: after.recipients },
    });
  }

  function nextRef(record: EventRecord): string {
    const prefix = refPrefixOf(record);
    const { last } = incrementRefCounter.get({ prefix });
    return refOf(prefix, last);
  }

  return { createEvent, updateEvent, deleteEvent, restoreEvent, lapseDue, remove };
}

function createNotDeletedError(): AppError {
  return invalid('id', 'This event is not deleted: there is nothing to restore');
}

export type EventCommands = ReturnType<typeof createEventCommands>;
