import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { visible } from '../../model/access/visible';
import { notFound } from '../../model/errors';
import { changesBetween } from '../../model/journal/history';
import type { JournalType } from '../../model/records/record-types';
import type { HistoryItem } from '../../model/reference';
import { iso } from '../../model/values/moment';
import { tlps } from '../../model/words';
import type { Db } from '../client';
import { isRef } from '../queries/event-rows';
import { createPrincipalNames } from '../queries/principal-names';
import { visibleSql } from '../queries/visible';
import { events } from '../schema/events';
import { changes } from '../schema/journal';

/** Left out of a version's changes: it follows from the urgency and the time of the version. */
const derivedPaths: ReadonlySet<string> = new Set(['threat.urgencyAt']);

type Version = typeof changes.$inferSelect;

/** A past version of a record with its own marking: for a deletion, that of the record before it. */
export type MarkedVersion = Pick<Version, 'createdBy'> & { tlp: (typeof tlps)[number]; recipients: string[] };

/**
 * The versions of an event, newest first; also of a deleted event. A version is listed only if both today's marking
 * and its own allow it.
 */
export function createEventHistory(db: Db): (who: Principal, idOrRef: string) => HistoryItem[] {
  const readVersions = createVersionReader(db);
  return (who, idOrRef) => {
    const column = isRef(idOrRef) ? events.ref : events.id;
    const event = db
      .select({ id: events.id })
      .from(events)
      .where(and(eq(column, idOrRef), visibleSql(who)))
      .get();
    if (!event) throw notFound('event');
    return readVersions('event', event.id, (version) => visible(who, version), derivedPaths);
  };
}

/**
 * Reads the versions of a record from the journal, newest first. Each is compared with the previous listed version, so
 * that nothing hidden shows.
 */
export function createVersionReader(db: Db) {
  const select = db
    .select()
    .from(changes)
    .where(and(eq(changes.recordId, sql.placeholder('id')), eq(changes.type, sql.placeholder('type'))))
    .orderBy(changes.seq)
    .prepare();
  const authorOf = createPrincipalNames(db);

  return (
    type: JournalType,
    id: string,
    isVisible: (version: MarkedVersion) => boolean,
    ignored: ReadonlySet<string>,
  ): HistoryItem[] => {
    const items: HistoryItem[] = [];
    let before: unknown = null;
    for (const row of select.all({ id, type })) {
      const isDeletion = row.tlpAfter === null;
      const tlp = tlps[row.tlpAfter ?? row.tlpBefore ?? 4];
      const recipients = isDeletion ? row.recipientsBefore : row.recipientsAfter;
      if (!tlp || !isVisible({ tlp, recipients, createdBy: row.createdBy })) continue;
      const body: unknown = row.body === null ? null : JSON.parse(row.body);
      items.push({
        version: row.version,
        at: iso(row.at),
        by: authorOf(row.by),
        what: actOf(row),
        reason: row.reason,
        changes:
          before === null || isDeletion
            ? []
            : changesBetween(before, body).filter(({ path }) => !ignored.has(path)),
      });
      if (!isDeletion) before = body;
    }
    return items.reverse();
  };
}

type Act = Pick<Version, 'type' | 'version' | 'tlpBefore' | 'tlpAfter'>;

/**
 * What a row of the journal did to a record. A restored event has no marking before the change; nor has a new link,
 * hence the check of the type.
 */
export function actOf({ type, version, tlpBefore, tlpAfter }: Act): HistoryItem['what'] {
  if (tlpAfter === null) return 'deleted';
  if (version === 1) return 'logged';
  return type === 'event' && tlpBefore === null ? 'restored' : 'changed';
}
