import { and, eq, or, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { EventInput } from '../../model/event/event';
import { eventMarking } from '../../rules/event/event-marking';
import {
  changesLinkMarkings,
  decideLinkChanges,
  decideLinkMarkings,
  type Link,
  type LinkChange,
  type LinkEntry,
  type LinkedEvent,
  type LinkReferences,
  linkChangesOf,
} from '../../rules/event/links';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { type EventRow, type EventRows, isInJsonList } from '../queries/event-rows';
import { events, links } from '../schema/events';

/** Writes the links that the rules decide on. */
export function createLinks(db: Db, journal: JournalTable, eventRows: EventRows) {
  const ids = sql.placeholder('ids');
  const eventsIn = db
    .select()
    .from(events)
    .where(and(isInJsonList(events.id, ids), eq(events.isDeleted, false)))
    .prepare();
  const linksIn = db
    .select({ fromId: links.fromId, toId: links.toId })
    .from(links)
    .where(or(isInJsonList(links.fromId, ids), isInJsonList(links.toId, ids)))
    .orderBy(links.at, links.fromId, links.toId)
    .prepare();

  /** `seen` are the links that the editor saw; returns the row with `hasLinks` updated. */
  function replace(
    by: Principal,
    row: EventRow,
    input: EventInput,
    now: number,
    seen: readonly string[] = eventRows.linksOf(by, row),
  ): EventRow {
    const wanted = input.incident?.realises ?? input.threat?.realisedBy ?? [];
    const changes = linkChangesOf(row, { wanted, seen, present: eventRows.linksOf(by, row) });
    const hasLinks = apply(by, changes, now);
    return { ...row, hasLinks: hasLinks.get(row.id) ?? row.hasLinks };
  }

  /** Adds or removes a link without checking who may see its ends; returns false if there is nothing to do. */
  function put(by: Principal, change: LinkChange, now: number): boolean {
    const { link, isAdded } = change;
    const isThere = linksOf([link.fromId]).some(({ toId }) => toId === link.toId);
    if (isThere !== isAdded) apply(by, [change], now);
    return isThere !== isAdded;
  }

  /** Returns which events have links now. */
  function apply(by: Principal, changes: readonly LinkChange[], now: number): Map<string, boolean> {
    if (changes.length === 0) return new Map();
    const ids = [...new Set(changes.flatMap(({ link }) => [link.fromId, link.toId]))];
    const { hasLinks, entries } = decideLinkChanges(changes, referencesOf(ids));
    for (const change of changes) write(by, change, now);
    for (const [id, isLinked] of hasLinks)
      db.update(events).set({ hasLinks: isLinked }).where(eq(events.id, id)).run();
    append(by, entries, now);
    return hasLinks;
  }

  function write(by: Principal, { link: { fromId, toId }, isAdded }: LinkChange, now: number): void {
    if (isAdded)
      db.insert(links)
        .values({ type: 'realises', fromId, toId, at: now, by: by.id })
        .onConflictDoNothing()
        .run();
    else
      db.delete(links)
        .where(and(eq(links.fromId, fromId), eq(links.toId, toId), eq(links.type, 'realises')))
        .run();
  }

  /** Journals a change at the other ends of a record's links; `before` and `after` are as in `decideLinkMarkings`. */
  function appendMarkingChange(
    by: Principal,
    before: EventRow | null,
    after: EventRow | null,
    now: number,
  ): void {
    const own = after ?? before;
    if (!own?.hasLinks) return;
    const [linkedBefore, linkedAfter] = [before && toLinkedEvent(before), after && toLinkedEvent(after)];
    if (!changesLinkMarkings(linkedBefore, linkedAfter)) return;
    const ids = linksOf([own.id]).flatMap(({ fromId, toId }) => [fromId, toId]);
    append(by, decideLinkMarkings(linkedBefore, linkedAfter, referencesOf(ids)), now);
  }

  function append(by: Principal, entries: readonly LinkEntry[], now: number): void {
    for (const entry of entries) journal.append({ ...entry, at: now, by, body: JSON.stringify(entry.body) });
  }

  function referencesOf(ids: readonly string[]): LinkReferences {
    const rows = eventsIn.all({ ids: JSON.stringify(ids) });
    return { links: linksOf(ids), events: new Map(rows.map((row) => [row.id, toLinkedEvent(row)])) };
  }

  function linksOf(ids: readonly string[]): Link[] {
    return linksIn.all({ ids: JSON.stringify(ids) });
  }

  return { replace, put, appendMarkingChange };
}

function toLinkedEvent(row: EventRow): LinkedEvent {
  return { id: row.id, version: row.version, marking: eventMarking(row) };
}
