import type { OperationKind } from '@/db/model/journal/change';
import { changesBetween } from '@/db/model/journal/history';
import type { HistoryItem } from '@/db/model/reference';
import { iso } from '@/db/model/values/moment';
import type { RecordAct } from '@/db/model/words';
import type { JournalEntry } from '@/db/rules/journal-entry';

/** A version of a record as journalled; `at` in ms, `by` the id of its author, `body` the parsed JSON. */
export type Version = Omit<JournalEntry<string>, 'type' | 'recordId' | 'body'> & {
  at: number;
  by: string;
  body: unknown;
  operation?: OperationKind | null;
};

/** `by` is the id of the author. */
export type HistoryVersion = Omit<HistoryItem, 'by'> & { by: string };

type Shown = {
  type: string;
  isShown(version: Version): boolean;
  /** Paths that are left out of a version's changes, with all below a first part. */
  ignored: ReadonlySet<string>;
};

/**
 * The versions of a record that are shown, newest first. Each is compared with the previous one shown, so that nothing
 * hidden shows. `versions` are oldest first.
 */
export function shownVersions(
  versions: readonly Version[],
  { type, isShown, ignored }: Shown,
): HistoryVersion[] {
  const items: HistoryVersion[] = [];
  let shown: unknown = null;
  for (const entry of versions) {
    if (!isShown(entry)) continue;
    const { version, at, by, reason, body, before, after, operation = null } = entry;
    const changes = shown !== null && after !== null ? changesBetween(shown, body) : [];
    items.push({
      version,
      at: iso(at),
      by,
      what: actOf({ type, version, operation, isNew: before === null, isRemoved: after === null }),
      reason,
      changes: changes.filter(({ path }) => !ignored.has(path.split('.')[0] ?? '') && !ignored.has(path)),
    });
    if (after !== null) shown = body;
  }
  return items.reverse();
}

type Act = {
  type: string;
  version: number;
  operation: OperationKind | null;
  isNew: boolean;
  isRemoved: boolean;
};

/**
 * What an entry of the journal did to a record: `isNew` if the record had no marking before, `isRemoved` if it has
 * none after. A restored event has no marking before the change; nor has a new link, hence the check of the type.
 */
export function actOf({ type, version, operation, isNew, isRemoved }: Act): RecordAct {
  if (operation === 'confirm') return 'confirmed';
  if (operation === 'revert') return 'reverted';
  if (operation === 'merge') return 'merged';
  if (isRemoved) return 'deleted';
  if (version === 1) return 'logged';
  return type === 'event' && isNew ? 'restored' : 'changed';
}
