import { and, eq } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { visible } from '../../model/access/visible';
import { notFound } from '../../model/errors';
import { changesBetween } from '../../model/journal/history';
import type { HistoryItem } from '../../model/reference';
import { iso } from '../../model/values/moment';
import { tlps } from '../../model/words';
import type { Db } from '../client';
import { type EventRows, isRef } from '../queries/event-rows';
import { visibleSql } from '../queries/visible';
import { events } from '../schema/events';
import { changes } from '../schema/journal';

/** Left out of a version's changes: it follows from the urgency and the time of the version. */
const derivedPath = 'threat.urgencyAt';

/**
 * The versions of an event, newest first; also of a deleted event. A version is listed only if both today's marking
 * and its own allow it. Each is compared with the previous listed version, so that nothing hidden shows.
 */
export function listHistory(db: Db, eventRows: EventRows, who: Principal, idOrRef: string): HistoryItem[] {
  const column = isRef(idOrRef) ? events.ref : events.id;
  const event = db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(column, idOrRef), visibleSql(who)))
    .get();
  if (!event) throw notFound('event');
  const rows = db
    .select()
    .from(changes)
    .where(and(eq(changes.recordId, event.id), eq(changes.type, 'event')))
    .orderBy(changes.seq)
    .all();
  const items: HistoryItem[] = [];
  let before: unknown = null;
  for (const row of rows) {
    const isDeletion = row.tlpAfter === null;
    const tlp = tlps[row.tlpAfter ?? row.tlpBefore ?? 4];
    const recipients = isDeletion ? row.recipientsBefore : row.recipientsAfter;
    if (!tlp || !visible(who, { tlp, recipients, createdBy: row.createdBy })) continue;
    const body: unknown = row.body === null ? null : JSON.parse(row.body);
    items.push({
      version: row.version,
      at: iso(clockOf(row)),
      by: eventRows.authorOf(row.by),
      what: actOf(row),
      reason: row.reason,
      changes:
        before === null || isDeletion
          ? []
          : changesBetween(before, body).filter(({ path }) => path !== derivedPath),
    });
    if (!isDeletion) before = body;
  }
  return items.reverse();
}

/** When the change was made, by the clock of that time (ms). */
export function clockOf({ clockAt, at }: Pick<typeof changes.$inferSelect, 'clockAt' | 'at'>): number {
  return clockAt ?? at;
}

type Act = Pick<typeof changes.$inferSelect, 'type' | 'version' | 'tlpBefore' | 'tlpAfter'>;

/**
 * What a row of the journal did to a record. A restored event has no marking before the change; nor has a new link,
 * hence the check of the type.
 */
export function actOf({ type, version, tlpBefore, tlpAfter }: Act): HistoryItem['what'] {
  if (tlpAfter === null) return 'deleted';
  if (version === 1) return 'logged';
  return type === 'event' && tlpBefore === null ? 'restored' : 'changed';
}
