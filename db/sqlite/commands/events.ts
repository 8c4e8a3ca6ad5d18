import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { newUuid, nextUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { AppError, invalid, notFound } from '../../model/errors';
import { completeRecord, isActivity } from '../../model/event/complete-record';
import type { Event, EventInput, EventRecord } from '../../model/event/event';
import { lapseReason } from '../../model/event/lapse';
import { isSame } from '../../model/journal/history';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { createCounter } from '../indexing/counts';
import { columnsOf, createEventIndex, refOf, refPrefixOf } from '../indexing/event-index';
import type { JournalTable } from '../journal/journal';
import { createAnswers, type EventRow } from '../queries/answers';
import { events } from '../schema/events';
import { refCounters } from '../schema/journal';
import { createEventRules } from './event-rules';
import { createKeys, keyOfAnother } from './idempotency';
import { lapsesSql } from './lapses';
import { createLinks } from './links';
import { createNaming, recordOf } from './named-record';
import { atVersion, refuseOwnLoss } from './refusals';

/** The commands on events; each is to be called inside one immediate transaction. */
export function createEventCommands(db: Db, journal: JournalTable) {
  const answers = createAnswers(db);
  const keys = createKeys(db);
  const named = createNaming(db);
  const index = createEventIndex(db);
  const recount = createCounter(db);
  const links = createLinks(db, journal, answers);
  const rules = createEventRules(db, answers);
  const insert = prepareInsert(db);
  const lastId = db.select({ id: events.id }).from(events).orderBy(desc(events.n)).limit(1).prepare();
  const count = db
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
    const known = keys.recall(by, 'event', idempotency, now);
    if (known !== null) return replay(by, known);
    rules.refuseBrokenReferences(by, input, null);
    const record = completeRecord(input, newUuid, { before: null, now });
    refuseOwnLoss(by, { ...record, createdBy: by.id });
    const last = lastId.get();
    const row = insert.get({
      ...columnsOf(record),
      record: named(record),
      id: nextUuid(now, last?.id ?? null),
      ref: nextRef(record),
      now,
      by: by.id,
    });
    index.add(row);
    recount(null, record);
    note(row, null, record, by, null);
    const linked = links.replace(by, row, input, now);
    keys.keep(by, 'event', idempotency, row.id, now);
    return { event: answers.answer(by, linked), isReplay: false };
  }

  function updateEvent(
    by: Principal,
    id: string,
    version: number,
    input: EventInput,
    reason: string | null,
    linksSeen?: readonly string[],
  ): Event {
    const row = current(by, id, version);
    const before = recordOf(row.record);
    rules.refuseBrokenReferences(by, input, before);
    const now = Date.now();
    const record = completeRecord(input, newUuid, { before, now });
    const written = isSame(before, record) ? row : write(row, record, by, reason, now);
    const linked = links.replace(by, written, input, now, linksSeen);
    refuseOwnLoss(by, { ...record, createdBy: row.createdBy });
    return answers.answer(by, linked);
  }

  function deleteEvent(by: Principal, id: string, version: number, reason: string): void {
    remove(current(by, id, version), by, reason);
  }

  /**
   * Puts a deleted event back into every list as its next version. Its links are rows beside it that a deletion
   * leaves, so they are there again where the other end still is.
   */
  function restoreEvent(
    by: Principal,
    idOrRef: string,
    reason: string,
    idempotency: Idempotency | null,
  ): { event: Event; isReplay: boolean } {
    const now = Date.now();
    const known = idempotency && keys.recall(by, 'event', idempotency, now);
    if (known !== null) {
      const replayed = replay(by, known);
      // The digest is of the body, which names no event.
      if (![replayed.event.id, replayed.event.ref].includes(idOrRef)) throw keyOfAnother();
      return replayed;
    }
    const row = answers.findDeleted(by, idOrRef);
    if (!row) throw answers.find(by, idOrRef) ? notDeleted() : notFound('event');
    const record = recordOf(row.record);
    rules.refuseLostReferences(by, record);
    const restored = write(row, record, by, reason, now);
    if (idempotency) keys.keep(by, 'event', idempotency, row.id, now);
    return { event: answers.answer(by, restored), isReplay: false };
  }

  function replay(by: Principal, id: string): { event: Event; isReplay: boolean } {
    const row = answers.find(by, id);
    if (row) return { event: answers.answer(by, row), isReplay: true };
    throw new AppError(
      'not-found',
      'The event that was created with this key has been deleted, or you no longer have access to it.',
    );
  }

  /** For the program's own jobs too: it needs no sight of the record. */
  function remove(row: EventRow, by: Principal, reason: string): void {
    const now = Date.now();
    const written = db
      .update(events)
      .set({
        version: row.version + 1,
        isDeleted: true,
        isActive: false,
        validUntil: null,
        updatedAt: now,
        updatedBy: by.id,
      })
      .where(eq(events.n, row.n))
      .returning()
      .get();
    index.remove(row.n);
    recount(row.record, null);
    note(written, row.record, null, by, reason);
    links.announce(by, row, null, now);
  }

  function lapseDue(by: Principal, now: number): number {
    const due = db
      .select()
      .from(events)
      .where(and(lapsesSql, lte(events.validUntil, now), eq(events.isDeleted, false)))
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

  function current(by: Principal, id: string, version: number): EventRow {
    return atVersion(answers.find(by, id), version, 'event', (row) => answers.answer(by, row));
  }

  function write(
    row: EventRow,
    record: EventRecord,
    by: Principal,
    reason: string | null,
    now: number,
  ): EventRow {
    const before = row.isDeleted ? null : recordOf(row.record);
    const written = db
      .update(events)
      .set({
        ...columnsOf(record),
        record: named(record),
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
    index.add(written);
    recount(before, record);
    note(written, before, record, by, reason);
    links.announce(by, before && row, written, now);
    return written;
  }

  function note(
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
    const { last } = count.get({ prefix });
    return refOf(prefix, last);
  }

  return { createEvent, updateEvent, deleteEvent, restoreEvent, lapseDue, remove };
}

function notDeleted(): AppError {
  return invalid('id', 'This event is not deleted: there is nothing to restore');
}

/** Of a new event, by `columnsOf` its record, `id`, `ref`, `now` and `by`. */
function prepareInsert(db: Db) {
  const slot = sql.placeholder;
  return db
    .insert(events)
    .values({
      id: slot('id'),
      ref: slot('ref'),
      version: 1,
      kind: slot('kind'),
      handling: slot('handling'),
      severity: slot('severity'),
      verification: slot('verification'),
      tlp: slot('tlp'),
      status: slot('status'),
      phase: slot('phase'),
      isActive: slot('isActive'),
      host: slot('host'),
      lat: slot('lat'),
      lon: slot('lon'),
      at: slot('at'),
      activityAt: slot('now'),
      loggedAt: slot('now'),
      updatedAt: slot('now'),
      validUntil: slot('validUntil'),
      createdBy: slot('by'),
      updatedBy: slot('by'),
      record: slot('record'),
    })
    .returning()
    .prepare();
}

export type EventCommands = ReturnType<typeof createEventCommands>;
