import { and, eq, or } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { isStricter, visible } from '../../model/access/visible';
import type { EventInput } from '../../model/event/event';
import { isSame } from '../../model/journal/history';
import type { Db } from '../client';
import type { ChangeMarking, JournalTable } from '../journal/journal';
import type { Link } from '../journal/link-entries';
import type { EventRow, EventRows } from '../queries/event-rows';
import { events, links } from '../schema/events';

/**
 * Links are rows beside the records and do not change versions, so links may have changed since an editor read the
 * record. Therefore only the difference from the links that the editor saw is written. This also means that an edit
 * removes no link that its editor may not see.
 */
export function createLinks(db: Db, journal: JournalTable, eventRows: EventRows) {
  /** `seen` are the links that the editor saw; returns the row with `hasLinks` updated. */
  function replace(
    by: Principal,
    row: EventRow,
    input: EventInput,
    now: number,
    seen: readonly string[] = eventRows.linksOf(by, row),
  ): EventRow {
    const isIncident = input.kind === 'incident';
    const seenIds = new Set(seen);
    const wanted = new Set(isIncident ? input.incident?.realises : input.threat?.realisedBy);
    const present = new Set(eventRows.linksOf(by, row));
    for (const other of wanted)
      if (!seenIds.has(other) && !present.has(other))
        change(by, toLink(row.id, other, isIncident), now, true);
    for (const other of seenIds)
      if (!wanted.has(other) && present.has(other)) change(by, toLink(row.id, other, isIncident), now, false);
    return wanted.size === 0 && seenIds.size === 0 ? row : { ...row, hasLinks: linksOf(row.id).length > 0 };
  }

  function change(by: Principal, { fromId, toId }: Link, now: number, isAdded: boolean): void {
    if (isAdded)
      db.insert(links)
        .values({ type: 'realises', fromId, toId, at: now, by: by.id })
        .onConflictDoNothing()
        .run();
    else
      db.delete(links)
        .where(and(eq(links.fromId, fromId), eq(links.toId, toId), eq(links.type, 'realises')))
        .run();
    for (const id of [fromId, toId]) {
      db.update(events)
        .set({ hasLinks: linksOf(id).length > 0 })
        .where(eq(events.id, id))
        .run();
    }
    const ends = [fromId, toId].flatMap((id) => find(id) ?? []);
    const marking = markingOfLink(ends);
    for (const end of ends)
      appendLinkChange(by, end, now, isAdded ? null : marking, isAdded ? marking : null);
  }

  /** Adds or removes a link, whoever may see its ends; returns false if there is nothing to do. */
  function put(by: Principal, link: Link, now: number, isPresent: boolean): boolean {
    const isThere = linksOf(link.fromId).some(({ toId }) => toId === link.toId);
    if (isThere !== isPresent) change(by, link, now, isPresent);
    return isThere !== isPresent;
  }

  /**
   * Journals a change at the other ends of a record's links once the record is deleted, restored or marked otherwise,
   * because it changes which links they list. `after` is null for a deletion, `before` for a restoration.
   */
  function appendMarkingChange(
    by: Principal,
    before: EventRow | null,
    after: EventRow | null,
    now: number,
  ): void {
    const own = after ?? before;
    if (!own?.hasLinks || (before && after && hasSameMarking(before, after))) return;
    const ofOwn = or(eq(links.fromId, own.id), eq(links.toId, own.id));
    for (const { fromId, toId } of db.select().from(links).where(ofOwn).all()) {
      const other = find(fromId === own.id ? toId : fromId);
      if (!other) continue;
      const markingBefore = before && markingOfLink([before, other]);
      const markingAfter = after && markingOfLink([after, other]);
      appendLinkChange(by, other, now, markingBefore, markingAfter);
    }
  }

  function find(id: string): EventRow | undefined {
    return db
      .select()
      .from(events)
      .where(and(eq(events.id, id), eq(events.isDeleted, false)))
      .get();
  }

  /** `before` and `after` are the markings of the link. */
  function appendLinkChange(
    by: Principal,
    end: EventRow,
    now: number,
    before: ChangeMarking | null,
    after: ChangeMarking | null,
  ): void {
    journal.append({
      type: 'link',
      recordId: end.id,
      version: end.version,
      at: now,
      by,
      reason: null,
      createdBy: '',
      body: JSON.stringify({ type: 'realises', links: linksOf(end.id) }),
      before,
      after,
    });
  }

  function linksOf(id: string): Link[] {
    return db
      .select({ fromId: links.fromId, toId: links.toId })
      .from(links)
      .where(or(eq(links.fromId, id), eq(links.toId, id)))
      .all();
  }

  return { replace, put, appendMarkingChange };
}

function toLink(own: string, other: string, isIncident: boolean): Link {
  return isIncident ? { fromId: own, toId: other } : { fromId: other, toId: own };
}

function hasSameMarking({ record: one }: EventRow, { record: other }: EventRow): boolean {
  return one.tlp === other.tlp && isSame(one.recipients, other.recipients);
}

/** The marking of a link: it is visible to those who may see both its ends. */
function markingOfLink(ends: readonly EventRow[]): ChangeMarking {
  const [first, ...rest] = ends.map(({ record }) => record);
  if (!first) return { tlp: 'red', recipients: [] };
  const strictest = rest.reduce((tlp, record) => (isStricter(record.tlp, tlp) ? record.tlp : tlp), first.tlp);
  if (strictest !== 'red') return { tlp: strictest, recipients: [] };
  const namedIds = new Set(ends.flatMap(({ createdBy, record }) => [createdBy, ...record.recipients]));
  const canRead = (id: string) =>
    ends.every(
      ({ record, createdBy }) =>
        visible({ id, clearance: 'clear' }, { ...record, createdBy }) || record.tlp !== 'red',
    );
  return { tlp: 'red', recipients: [...namedIds].filter(canRead) };
}
