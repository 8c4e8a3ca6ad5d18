import { type AppError, type FieldError, fieldError, invalid, invalidFields } from '@/db/model/errors';
import { endMillis, startMillis } from '@/db/model/values/moment';
import { isAttack, severityRank } from '@/db/model/words';
import type { EventRecord } from './event';
import { type Count, countNames } from './fields';
import { unitedSources, unitedTargets } from './merge-lists';

type Identified = { id: string; record: EventRecord };

/** How many of each a record can have. */
const limits = { targets: 20, actors: 10, sources: 50, tags: 20, recipients: 200 } as const;

/** Refuses what would not be one record; the codes say what to do instead. */
export function refuseMerge(merged: Identified, into: Identified): AppError | null {
  if (merged.id === into.id) return invalid('into', 'merge-into-itself');
  if (merged.record.kind !== into.record.kind) return invalid('into', 'merge-other-kind');
  if (merged.record.handling !== into.record.handling) return invalid('into', 'merge-other-handling');
  if (isInForce(merged.record) && !isInForce(into.record)) return invalid('into', 'merge-ended');
  return null;
}

function isInForce({ threat, incident }: EventRecord): boolean {
  return threat?.status === 'current' || isAttack(incident?.phase);
}

/**
 * The record of `into` with everything of `merged` that can be united; apart from the marking, which depends on who may
 * see what. What cannot be united, such as two dates, stays that of `into`: the history of `merged` keeps its own.
 */
export function mergeEvents(
  merged: Identified & { ref: string },
  into: Pick<Identified, 'record'>,
  newId: () => string,
): EventRecord {
  const [own, other] = [into.record, merged.record];
  const { unconfirmed: _, ...record } = own;
  return {
    ...record,
    summary: own.summary || other.summary,
    severity: graver(own.severity, other.severity),
    location: unitedLocation(own.location, other.location),
    targets: unitedTargets(own.targets, other.targets, other.threat?.status ?? null),
    actors: uniqueBy([...own.actors, ...other.actors], ({ actorId, role }) => `${actorId} ${role}`),
    attackTypes: unique([...own.attackTypes, ...other.attackTypes]),
    weaponTypes: unique([...own.weaponTypes, ...other.weaponTypes]),
    sources: unitedSources(own.sources, other.sources, newId),
    tags: unique([...own.tags, ...other.tags]),
    incident: own.incident && unitedIncident(own, other),
    threat: own.threat && unitedThreat(own.threat, other.threat),
    merged: uniqueBy(
      [...(own.merged ?? []), ...(other.merged ?? []), { id: merged.id, ref: merged.ref }],
      ({ id }) => id,
    ),
  };
}

/** A merge makes nothing milder; a known severity wins over an unknown one. */
function graver(one: EventRecord['severity'], other: EventRecord['severity']): EventRecord['severity'] {
  if (one === 'unknown') return other;
  if (other === 'unknown') return one;
  return severityRank[other] < severityRank[one] ? other : one;
}

/** The finer of two locations that do not contradict each other, else the first. */
function unitedLocation(
  own: EventRecord['location'],
  other: EventRecord['location'],
): EventRecord['location'] {
  const parts = ['country', 'province', 'city', 'place', 'lat', 'lon'] as const;
  const isFiner =
    parts.every((part) => own[part] === null || own[part] === other[part]) &&
    parts.some((part) => own[part] === null && other[part] !== null);
  return isFiner ? { ...other, timeZone: own.timeZone ?? other.timeZone } : own;
}

type Threat = NonNullable<EventRecord['threat']>;

/** Values that are unknown are filled; the validity and the status stay, because they decide whether the threat stands. */
function unitedThreat(own: Threat, other: EventRecord['threat']): Threat {
  if (!other) return own;
  const isUrgencyKnown = own.urgency !== 'unknown';
  return {
    ...own,
    ...(!isUrgencyKnown && {
      urgency: other.urgency,
      ...(other.urgencyAt && { urgencyAt: other.urgencyAt }),
    }),
    certainty: own.certainty === 'unknown' ? other.certainty : own.certainty,
    likelihood: own.likelihood ?? other.likelihood,
    confidence: own.confidence ?? other.confidence,
    reviewBy: own.reviewBy ?? other.reviewBy,
  };
}

function unitedIncident(
  { incident, at }: EventRecord,
  { incident: other }: EventRecord,
): EventRecord['incident'] {
  if (!incident || !other) return incident;
  const united = { ...incident };
  for (const name of countNames) united[name] = unitedCount(incident[name], other[name]);
  // Staff are part of all: one record may tell the total, and the other more staff than that.
  united.killed = atLeast(united.killed, united.staffKilled);
  united.wounded = atLeast(united.wounded, united.staffWounded);
  const isEndPossible =
    incident.phase === 'over' && other.endedAt !== null && endMillis(other.endedAt) >= startMillis(at);
  return {
    ...united,
    endedAt: incident.endedAt ?? (isEndPossible ? other.endedAt : null),
    suicide: incident.suicide ?? other.suicide,
    success: incident.success ?? other.success,
    claim: incident.claim ?? other.claim,
  };
}

/** The range that holds both. */
function unitedCount(one: Count | null, other: Count | null): Count | null {
  if (!one || !other) return one ?? other;
  return { min: Math.min(one.min, other.min), max: Math.max(one.max, other.max) };
}

function atLeast(all: Count | null, part: Count | null): Count | null {
  return all && part ? { min: all.min, max: Math.max(all.max, part.max) } : all;
}

/** Refuses a record that would have more of something than one can have. */
export function refuseOverLimit(record: EventRecord): AppError | null {
  const errors: FieldError[] = [];
  for (const [path, max] of Object.entries(limits)) {
    const list: unknown = Reflect.get(record, path);
    if (Array.isArray(list) && list.length > max) errors.push(fieldError(path, 'too-many-items', { max }));
  }
  return errors.length === 0 ? null : invalidFields(errors);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** The first of each key, in their order. */
function uniqueBy<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const first = new Map<string, T>();
  for (const value of values) if (!first.has(keyOf(value))) first.set(keyOf(value), value);
  return [...first.values()];
}
