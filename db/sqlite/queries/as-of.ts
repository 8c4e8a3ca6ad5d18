import { desc, eq, lte, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { hasRole } from '../../model/access/rights';
import { visible } from '../../model/access/visible';
import { notFound } from '../../model/errors';
import type { Event, EventRecord } from '../../model/event/event';
import { iso } from '../../model/values/moment';
import { eventMarking } from '../../rules/event/event-marking';
import { activityAtAfter, type EventChange, linksIn, versionsIn } from '../../rules/event/journalled';
import { withNames } from '../../rules/event/named-record';
import type { ChangedSince } from '../../store';
import type { Db } from '../client';
import { createEventChanges } from '../journal/event-changes';
import { events } from '../schema/events';
import { changes } from '../schema/journal';
import { type EventRow, type EventRows, isRef } from './event-rows';
import { createNameLookup } from './name-references';

/** An event at a position of the journal. */
type Past = { row: EventRow; record: EventRecord; rows: EventChange[] };

/**
 * Reads events as they stood at an instant. A version is shown only if both today's marking and its own allow it, and of
 * an event that is deleted today only to those who may read deleted events; the names of missions, actors and people are
 * those of today.
 */
export function createAsOfQueries(db: Db, eventRows: EventRows) {
  const slot = sql.placeholder;
  const changesOf = createEventChanges(db);
  const namesOf = createNameLookup(db);
  const select = (column: typeof events.id | typeof events.ref) =>
    db
      .select()
      .from(events)
      .where(eq(column, slot('idOrRef')))
      .prepare();
  const [byId, byRef] = [select(events.id), select(events.ref)];
  const lastUntil = db
    .select({ seq: changes.seq })
    .from(changes)
    .where(lte(changes.at, slot('instant')))
    .orderBy(desc(changes.at), desc(changes.seq))
    .limit(1)
    .prepare();
  // Each event at its first change after the head of then.
  const changed = db.$client.prepare<[number, number, number], { seq: number; id: string }>(
    `select seq, record_id id from changes c where seq > ? and type in ('event', 'link') and not exists (
      select 1 from changes d where d.record_id = c.record_id and d.seq > ? and d.seq < c.seq
    ) order by seq limit ?`,
  );

  /** @throws AppError 'not-found' also if it did not exist then, or the principal may not see it as it was */
  function getEventAsOf(who: Principal, idOrRef: string, instant: number): Event {
    const row = (isRef(idOrRef) ? byRef : byId).get({ idOrRef });
    const past = row && find(who, row, headAt(instant));
    if (!past) throw notFound('event');
    return toEvent(who, past, headAt(instant));
  }

  function listChangedSince(who: Principal, instant: number, after: number, limit: number): ChangedSince {
    const head = headAt(instant);
    const found = changed.all(Math.max(after, head), head, limit);
    const items = found.flatMap(({ id }) => {
      const row = byId.get({ idOrRef: id });
      if (!row || !isVisible(who, row, row.record)) return [];
      const past = find(who, row, head);
      return [{ id, event: past ? toEvent(who, past, head) : null }];
    });
    return { items, next: found.length === limit ? (found.at(-1)?.seq ?? null) : null };
  }

  /** The last position of the journal that was written at this instant or before. */
  function headAt(instant: number): number {
    return lastUntil.get({ instant })?.seq ?? 0;
  }

  function find(who: Principal, row: EventRow, head: number): Past | undefined {
    const rows = changesOf(row.id).filter(({ seq }) => seq <= head);
    const record = versionsIn(rows).at(-1)?.record;
    const isOpen = !row.isDeleted || hasRole(who, 'analyst');
    const canSee = isOpen && record && isVisible(who, row, row.record) && isVisible(who, row, record);
    return canSee ? { row, record, rows } : undefined;
  }

  function toEvent(who: Principal, { row, record, rows }: Past, head: number): Event {
    const versions = versionsIn(rows);
    const [first, last] = [versions[0], versions.at(-1)];
    if (!first || !last) throw notFound('event');
    const {
      record: named,
      toBeConfirmed,
      aliases,
    } = eventRows.shownRecord(who, withNames(record, namesOf(record)));
    const linked = linkedIds(who, row, rows, head);
    return {
      id: row.id,
      ref: row.ref,
      aliases,
      version: last.version,
      loggedAt: iso(first.at),
      activityAt: iso(activityAtAfter(versions)),
      createdBy: eventRows.authorOf(row.createdBy),
      updatedAt: iso(last.at),
      updatedBy: eventRows.authorOf(last.by),
      toBeConfirmed,
      ...named,
      incident: named.incident && { ...named.incident, realises: linked },
      threat: named.threat && { ...named.threat, realisedBy: linked },
    };
  }

  /** The other ends of its links then, as far as they existed then, in order of logging. */
  function linkedIds(who: Principal, { id }: EventRow, rows: EventChange[], head: number): string[] {
    return linksIn(rows)
      .flatMap(({ fromId, toId }) => byId.get({ idOrRef: fromId === id ? toId : fromId }) ?? [])
      .filter((other) => find(who, other, head) !== undefined)
      .sort((one, other) => one.n - other.n)
      .map((other) => other.id);
  }

  return { getEventAsOf, listChangedSince };
}

/** Could they see the event with this record? */
function isVisible(
  who: Principal,
  { createdBy }: Pick<EventRow, 'createdBy'>,
  record: Pick<EventRecord, 'tlp' | 'recipients'>,
): boolean {
  return visible(who, eventMarking({ record, createdBy }));
}
