import { placePrecisionOf } from './editable';
import type { EventInput, EventRecord } from './event';
import { precisionOf } from './event-contradictions';
import { isSame } from './history';
import { timeZoneOf } from './time-zones';
import * as w from './words';

/** Fills in what follows from the rest; `newId` gives the id of a source that has none. */
export function completeRecord(input: EventInput, newId: () => string): EventRecord {
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
    sources: input.sources.map((given) => ({ ...given, id: given.id ?? newId() })),
    incident: incidentPart ? withoutKey(incidentPart, 'realises') : null,
    threat: threatPart ? completeThreat(threatPart, input.targets) : null,
  };
}

function completeThreat(
  part: NonNullable<EventInput['threat']>,
  targets: EventInput['targets'],
): NonNullable<EventRecord['threat']> {
  const { realisedBy: _, ...rest } = part;
  const settled = settledStatus(targets);
  return {
    ...rest,
    certainty: part.certainty ?? w.certaintyOf(part.likelihood),
    status: part.status === 'current' && settled ? settled : part.status,
  };
}

/** The status that a threat takes when every target has an outcome: the last one. */
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

/** Fields whose change makes a record "active" again: it rises on the board. */
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
