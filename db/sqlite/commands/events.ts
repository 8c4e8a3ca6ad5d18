import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { entryOf } from '../../event-index/entry';
import { newUuid, nextUuid } from '../../ids';
import { type Principal, systemPrincipal } from '../../model/access/principal';
import { personOf } from '../../model/access/visible';
import { type AppError, failure, invalid, notFound } from '../../model/errors';
import type { Event, EventInput } from '../../model/event/event';
import { accept } from '../../rules/decision';
import {
  decideCreation,
  decideDeletion,
  decideEdit,
  decideLapse,
  decideNameRemoval,
  decideRelease,
  decideRestoration,
  decideReturn,
  type EventRemoval,
  type EventWrite,
  type StoredEvent,
} from '../../rules/event/changes';
import { refOf, refPrefixOf } from '../../rules/event/index-rows';
import type { LinkChange } from '../../rules/event/links';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { createIndexRows } from '../indexing/index-rows';
import { createUnconfirmedEvents } from '../indexing/unconfirmed-events';
import type { JournalTable } from '../journal/journal';
import { createEventReferences } from '../queries/event-references';
import { createEventRows, type EventRow } from '../queries/event-rows';
import { events } from '../schema/events';
import { refCounters } from '../schema/journal';
import { createConfirmationCommands } from './confirmations';
import { createIdempotency, createKeyReusedError } from './idempotency';
import { prepareEventInsert } from './insert-event';
import { lapsesOnExpirySql } from './lapses-on-expiry';
import { createLinks } from './links';
import { createMergeCommand, createMergedEvents } from './merges';
import { requireVersion } from './requirements';
import { toStored } from './stored-event';

