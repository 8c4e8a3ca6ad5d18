import { systemId } from '@/db/model/access/principal-ids';
import { type Marking, type Reader, visible } from '@/db/model/access/visible';
import { earlierLapseReason } from '@/db/model/event/lapse';
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
};

/** `by` is the id of the author. */
type HistoryVersion = Omit<HistoryItem, 'by'> & { by: string };

const lapsedAt = 'threat.lapsedAt';

/** Left out of a version's changes: they follow from the other fields, what was done and the time of the version. */
const derivedPaths: ReadonlySet<string> = new Set(['threat.urgencyAt', lapsedAt]);

/**
 * What a reader sees of an event's versions, newest first; also of a deleted event. A version is shown only if both
 * today's marking and its own allow it. Each is compared with the previous one shown, so that nothing hidden shows.
 * `versions` are oldest first.
 */
export function historyOf(who: Reader, today: Marking, versions: readonly Version[]): HistoryVersion[] {
  if (!visible(who, today)) return [];
  const lapses = lapsesOf(versions);
  const items: HistoryVersion[] = [];
  let shown: unknown = null;
  for (const { version, at, by, reason, createdBy, body, before, after } of versions) {
    const marking = after ?? before ?? { tlp: 'red', recipients: [] };
    if (!visible(who, { ...marking, createdBy })) continue;
    const isCompared = shown !== null && after !== null;
    const changes = isCompared ? changesBetween(shown, body) : [];
    items.push({
      version,
      at: iso(at),
      by,
      what: actOf({ type: 'event', version, isNew: before === null, isRemoved: after === null }),
      reason,
      changes: changes.filter(({ path }) => !derivedPaths.has(path)),
    });
    if (after !== null) shown = body;
  }
  return items
    .reverse()
    .map((item) => (lapses.has(item.version) ? { ...item, what: 'lapsed', reason: null } : item));
}

/** The numbers of the versions with which the system lapsed a threat. */
function lapsesOf(versions: readonly Version[]): ReadonlySet<number> {
  const lapses = versions.filter(
    ({ by, reason, body }, index) =>
      by === systemId &&
      (reason === earlierLapseReason ||
        changesBetween(versions[index - 1]?.body, body).some(
          ({ path, after }) => path === lapsedAt && after,
        )),
  );
  return new Set(lapses.map(({ version }) => version));
}

type Act = { type: string; version: number; isNew: boolean; isRemoved: boolean };

/**
 * What an entry of the journal did to a record: `isNew` if the record had no marking before, `isRemoved` if it has
 * none after. A restored event has no marking before the change; nor has a new link, hence the check of the type.
 */
export function actOf({ type, version, isNew, isRemoved }: Act): RecordAct {
  if (isRemoved) return 'deleted';
  if (version === 1) return 'logged';
  return type === 'event' && isNew ? 'restored' : 'changed';
}
