import { and, eq } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { visible } from '../../model/access/visible';
import { notFound } from '../../model/errors';
import { changesBetween } from '../../model/journal/history';
import type { HistoryItem } from '../../model/reference';
import { iso } from '../../model/values/moment';
import { tlps } from '../../model/words';
import type { Db } from '../client';
import { type Answers, isRef } from '../queries/answers';
import { visibleSql } from '../queries/visible';
import { events } from '../schema/events';
import { changes } from '../schema/journal';

/** Follows from the urgency and the time of its change, which the version tells. */
const derived = 'threat.urgencyAt';

/**
 * The versions of an event, newest first, also of a deleted one. A version is listed only where today's
 * marking and its own both allow, and compared with the last one listed: what lies between stays unsaid.
 */
export function listHistory(db: Db, answers: Answers, who: Principal, idOrRef: string): HistoryItem[] {
  const named = isRef(idOrRef) ? events.ref : events.id;
  const event = db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(named, idOrRef), visibleSql(who)))
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
      at: iso(row.at),
      by: answers.by(row.by),
      what: actOf(row),
      reason: row.reason,
      changes:
        before === null || isDeletion
          ? []
          : changesBetween(before, body).filter(({ path }) => path !== derived),
    });
    if (!isDeletion) before = body;
  }
  return items.reverse();
}

type Act = Pick<typeof changes.$inferSelect, 'type' | 'version' | 'tlpBefore' | 'tlpAfter'>;

/** What a row of the journal did to a record. A link that is added has no marking before it either. */
export function actOf({ type, version, tlpBefore, tlpAfter }: Act): HistoryItem['what'] {
  if (tlpAfter === null) return 'deleted';
  if (version === 1) return 'logged';
  return type === 'event' && tlpBefore === null ? 'restored' : 'changed';
}
