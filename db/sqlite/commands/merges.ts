import { and, eq, sql } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { failure, invalid, notFound, versionConflict } from '../../model/errors';
import type { Event } from '../../model/event/event';
import { accept } from '../../rules/decision';
import type { EventWrite } from '../../rules/event/changes';
import { canSeeWith, decideMerge } from '../../rules/event/merge';
import type { Idempotency } from '../../store';
import type { BatchAnswer } from '../../store-operations';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import type { createEventReferences } from '../queries/event-references';
import type { EventRow, EventRows } from '../queries/event-rows';
import { eventAliases, events, links as linkTable } from '../schema/events';
import { principals } from '../schema/reference';
import { type createIdempotency, createKeyReusedError } from './idempotency';
import type { createLinks } from './links';
import { toStored } from './stored-event';

type Parts = {
  eventRows: EventRows;
  idempotencyKeys: ReturnType<typeof createIdempotency>;
  references: ReturnType<typeof createEventReferences>;
  links: ReturnType<typeof createLinks>;
  writeVersion(row: EventRow, write: EventWrite, by: Principal, now: number): EventRow;
  remove(row: EventRow, by: Principal, reason: string | null): void;
};

/** `versions` are those that they may have seen of the event that is merged. */
type Given = {
  versions: readonly number[];
  into: string;
  intoVersion?: number | undefined;
  reason: string;
  idempotency: Idempotency;
};
type Answer = { event: Event; operationId: string; isReplay: boolean };

/** Finds the events that others were merged into. */
export function createMergedEvents(db: Db) {
  const survivor = db
    .select()
    .from(eventAliases)
    .innerJoin(events, eq(events.n, eventAliases.eventN))
    .where(and(eq(eventAliases.id, sql.placeholder('id')), eq(events.isDeleted, false)))
    .prepare();
  return { survivorOf: (id: string): EventRow | undefined => survivor.get({ id })?.events };
}

/** The command that merges an event into another. Call it inside one immediate transaction. */
export function createMergeCommand(db: Db, journal: JournalTable, parts: Parts) {
  const { eventRows, idempotencyKeys, references, links, writeVersion, remove } = parts;
  const readerOf = db
    .select({ id: principals.id, clearance: principals.clearance })
    .from(principals)
    .where(eq(principals.id, sql.placeholder('id')))
    .prepare();
  const linksOf = (own: 'fromId' | 'toId') =>
    db
      .select({ fromId: linkTable.fromId, toId: linkTable.toId })
      .from(linkTable)
      .where(eq(linkTable[own], sql.placeholder('id')))
      .prepare();
  const [linksFrom, linksTo] = [linksOf('fromId'), linksOf('toId')];
  const canSee = canSeeWith((id) => readerOf.get({ id }));

  function mergeEvent(by: Principal, idOrRef: string, given: Given): Answer {
    const now = Date.now();
    const { reason, idempotency } = given;
    const replayed = idempotencyKeys.findBatch(by, idempotency, now);
    if (replayed) return replay(by, idOrRef, replayed);
    const row = findLive(by, idOrRef, (ref) => failure('merged-already', { ref }));
    if (!given.versions.includes(row.version)) throw versionConflict(eventRows.toEvent(by, row));
    const into = findLive(by, given.into, (ref) => invalid('into', 'merge-into-merged', { ref }));
    const { intoVersion = into.version } = given;
    if (intoVersion !== into.version) throw versionConflict(eventRows.toEvent(by, into));
    const [merged, surviving] = [toStored(row), toStored(into)];
    const names = references.namesOf;
    const change = { by, reason, now, newId: newUuid };
    const write = accept(decideMerge(merged, surviving, change, { canSee, names }));
    const operationId = newUuid();
    journal.inOperation({ id: operationId, kind: 'merge' }, () => {
      // An undo goes backwards: the merged event is there again before the surviving one loses what it got from it.
      writeVersion(into, write, by, now);
      moveLinks(by, row, into, now);
      remove(row, by, reason);
    });
    const applied = [row, into].map(({ id, version }, index) => ({ index, id, version: version + 1 }));
    idempotencyKeys.saveBatch(by, idempotency, { operationId, applied, refused: [] }, now);
    return { event: eventOf(by, into.id), operationId, isReplay: false };
  }

  /** The event, if it is there. @throws what `toError` makes of the reference of the one that it was merged into */
  function findLive(by: Principal, idOrRef: string, toError: (ref: string) => Error): EventRow {
    const row = eventRows.find(by, idOrRef);
    if (row) return row;
    const survivor = eventRows.resolve(by, idOrRef);
    throw survivor ? toError(survivor.ref) : notFound('event');
  }

  /** Also those to events that are hidden from the author: their readers would miss them. */
  function moveLinks(by: Principal, { id, hasLinks }: EventRow, into: EventRow, now: number): void {
    if (!hasLinks) return;
    for (const { toId } of linksFrom.all({ id }))
      links.put(by, { link: { fromId: into.id, toId }, isAdded: true }, now);
    for (const { fromId } of linksTo.all({ id }))
      links.put(by, { link: { fromId, toId: into.id }, isAdded: true }, now);
  }

  function replay(
    by: Principal,
    idOrRef: string,
    { operationId, applied }: Pick<BatchAnswer, 'operationId' | 'applied'>,
  ): Answer {
    const [merged, into] = applied;
    // The digest covers the body only, so the event in the path is compared too.
    if (!merged || !into || !isNamedBy(merged.id, idOrRef)) throw createKeyReusedError();
    return { event: eventOf(by, into.id), operationId, isReplay: true };
  }

  function isNamedBy(id: string, idOrRef: string): boolean {
    const row = db.select({ ref: events.ref }).from(events).where(eq(events.id, id)).get();
    return id === idOrRef || row?.ref === idOrRef;
  }

  function eventOf(by: Principal, id: string): Event {
    const row = eventRows.find(by, id) ?? eventRows.resolve(by, id);
    if (!row) throw failure('created-record-gone');
    return eventRows.toEvent(by, row);
  }

  return { mergeEvent };
}