/** The commands on events. Call each inside one immediate transaction. */
export function createEventCommands(db: Db, journal: JournalTable) {
  const eventRows = createEventRows(db);
  const idempotencyKeys = createIdempotency(db);
  const references = createEventReferences(db, eventRows);
  const index = createIndexRows(db);
  const links = createLinks(db, journal, eventRows);
  const insert = prepareEventInsert(db);
  const unconfirmed = createUnconfirmedEvents(db);
  const merges = createMergedEvents(db);
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
    idempotency: Idempotency | null,
    isImported = false,
  ): { event: Event; isReplay: boolean } {
    const now = Date.now();
    const createdId = idempotency && idempotencyKeys.find(by, 'event', idempotency, now);
    if (createdId !== null) return replay(by, createdId);
    // Handed out before the decision: if it is a refusal, the transaction takes the reference back.
    const event = { id: nextUuid(now, lastId.get()?.id ?? null), ref: nextRef(input) };
    const change = { by, now, newId: newUuid, isImported };
    const write = accept(decideCreation(input, event, change, references.find(by, input)));
    const { record, activityAt } = write;
    const row = insert.get({ ...event, ...write.columns, record, activityAt, now, by: by.id });
    index.add(row.n, { ...write, entry: entryOf(row) });
    append(by, now, write);
    const linked = links.replace(by, row, input, now);
    if (idempotency) idempotencyKeys.save(by, 'event', idempotency, row.id, now);
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
    const now = Date.now();
    const change = { by, now, newId: newUuid };
    const decision = decideEdit(toStored(row), { input, reason }, change, references.find(by, input));
    const write = accept(decision);
    const written = write ? writeVersion(row, write, by, now) : row;
    return eventRows.toEvent(by, links.replace(by, written, input, now, linksSeen));
  }

  function deleteEvent(by: Principal, id: string, version: number, reason: string | null): void {
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
    const stored = toStored(row);
    const lasting = references.findLasting(by, stored.record);
    const restored = writeVersion(row, accept(decideRestoration(stored, reason, now, lasting)), by, now);
    if (idempotency) idempotencyKeys.save(by, 'event', idempotency, row.id, now);
    return { event: eventRows.toEvent(by, restored), isReplay: false };
  }

  function replay(by: Principal, id: string): { event: Event; isReplay: boolean } {
    const row = eventRows.find(by, id);
    if (row) return { event: eventRows.toEvent(by, row), isReplay: true };
    throw failure('created-record-gone');
  }

  /** Also called by system jobs: it does not check whether `by` may see the record. */
  function remove(row: EventRow, by: Principal, reason: string | null): void {
    const now = Date.now();
    writeRemoval(row, decideDeletion(toStored(row), reason, by), by, now);
    links.appendMarkingChange(by, row, null, now);
  }

  function writeRemoval(row: EventRow, removal: EventRemoval, by: Principal, now: number): void {
    const { version, columns, isUnconfirmed } = removal;
    db.update(events)
      .set({ ...columns, version, updatedAt: now, updatedBy: by.id })
      .where(eq(events.n, row.n))
      .run();
    index.remove(row.n);
    unconfirmed.set(row.n, isUnconfirmed, personOf(by));
    append(by, now, removal);
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
      const stored = toStored(row);
      const write = decideLapse(stored, now, references.namesOf(stored.record));
      if (write) writeVersion(row, write, by, now);
    }
    return due.length;
  }

  /** Removes actors and visits from an event that names them, no matter who may see it. */
  function removeNames(row: EventRow, ids: ReadonlySet<string>, reason: string): void {
    const now = Date.now();
    const stored = toStored(row);
    const write = decideNameRemoval(stored, ids, reason, now, references.namesOf(stored.record));
    writeVersion(row, write, systemPrincipal, now);
  }

  /** Gives an event, which may be deleted now, an earlier content back. */
  function putBack(
    by: Principal,
    row: EventRow,
    earlier: Pick<StoredEvent, 'record' | 'activityAt'>,
    reason: string,
  ): void {
    const lasting = references.findLasting(by, earlier.record);
    const now = Date.now();
    const write = accept(decideReturn(toStored(row), earlier, reason, { by, now }, lasting));
    writeVersion(row, write, by, now, { keepsAliases: true });
  }

  /**
   * Takes the reference of an event that was merged and is there again from the one that it was merged into, which may
   * be hidden from the author.
   */
  function release(by: Principal, { id, record }: EventRow): void {
    const into = merges.survivorOf(id);
    if (!into) return;
    const now = Date.now();
    const stored = toStored(into);
    const ids = [id, ...(record.merged ?? []).map((one) => one.id)];
    const write = decideRelease(stored, ids, { by, now }, references.namesOf(stored.record));
    writeVersion(into, write, by, now);
  }

  /** Adds or removes a link; returns false if there is nothing to do. */
  function putLink(by: Principal, change: LinkChange): boolean {
    return links.put(by, change, Date.now());
  }

  function findCurrent(by: Principal, id: string, version: number): EventRow {
    return requireVersion(eventRows.find(by, id), version, 'event', (row) => eventRows.toEvent(by, row));
  }

  /** `keepsAliases`: an undo decides itself what becomes of the event that a restored one was merged into. */
  function writeVersion(
    row: EventRow,
    write: EventWrite,
    by: Principal,
    now: number,
    { keepsAliases = false } = {},
  ): EventRow {
    if (row.isDeleted && !keepsAliases) release(by, row);
    const { version, activityAt, columns, record } = write;
    const written = db
      .update(events)
      .set({
        ...columns,
        record,
        isDeleted: false,
        version,
        activityAt,
        updatedAt: now,
        updatedBy: by.id,
      })
      .where(eq(events.n, row.n))
      .returning()
      .get();
    index.remove(row.n);
    index.add(row.n, { ...write, entry: entryOf(written) });
    unconfirmed.set(row.n, write.record.unconfirmed !== undefined, null);
    append(by, now, write);
    links.appendMarkingChange(by, row.isDeleted ? null : row, written, now);
    return written;
  }

  function append(by: Principal, at: number, { activityAt, entry }: EventWrite | EventRemoval): void {
    const body = entry.body && JSON.stringify(entry.body);
    journal.append({ ...entry, at, activityAt, by, body });
  }

  function nextRef(input: EventInput): string {
    const prefix = refPrefixOf(input);
    const { last } = incrementRefCounter.get({ prefix });
    return refOf(prefix, last);
  }

  return {
    createEvent,
    updateEvent,
    deleteEvent,
    restoreEvent,
    lapseDue,
    remove,
    removeNames,
    putBack,
    putLink,
    release,
    ...createMergeCommand(db, journal, {
      eventRows,
      idempotencyKeys,
      references,
      links,
      writeVersion,
      remove,
    }),
    ...createConfirmationCommands(journal, {
      eventRows,
      idempotencyKeys,
      references,
      writeVersion,
      writeRemoval,
    }),
  };
}

function createNotDeletedError(): AppError {
  return invalid('id', 'not-deleted');
}

export type EventCommands = ReturnType<typeof createEventCommands>;
