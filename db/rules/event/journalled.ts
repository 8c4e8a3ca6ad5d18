import { isActivity } from '@/db/model/event/complete-record';
import type { EventRecord } from '@/db/model/event/event';
import { type Link, type LinkBody, linksAfter } from '@/db/rules/event/links';

/**
 * A change of an event or of its links, as journalled; `at` is the time of the clock (ms). `record` is null if the
 * change deleted the event (`isRemoval`), or if its content was erased by order.
 */
export type EventChange = {
  seq: number;
  version: number;
  at: number;
  /** Null in entries of format 1. */
  activityAt: number | null;
  by: string;
  operationId: string | null;
} & ({ type: 'event'; record: EventRecord | null; isRemoval: boolean } | { type: 'link'; body: LinkBody });

export type VersionChange = Extract<EventChange, { type: 'event' }>;

/** The versions among these changes of an event. */
export function versionsIn(changes: readonly EventChange[]): VersionChange[] {
  return changes.flatMap((one) => (one.type === 'event' ? [one] : []));
}

/** An event's links after these of its changes. */
export function linksIn(changes: readonly EventChange[]): Link[] {
  return linksAfter(changes.flatMap((one) => (one.type === 'link' ? [one.body] : [])));
}

/**
 * An event's `activityAt` after these versions, of which the first is its creation. Entries of format 1 do not tell it:
 * there it follows from what each version changed.
 */
export function activityAtAfter(versions: readonly VersionChange[]): number {
  let activityAt = 0;
  let before: EventRecord | null = null;
  for (const { version, at, record, activityAt: told } of versions) {
    const isActive = version === 1 || (before !== null && record !== null && isActivity(before, record));
    activityAt = told ?? (isActive ? at : activityAt);
    before = record;
  }
  return activityAt;
}
