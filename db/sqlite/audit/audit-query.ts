import { and, desc, sql } from 'drizzle-orm';
import type { AuditEntry } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { records } from '../../model/records/record-types';
import { iso } from '../../model/values/moment';
import { accessActs } from '../../model/words';
import type { Page } from '../../page';
import { actOf } from '../../rules/versions';
import type { AuditQuery } from '../../store-accounts';
import type { Db } from '../client';
import { clockOf } from '../journal/history';
import { isInJsonList } from '../queries/event-rows';
import { preparedVisibleSql, readerParams } from '../queries/visible';
import { recordBindings } from '../records/record-bindings';
import { events } from '../schema/events';
import { changes } from '../schema/journal';
import { principals } from '../schema/reference';
import { auditWhere, createAuditRange } from './audit-range';

type Change = typeof changes.$inferSelect;
/** Names of records by id: null if a record has no name, absent if the reader may not see it. */
type Names = ReadonlyMap<string, string | null>;
type NamesByType = ReadonlyMap<Change['type'], Names>;

const ids = sql.placeholder('ids');
const noNames: Names = new Map();

/** The audit: the journal as administrators read it. */
export function createAuditQuery(db: Db) {
  const rangeOf = createAuditRange(db);
  const eventNames = db
    .select({ id: events.id, name: events.ref })
    .from(events)
    .where(and(isInJsonList(events.id, ids), preparedVisibleSql()))
    .prepare();
  const principalNames = db
    .select({ id: principals.id, name: principals.name })
    .from(principals)
    .where(isInJsonList(principals.id, ids))
    .prepare();

  /** Newest first. For a record that this administrator may not see, the entry has no id, name or details. */
  function listAudit(who: Principal, query: AuditQuery): Page<AuditEntry> {
    const { limit } = query;
    const range = rangeOf(query);
    if (!range) return { items: [], next: null };
    const rows = db
      .select()
      .from(changes)
      .where(auditWhere(query, range))
      .orderBy(desc(changes.seq))
      .limit(limit + 1)
      .all();
    const shown = rows.slice(0, limit);
    const names = namesOf(who, shown);
    const items = shown.map((change) => entryOf(change, names));
    const last = rows.length > limit ? shown.at(-1)?.seq : range.nextBefore;
    return { items, next: last === undefined || last === null ? null : String(last) };
  }

  /** The names of all records on a page, by one query for each type of record. */
  function namesOf(who: Principal, rows: readonly Change[]): NamesByType {
    const reader = readerParams(who);
    const idsOf = (type: Change['type']) => rows.flatMap((row) => (row.type === type ? [row.recordId] : []));
    const people = [...idsOf('account'), ...rows.map(({ by }) => by)];
    const names = new Map<Change['type'], Names>([
      ['event', namesIn(idsOf('event'), (given) => eventNames.all({ ids: given, ...reader }))],
      ['account', namesIn(people, (given) => principalNames.all({ ids: given }))],
    ]);
    // A link may be seen only by those who may see both its ends, so it has no names here and is never shown.
    for (const { type } of Object.values(records)) {
      const found = idsOf(type);
      if (found.length > 0) names.set(type, recordBindings[type].reader(db).titlesOf(who, found));
    }
    return names;
  }

  return { listAudit };
}

/** The names of the records with these ids; `lookUp` receives the ids as a JSON array. */
function namesIn(
  found: readonly string[],
  lookUp: (ids: string) => readonly { id: string; name: string | null }[],
): Names {
  if (found.length === 0) return noNames;
  return new Map(lookUp(JSON.stringify([...new Set(found)])).map(({ id, name }) => [id, name]));
}

function entryOf(change: Change, names: NamesByType): AuditEntry {
  const { seq, type, recordId, version } = change;
  const by = { id: change.by, name: names.get('account')?.get(change.by) ?? '' };
  const head = { seq, at: iso(clockOf(change)), by, type };
  // Null for an invitation, which is not a principal; its e-mail address is in the details.
  const subject = names.get(type)?.get(recordId) ?? null;
  if (type === 'account') {
    const details: AuditEntry['details'] = JSON.parse(change.body ?? '{}');
    const what = accessActs.find((act) => act === change.reason) ?? 'unknown';
    return { ...head, recordId, subject, what, details };
  }
  const isNew = change.tlpBefore === null;
  const what = actOf({
    type,
    version,
    operation: change.operation,
    isNew,
    isRemoved: change.tlpAfter === null,
  });
  return names.get(type)?.has(recordId)
    ? { ...head, recordId, subject, what, details: { version } }
    : { ...head, recordId: null, subject: null, what, details: {} };
}
