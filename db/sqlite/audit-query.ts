import { and, desc, eq, lt } from 'drizzle-orm';
import type { AuditEntry } from '../model/account';
import { iso } from '../model/moment';
import type { Principal } from '../model/principal';
import { refuseWithout } from '../model/rights';
import { type AuditAct, accessActs } from '../model/words';
import type { AuditQuery, Page } from '../store';
import type { Db } from './client';
import { events } from './schema-events';
import { changes } from './schema-journal';
import { actors, missions, principals, visits } from './schema-reference';
import { visibleSql, visitVisibleSql } from './visible';

type Change = typeof changes.$inferSelect;
type Known = { subject: string | null };

/** What administrators read of the journal. */
export function createAuditQuery(db: Db) {
  /** Newest first; of a record that this administrator may not see, neither which nor why. */
  function listAudit(who: Principal, { type, after, limit }: AuditQuery): Page<AuditEntry> {
    refuseWithout(who, 'admin');
    const rows = db
      .select({ change: changes, name: principals.name })
      .from(changes)
      .innerJoin(principals, eq(principals.id, changes.by))
      .where(
        and(
          type === 'account' ? eq(changes.type, 'account') : undefined,
          after === null ? undefined : lt(changes.seq, after),
        ),
      )
      .orderBy(desc(changes.seq))
      .limit(limit + 1)
      .all();
    const items = rows.slice(0, limit).map(({ change, name }) => entryOf(who, change, name));
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? String(last.seq) : null };
  }

  function entryOf(who: Principal, change: Change, name: string): AuditEntry {
    const { seq, type, recordId, version } = change;
    const head = { seq, at: iso(change.at), by: { id: change.by, name }, type };
    if (type === 'account') {
      const details: AuditEntry['details'] = JSON.parse(change.body ?? '{}');
      const what = accessActs.find((act) => act === change.reason) ?? 'unknown';
      return { ...head, recordId, subject: nameOf(recordId), what, details };
    }
    const known = find(who, change);
    const what: AuditAct = change.tlpAfter === null ? 'deleted' : version === 1 ? 'logged' : 'changed';
    return known
      ? { ...head, recordId, ...known, what, details: { version } }
      : { ...head, recordId: null, subject: null, what, details: {} };
  }

  /** An invitation is no principal: its e-mail stands in the details. */
  function nameOf(id: string): string | null {
    const row = db.select({ name: principals.name }).from(principals).where(eq(principals.id, id)).get();
    return row?.name ?? null;
  }

  /** The record of a change, where this administrator may see it; a link is seen by both its ends, and stays hidden. */
  function find(who: Principal, { type, recordId: id }: Change): Known | undefined {
    switch (type) {
      case 'event':
        return db
          .select({ subject: events.ref })
          .from(events)
          .where(and(eq(events.id, id), visibleSql(who)))
          .get();
      case 'visit':
        return db
          .select({ subject: visits.title })
          .from(visits)
          .where(and(eq(visits.id, id), visitVisibleSql(who)))
          .get();
      case 'mission':
        return db.select({ subject: missions.name }).from(missions).where(eq(missions.id, id)).get();
      case 'actor':
        return db.select({ subject: actors.name }).from(actors).where(eq(actors.id, id)).get();
      default:
        return undefined;
    }
  }

  return { listAudit };
}
