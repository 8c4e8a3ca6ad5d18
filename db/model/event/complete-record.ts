import { isSame } from '@/db/model/journal/history';
import { timeZoneOf } from '@/db/model/places/time-zones';
import { iso } from '@/db/model/values/moment';
import * as w from '@/db/model/words';
import { precisionOf } from './contradictions';
import { placePrecisionOf } from './editable';
import type { EventInput, EventRecord } from './event';
import { isUrgent } from './urgency';

/** `before` is null for a new record; `now` is the time of the change (ms). */
type Change = { before: EventRecord | null; now: number };

/**
 * Completes an input with the values that follow from it; `newId` creates the id of a new source. Without a `change`,
 * as in a preview, the times of the urgency, of a lapse and of the end are left out.
 */
export function completeRecord(input: EventInput, newId: () => string, change?: Change): EventRecord {
  const { incident: incidentPart, threat: threatPart, ...rest } = input;
  return {
    ...rest,
    at: firstDay(input.at, precisionOf(input)),
    atPrecision: precisionOf(input),
    location: {
      ...input.location,
      precision: input.location.precision ?? placePrecisionOf(input.location),
      timeZone: input.location.timeZone ?? timeZoneOf(input.location.country),
    },
    sources: input.sources.map((given) => completeSource(given, newId)),
    incident: incidentPart
      ? { ...withoutKey(incidentPart, 'realises'), ...(change && closedAt(incidentPart.phase, change)) }
      : null,
    threat: threatPart ? completeThreat(threatPart, input.targets, change) : null,
    ...(change?.before?.merged && { merged: change.before.merged }),
  };
}

/** What is unknown of the later fields is left out, so that an old record does not change when it is saved. */
function completeSource(
  { publisherFamily, publishedAt, accessedAt, ...given }: EventInput['sources'][number],
  newId: () => string,
): EventRecord['sources'][number] {
  return {
    ...given,
    id: given.id ?? newId(),
    ...(publisherFamily && { publisherFamily }),
    ...(publishedAt && { publishedAt }),
    ...(accessedAt && { accessedAt }),
  };
}

function completeThreat(
  part: NonNullable<EventInput['threat']>,
  targets: EventInput['targets'],
  change: Change | undefined,
): NonNullable<EventRecord['threat']> {
  const { realisedBy: _, ...rest } = part;
  const settled = settledStatus(targets);
  const status = part.status === 'current' && settled ? settled : part.status;
  return {
    ...rest,
    certainty: part.certainty ?? w.certaintyOf(part.likelihood),
    ...(change && urgencyAt(part.urgency, change)),
    ...(change && lapsedAt(status, change)),
    ...(change && endedAt(status, change)),
    status,
  };
}

/** "Within the hour" counts from when it was stated first, so later edits of other fields keep that time. */
function urgencyAt(urgency: w.Urgency, { before, now }: Change): { urgencyAt?: string } {
  if (!isUrgent(urgency)) return {};
  const known = before?.threat?.urgency === urgency ? before.threat : null;
  if (known === null) return { urgencyAt: iso(now) };
  return known.urgencyAt === undefined ? {} : { urgencyAt: known.urgencyAt };
}

/** Only the system sets it (`decideLapse`). It stays for as long as the threat stays lapsed. */
function lapsedAt(status: w.ThreatStatus, { before }: Change): { lapsedAt?: string } {
  const known = before?.threat?.lapsedAt;
  return status === 'lapsed' && known !== undefined ? { lapsedAt: known } : {};
}

/** A threat ends once: a later correction of what became of it keeps that time. */
function endedAt(status: w.ThreatStatus, { before, now }: Change): { endedAt?: string } {
  const known = before?.threat;
  if (status === 'current' || !known) return {};
  if (known.status === 'current') return { endedAt: iso(now) };
  return known.endedAt === undefined ? {} : { endedAt: known.endedAt };
}

/** An attack closes once: a later correction of its phase keeps that time. */
function closedAt(phase: w.Phase, { before, now }: Change): { closedAt?: string } {
  const known = before?.incident;
  if (w.isAttack(phase) || !known) return {};
  if (w.isAttack(known.phase)) return { closedAt: iso(now) };
  return known.closedAt === undefined ? {} : { closedAt: known.closedAt };
}

/** If every target has an outcome, the threat takes the last one as its status. */
function settledStatus(targets: EventInput['targets']): w.ThreatStatus | null {
  return targets.every((one) => one.outcome !== null) ? (targets.at(-1)?.outcome ?? null) : null;
}

function withoutKey<T extends object, K extends keyof T>(from: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = from;
  return rest;
}

function firstDay(at: string, precision: w.Precision): string {
  if (precision === 'month') return `${at.slice(0, 7)}-01`;
  if (precision === 'year') return `${at.slice(0, 4)}-01-01`;
  return at;
}

/** Does the change count as activity, which moves the event to the top of the board? */
export function isActivity(before: EventRecord, after: EventRecord): boolean {
  return !isSame(activityOf(before), activityOf(after));
}

function activityOf(record: EventRecord): unknown {
  const { incident: part } = record;
  return [
    record.severity,
    record.verification,
    record.threat?.status,
    record.targets,
    part && [
      part.phase,
      part.killed,
      part.wounded,
      part.attackersKilled,
      part.staffKilled,
      part.staffWounded,
      part.hostages,
    ],
  ];
}
