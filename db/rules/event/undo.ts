import type { EventRecord } from '@/db/model/event/event';
import { isSame } from '@/db/model/journal/history';
import { contentOf } from '@/db/rules/event/changes';
import {
  activityAtAfter,
  type EventChange,
  linksIn,
  type VersionChange,
  versionsIn,
} from '@/db/rules/event/journalled';
import type { Link } from '@/db/rules/event/links';

/** An operation and the one that undoes it. */
export type UndoIds = { operationId: string; undoId: string };

/** The state of an event before an operation: absent (not logged yet, or deleted), erased by order, or its content. */
export type StateBefore =
  | { state: 'absent' }
  | { state: 'erased' }
  | { state: 'present'; record: EventRecord; activityAt: number };

/** Null if the operation changed only links of the event. `changes` are all of the event, oldest first. */
export function stateBefore(changes: readonly EventChange[], { operationId }: UndoIds): StateBefore | null {
  const versions = versionsIn(changes);
  const first = versions.findIndex((one) => one.operationId === operationId);
  if (first === -1) return null;
  const earlier = versions.slice(0, first);
  const last = earlier.at(-1);
  if (!last || last.isRemoval) return { state: 'absent' };
  if (!last.record) return { state: 'erased' };
  return { state: 'present', record: last.record, activityAt: activityAtAfter(earlier) };
}

/**
 * Was an event that the operation changed, or one of its links, changed afterwards by something else than the undo, and
 * is not as the operation left it? An
 * entry that another event's deletion or marking caused changes no link. Only links that `isShown` count, because the
 * answer must not reveal hidden ones.
 */
export function isChangedSince(
  changes: readonly EventChange[],
  ids: UndoIds,
  isShown: (link: Link) => boolean,
): boolean {
  const versions = versionsIn(changes);
  const after = versions.findLast((one) => one.operationId === ids.operationId);
  if (!after) return false;
  const isLater = isLaterThan(changes, ids);
  const latest = versions.findLast(isLater);
  if (latest && !isSameState(after, latest)) return true;
  const { added, removed } = linkChangesIn(changes, isLater);
  return [...added, ...removed].some(isShown);
}

/** Was what came later undone too? A deletion may have been confirmed since, so it is not the same state. */
function isSameState(one: VersionChange, other: VersionChange): boolean {
  if (!one.record || !other.record) return false;
  return isSame(contentOf(one.record), contentOf(other.record));
}

/** The links to remove and to add again, as far as nothing else has changed them since. */
export function linksToUndo(changes: readonly EventChange[], ids: UndoIds) {
  const { added, removed } = linkChangesIn(changes, (one) => one.operationId === ids.operationId);
  const later = linkChangesIn(changes, isLaterThan(changes, ids));
  const laterKeys = new Set([...later.added, ...later.removed].map(keyOf));
  const isOpen = (link: Link) => !laterKeys.has(keyOf(link));
  return [
    ...added.filter(isOpen).map((link) => ({ link, isAdded: false })),
    ...removed.filter(isOpen).map((link) => ({ link, isAdded: true })),
  ];
}

/** Is a change after the first of the operation, and of neither the operation nor its undo? */
function isLaterThan(changes: readonly EventChange[], { operationId, undoId }: UndoIds) {
  const first = changes.find((one) => one.operationId === operationId)?.seq ?? Number.POSITIVE_INFINITY;
  return (one: EventChange) =>
    one.seq > first && one.operationId !== operationId && one.operationId !== undoId;
}

/** The links that some of an event's changes added and removed, in sum. */
function linkChangesIn(changes: readonly EventChange[], isCounted: (one: EventChange) => boolean) {
  const added = new Map<string, Link>();
  const removed = new Map<string, Link>();
  changes.forEach((one, index) => {
    if (one.type !== 'link' || !isCounted(one)) return;
    const before = linksIn(changes.slice(0, index));
    const after = linksIn(changes.slice(0, index + 1));
    for (const link of linksWithout(after, before))
      if (!removed.delete(keyOf(link))) added.set(keyOf(link), link);
    for (const link of linksWithout(before, after))
      if (!added.delete(keyOf(link))) removed.set(keyOf(link), link);
  });
  return { added: [...added.values()], removed: [...removed.values()] };
}

function linksWithout(links: readonly Link[], others: readonly Link[]): Link[] {
  const keys = new Set(others.map(keyOf));
  return links.filter((link) => !keys.has(keyOf(link)));
}

function keyOf({ fromId, toId }: Link): string {
  return `${fromId} ${toId}`;
}
