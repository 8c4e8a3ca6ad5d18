import { type Marking, type Reader, visible } from '@/db/model/access/visible';
import { type HistoryVersion, shownVersions, type Version } from '@/db/rules/versions';

/** Left out of a version's changes: it follows from the urgency and the time of the version. */
const derivedPaths: ReadonlySet<string> = new Set(['threat.urgencyAt']);

/**
 * What a reader sees of an event's versions, newest first; also of a deleted event. A version is shown only if both
 * today's marking and its own allow it. `versions` are oldest first.
 */
export function historyOf(who: Reader, today: Marking, versions: readonly Version[]): HistoryVersion[] {
  if (!visible(who, today)) return [];
  return shownVersions(versions, {
    type: 'event',
    isShown: ({ before, after, createdBy }) =>
      visible(who, { ...(after ?? before ?? { tlp: 'red', recipients: [] }), createdBy }),
    ignored: derivedPaths,
  });
}
