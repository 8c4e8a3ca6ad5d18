import { and, desc, sql } from 'drizzle-orm';
import type { AuditEntry } from '../../model/access/account';
import type { Principal } from '../../model/access/principal';
import { refuseWithout } from '../../model/access/rights';
import { iso } from '../../model/values/moment';
import { accessActs } from '../../model/words';
import type { Page } from '../../page';
import type { AuditQuery } from '../../store-accounts';
import type { Db } from '../client';
import { actOf } from '../journal/history';
import { isAmong } from '../queries/answers';
import { readerOf, visibleToReader, visitVisibleToReader } from '../queries/visible';
import { events } from '../schema/events';
import { changes } from '../schema/journal';
import { actors, missions, principals, visits } from '../schema/reference';
import { auditWhere, createAuditRange } from './audit-range';

type Change = typeof changes.$inferSelect;
/** What a record is called, by its id; one without a name is null, one that may not be seen is missing. */
type Names = ReadonlyMap<string, string | null>;
type NamesByType = Readonly<Record<Change['type'], Names>>;

const ids = sql.placeholder('ids');
const nothing: Names = new Map();

/** What administrators read of the journal. */
export function createAuditQuery(db: Db) {
  const rangeOf = createAuditRange(db);
  const eventNames = db
    .select({ id: events.id, name: events.ref })
    .from(events)
    .where(and(isAmong(events.id, ids), visibleToReader()))
    .prepare();
  const visitNames = db
    .select({ id: visits.id, name: visits.title })
    .from(visits)
    .where(and(isAmong(visits.id, ids), visitVisibleToReader()))
    .prepare();
  const missionNames = db
    .select({ id: missions.id, name: missions.name })
    .from(missions)
    .where(isAmong(missions.id, ids))
    .prepare();
  const actorNames = db
    .select({ id: actors.id, name: actors.name })
    .from(actors)
    .where(isAmong(actors.id, ids))
    .prepare();
  const principalNames = db
    .select({ id: principals.id, name: principals.name })
    .from(principals)
    .where(isAmong(principals.id, ids))
    .prepare();

  /** Newest first; of a record that this administrator may not see, neither which nor why. */
  function listAudit(who: Principal, query: AuditQuery): Page<AuditEntry> {
    refuseWithout(who, 'admin');
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

  /** All names on a page: one statement for each type of record on it. */
  function namesOf(who: Principal, rows: readonly Change[]): NamesByType {
    const reader = readerOf(who);
    const idsOf = (type: Change['type']) => rows.flatMap((row) => (row.type === type ? [row.recordId] : []));
    const people = [...idsOf('account'), ...rows.map(({ by }) => by)];
    return {
      event: namesIn(idsOf('event'), (given) => eventNames.all({ ids: given, ...reader })),
      visit: namesIn(idsOf('visit'), (given) => visitNames.all({ ids: given, ...reader })),
      mission: namesIn(idsOf('mission'), (given) => missionNames.all({ ids: given })),
      actor: namesIn(idsOf('actor'), (given) => actorNames.all({ ids: given })),
      // It is seen by both its ends, and stays hidden.
      link: nothing,
      account: namesIn(people, (given) => principalNames.all({ ids: given })),
    };
  }

  return { listAudit };
}

/** The names of the records of these ids, looked up where there are any; `lookUp` takes them as a list in JSON. */
function namesIn(
  found: readonly string[],
  lookUp: (ids: string) => readonly { id: string; name: string | null }[],
): Names {
  if (found.length === 0) return nothing;
  return new Map(lookUp(JSON.stringify([...new Set(found)])).map(({ id, name }) => [id, name]));
}

function entryOf(change: Change, names: NamesByType): AuditEntry {
  const { seq, type, recordId, version } = change;
  const by = { id: change.by, name: names.account.get(change.by) ?? '' };
  const head = { seq, at: iso(change.at), by, type };
  // An invitation is no principal: its e-mail stands in the details.
  const subject = names[type].get(recordId) ?? null;
  if (type === 'account') {
    const details: AuditEntry['details'] = JSON.parse(change.body ?? '{}');
    const what = accessActs.find((act) => act === change.reason) ?? 'unknown';
    return { ...head, recordId, subject, what, details };
  }
  const what = actOf(change);
  return names[type].has(recordId)
    ? { ...head, recordId, subject, what, details: { version } }
    : { ...head, recordId: null, subject: null, what, details: {} };
}
