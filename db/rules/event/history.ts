import { systemId } from '@/db/model/access/principal-ids';
import { type Marking, type Reader, visible } from '@/db/model/access/visible';
import { earlierLapseReason } from '@/db/model/event/lapse';
import { changesBetween } from '@/db/model/journal/history';
import { type HistoryVersion, shownVersions, type Version } from '@/db/rules/versions';

const lapsedAt = 'threat.lapsedAt';

/** Left out of a version's changes: they follow from the urgency, from what was done and from the time of the version. */
const derivedPaths: ReadonlySet<string> = new Set([
  'threat.urgencyAt',
  'threat.endedAt',
  'incident.closedAt',
  'unconfirmed',
  'merged',
  lapsedAt,
]);

/**
 * What a reader sees of an event's versions, newest first; also of a deleted event. A version is shown only if both
 * today's marking and its own allow it. `versions` are oldest first.
 */
export function historyOf(who: Reader, today: Marking, versions: readonly Version[]): HistoryVersion[] {
  if (!visible(who, today)) return [];
  const lapses = lapsesOf(versions);
  const shown = shownVersions(versions, {
    type: 'event',
    isShown: ({ before, after, createdBy }) =>
      visible(who, { ...(after ?? before ?? { tlp: 'red', recipients: [] }), createdBy }),
    ignored: derivedPaths,
  });
  return shown.map((item) => (lapses.has(item.version) ? { ...item, what: 'lapsed', reason: null } : item));
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
