import { isStricter, type Marking, visible } from '@/db/model/access/visible';
import { isSame } from '@/db/model/journal/history';
import type { Kind } from '@/db/model/words';
import type { ChangeMarking, JournalEntry } from '@/db/rules/journal-entry';

/** The incident `fromId` realises the threat `toId`. */
export type Link = { fromId: string; toId: string };

/** An event at an end of a link. */
export type LinkedEvent = { id: string; version: number; marking: Marking };

export type LinkChange = { link: Link; isAdded: boolean };

type LinkEdit = {
  /** Ids of the events that the editor wants to be linked. */
  wanted: readonly string[];
  /** Those that were linked when the editor read the record. */
  seen: readonly string[];
  /** Those that are linked now, as far as the editor may see them. */
  present: readonly string[];
};

/** All links of the events that a change concerns, and those of the events that are not deleted. */
export type LinkReferences = { links: readonly Link[]; events: ReadonlyMap<string, LinkedEvent> };

export type LinkEntry = JournalEntry<'link'>;

/**
 * The changes of links that an edit of `own` makes. Links are rows beside the records and do not change versions, so
 * they may have changed since the editor read the record. Therefore only the difference from the links that the
 * editor saw counts. This also means that an edit removes no link that its editor may not see.
 */
export function linkChangesOf(
  own: { id: string; kind: Kind },
  { wanted, seen, present }: LinkEdit,
): LinkChange[] {
  const toLink = (other: string): Link =>
    own.kind === 'incident' ? { fromId: own.id, toId: other } : { fromId: other, toId: own.id };
  const unique = (ids: readonly string[]) => [...new Set(ids)];
  return [
    ...unique(wanted)
      .filter((other) => !seen.includes(other) && !present.includes(other))
      .map((other) => ({ link: toLink(other), isAdded: true })),
    ...unique(seen)
      .filter((other) => !wanted.includes(other) && present.includes(other))
      .map((other) => ({ link: toLink(other), isAdded: false })),
  ];
}

/** Decides the entries of both ends of each changed link, and which events still have links. */
export function decideLinkChanges(
  changes: readonly LinkChange[],
  { links, events }: LinkReferences,
): { hasLinks: Map<string, boolean>; entries: LinkEntry[] } {
  let current = links;
  const hasLinks = new Map<string, boolean>();
  const entries: LinkEntry[] = [];
  for (const { link, isAdded } of changes) {
    const others = current.filter((one) => !isSameLink(one, link));
    current = isAdded ? [...others, link] : others;
    const ids = [link.fromId, link.toId];
    for (const id of ids) hasLinks.set(id, linksOf(id, current).length > 0);
    const ends = ids.flatMap((id) => events.get(id) ?? []);
    const marking = markingOfLink(ends);
    for (const end of ends)
      entries.push(entryOf(end, current, isAdded ? null : marking, isAdded ? marking : null));
  }
  return { hasLinks, entries };
}

/**
 * Decides the entries of the other ends of a record's links once the record is deleted, restored or marked otherwise,
 * because it changes which links they list. `after` is null for a deletion, `before` for a restoration.
 */
export function decideLinkMarkings(
  before: LinkedEvent | null,
  after: LinkedEvent | null,
  { links, events }: LinkReferences,
): LinkEntry[] {
  const own = after ?? before;
  if (!own || !changesLinkMarkings(before, after)) return [];
  return linksOf(own.id, links).flatMap((link) => {
    const other = events.get(otherEnd(link, own.id));
    return other
      ? entryOf(
          other,
          links,
          before && markingOfLink([before, other]),
          after && markingOfLink([after, other]),
        )
      : [];
  });
}

export function changesLinkMarkings(before: LinkedEvent | null, after: LinkedEvent | null): boolean {
  if (!before || !after) return true;
  const [one, other] = [before.marking, after.marking];
  return one.tlp !== other.tlp || !isSame(one.recipients, other.recipients);
}

function otherEnd({ fromId, toId }: Link, own: string): string {
  return fromId === own ? toId : fromId;
}

/** The marking of a link: it is visible to those who may see both its ends. */
export function markingOfLink(ends: readonly LinkedEvent[]): ChangeMarking {
  const [first, ...rest] = ends.map(({ marking }) => marking);
  if (!first) return { tlp: 'red', recipients: [] };
  const strictest = rest.reduce(
    (tlp, marking) => (isStricter(marking.tlp, tlp) ? marking.tlp : tlp),
    first.tlp,
  );
  if (strictest !== 'red') return { tlp: strictest, recipients: [] };
  const named = new Set(ends.flatMap(({ marking }) => [marking.createdBy, ...marking.recipients]));
  const canRead = (id: string) =>
    ends.every(({ marking }) => marking.tlp !== 'red' || visible({ id, clearance: 'clear' }, marking));
  return { tlp: 'red', recipients: [...named].filter(canRead) };
}

/** The body of a link's entry. Early versions journalled a single link; later ones all links of the event. */
export type LinkBody = { links: Link[] } | (Link & { isAdded: boolean });

/** The links of an event after the entries with these bodies, oldest first. */
export function linksAfter(bodies: readonly LinkBody[]): Link[] {
  let links: Link[] = [];
  for (const body of bodies) {
    if ('links' in body) ({ links } = body);
    else {
      const others = links.filter((one) => !isSameLink(one, body));
      links = body.isAdded ? [...others, { fromId: body.fromId, toId: body.toId }] : others;
    }
  }
  return links;
}

/** `before` and `after` are the markings of the link. */
function entryOf(
  { id, version }: LinkedEvent,
  links: readonly Link[],
  before: ChangeMarking | null,
  after: ChangeMarking | null,
): LinkEntry {
  const body = { type: 'realises', links: linksOf(id, links) };
  return { type: 'link', recordId: id, version, reason: null, createdBy: '', body, before, after };
}

function linksOf(id: string, links: readonly Link[]): Link[] {
  return links.flatMap(({ fromId, toId }) => (fromId === id || toId === id ? [{ fromId, toId }] : []));
}

function isSameLink(one: Link, other: Link): boolean {
  return one.fromId === other.fromId && one.toId === other.toId;
}
