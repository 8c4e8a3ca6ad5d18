import { editable } from '@/db/model/event/editable';
import type { Event } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import type { HandoverReport } from '@/db/model/handover';
import { changesBetween } from '@/db/model/journal/history';

/** An event at the start and at the end of a period; null where the reader sees none. */
type Pair = { before: Event | null; after: Event | null };

type Groups = Pick<HandoverReport, 'arrived' | 'changed' | 'ended' | 'lapsed' | 'retracted'>;

/** What happened to each event in a period: each is in one list at most, the latest activity first. */
export function groupChanges(pairs: readonly Pair[]): Groups {
  const groups: Groups = { arrived: [], changed: [], ended: [], lapsed: [], retracted: [] };
  for (const { before, after } of pairs) {
    if (after === null) {
      if (before !== null) groups.retracted.push(before);
    } else if (before === null) groups.arrived.push(after);
    else if (isActive(before) && !isActive(after)) {
      groups[after.threat?.status === 'lapsed' ? 'lapsed' : 'ended'].push(after);
    } else {
      const changes = changesBetween(editable(before), editable(after));
      if (changes.length > 0) groups.changed.push({ event: after, changes });
    }
  }
  for (const events of [groups.arrived, groups.ended, groups.lapsed, groups.retracted]) events.sort(byLatest);
  groups.changed.sort((one, other) => byLatest(one.event, other.event));
  return groups;
}

function byLatest(one: Event, other: Event): number {
  return other.updatedAt.localeCompare(one.updatedAt) || other.ref.localeCompare(one.ref);
}
