import type { EventRecord } from '@/db/model/event/event';
import { fold } from '@/db/model/values/fold';
import { normalizeAddress } from '@/db/model/values/web-address';
import type { ThreatStatus } from '@/db/model/words';

type Target = EventRecord['targets'][number];
type Source = EventRecord['sources'][number];

const maxNote = 500;

/**
 * The targets of both, each once. A target that is in danger according to a current threat stays in danger. `status` is
 * that of the other record if it is a threat: its targets are out of danger once it has ended.
 */
export function unitedTargets(
  own: readonly Target[],
  others: readonly Target[],
  status: ThreatStatus | null,
): Target[] {
  const ended = status === 'current' ? null : status;
  const united = [...own];
  for (const target of others) {
    const index = united.findIndex((one) => isSameTarget(one, target));
    const same = united[index];
    if (!same) united.push({ ...target, outcome: target.outcome ?? ended });
    else
      united[index] = {
        ...same,
        note: unitedNote(same.note, target.note),
        outcome: status === 'current' && target.outcome === null ? null : same.outcome,
        accountedFor: knownOf(same.accountedFor, target.accountedFor),
      };
  }
  return united;
}

function isSameTarget(one: Target, other: Target): boolean {
  return (
    one.country === other.country &&
    one.type === other.type &&
    one.missionId === other.missionId &&
    one.visitId === other.visitId &&
    (unitedNote(one.note, other.note)?.length ?? 0) <= maxNote
  );
}

function unitedNote(one: string | null, other: string | null): string | null {
  if (!one || !other) return one || other;
  if (fold(one).includes(fold(other))) return one;
  return fold(other).includes(fold(one)) ? other : `${one}; ${other}`;
}

function knownOf(one: Target['accountedFor'], other: Target['accountedFor']): Target['accountedFor'] {
  if (one === null || other === null) return one ?? other;
  return one === 'unknown' ? other : one;
}

/**
 * The sources of both. Two that do not contradict each other about one page are one, with the values of both. Those that
 * are added get new ids, because those of the merged record return with it when the merge is undone.
 */
export function unitedSources(
  own: readonly Source[],
  others: readonly Source[],
  newId: () => string,
): Source[] {
  const united = [...own];
  for (const source of others) {
    const index = united.findIndex((one) => oneSource(one, source) !== null);
    const same = united[index];
    const both = same && oneSource(same, source);
    if (both) united[index] = both;
    else united.push({ ...source, id: newId() });
  }
  return united;
}

/** Both as one source; null if they are two, or contradict each other. */
function oneSource(own: Source, other: Source): Source | null {
  const isSamePage =
    own.url !== null && other.url !== null
      ? normalizeAddress(own.url) === normalizeAddress(other.url)
      : own.url === other.url && fold(own.title) === fold(other.title);
  if (!isSamePage || fold(own.publisher) !== fold(other.publisher)) return null;
  const united: Source = { ...other };
  for (const [name, value] of Object.entries(own)) {
    const theirs: unknown = Reflect.get(other, name);
    if (isKept.has(name) || isUnset(name, theirs)) Reflect.set(united, name, value);
    else if (!isUnset(name, value) && value !== theirs) return null;
  }
  return united;
}

/** The id of a source stays, and the same page can be written in two ways. */
const isKept: ReadonlySet<string> = new Set(['id', 'url', 'publisher']);

/** The value of a field that says nothing. */
function isUnset(name: string, value: unknown): boolean {
  if (name === 'reliability') return value === 'F';
  if (name === 'credibility') return value === 6;
  return value === null || value === undefined || value === '';
}
