import { and, eq, inArray, sql } from 'drizzle-orm';
import { isActivity } from '../../model/event/complete-record';
import type { EventRecord } from '../../model/event/event';
import type { Db } from '../client';
import { changes } from '../schema/journal';
import { clockOf } from './history';
import { type Link, linksAfter } from './link-entries';

/** Reads an event's changes and those of its links, in order. */
export function createEventChanges(db: Db) {
  const ofEvent = db
    .select({
      seq: changes.seq,
      type: changes.type,
      version: changes.version,
      at: changes.at,
      clockAt: changes.clockAt,
      activityAt: changes.activityAt,
      by: changes.by,
      createdBy: changes.createdBy,
      body: changes.body,
      tlpAfter: changes.tlpAfter,
      recipientsAfter: changes.recipientsAfter,
      operationId: changes.operationId,
    })
    .from(changes)
    .where(and(eq(changes.recordId, sql.placeholder('id')), inArray(changes.type, ['event', 'link'])))
    .orderBy(changes.seq)
    .prepare();
  return (id: string) => ofEvent.all({ id });
}

export type EventChange = ReturnType<ReturnType<typeof createEventChanges>>[number];

/** The record after a change; null if it was deleted then, or its content has been erased by order. */
export function recordAfter(change: EventChange | undefined): EventRecord | null {
  return change?.body ? JSON.parse(change.body) : null;
}

/** An event's links after these of its changes. */
export function linksIn(rows: readonly EventChange[]): Link[] {
  return linksAfter(rows.flatMap(({ type, body }) => (type === 'link' && body !== null ? [body] : [])));
}

/**
 * An event's `activityAt` after these of its changes; the first is its creation. Rows of format 1 do not tell it: there
 * it follows from the versions.
 */
export function activityAtAfter(versions: readonly EventChange[]): number {
  let activityAt = 0;
  let before: EventRecord | null = null;
  for (const row of versions) {
    const record = recordAfter(row);
    const isLogged = row.version === 1;
    const isActive = isLogged || (before !== null && record !== null && isActivity(before, record));
    activityAt = row.activityAt ?? (isActive ? clockOf(row) : activityAt);
    before = record;
  }
  return activityAt;
}
