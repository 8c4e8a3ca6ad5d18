import type { EventRecord } from '@/db/model/event/event';
import type { Country } from '@/db/model/places/countries';
import { endMillis, startMillis } from '@/db/model/values/moment';
import type { AttackType, TargetType } from '@/db/model/words';

/**
 * What the index needs of an event. A store keeps it as JSON, so that the index of a million events is built in
 * seconds: parsing their records takes ten times as long. Times are in ms. `words` are those that `wordsOf` joins.
 * `readers` are the principals who may see a red event.
 */
export type IndexEntry = [
  n: number,
  words: string,
  host: Country,
  at: number,
  activityAt: number,
  place: [lat: number, lon: number] | null,
  targets: [
    country: Country,
    type: TargetType,
    missionId: string | null,
    visitId: string | null,
    outcome: string | null,
  ][],
  actors: [id: string, role: string][],
  tags: string[],
  readers: string[],
  attackTypes: AttackType[],
  validFrom: number | null,
  validUntil: number | null,
  reviewBy: number | null,
  killed: [min: number, max: number] | null,
  wounded: [min: number, max: number] | null,
  endedAt: number | null,
];

/** Increase it with each change of what an entry contains: the store then writes all entries again. */
export const entryVersion = 3;

type Indexed = { n: number; createdBy: string; activityAt: number; record: EventRecord };

/** The entry of an event with this record; its author is also one of its readers. */
export function entryOf({ n, createdBy, activityAt, record }: Indexed): IndexEntry {
  const { location, threat, incident } = record;
  const { lat, lon } = location;
  return [
    n,
    wordsOf(record),
    location.country,
    startMillis(record.at),
    activityAt,
    lat === null || lon === null ? null : [lat, lon],
    record.targets.map((one) => [one.country, one.type, one.missionId, one.visitId, one.outcome]),
    record.actors.map(({ actorId, role }) => [actorId, role]),
    [...new Set(record.tags)],
    record.tlp === 'red' ? [...new Set([createdBy, ...record.recipients])] : [],
    [...new Set(record.attackTypes)],
    threat?.validFrom ? startMillis(threat.validFrom) : null,
    threat?.validUntil ? endMillis(threat.validUntil) : null,
    threat?.reviewBy ? endMillis(threat.reviewBy) : null,
    incident?.killed ? [incident.killed.min, incident.killed.max] : null,
    incident?.wounded ? [incident.wounded.min, incident.wounded.max] : null,
    endOf(threat),
  ];
}

/** When a threat stopped being current; null where that is not recorded. */
function endOf(threat: EventRecord['threat']): number | null {
  const ended = threat?.endedAt ?? threat?.lapsedAt;
  return ended === undefined ? null : startMillis(ended);
}

/** The values of an event that are one of a few words, as one text: few different texts occur. */
function wordsOf({ threat, incident, ...record }: EventRecord): string {
  const { kind, severity, verification, handling, tlp, atPrecision } = record;
  const state = threat?.status ?? incident?.phase ?? '';
  const { precision } = record.location;
  return [
    kind,
    state,
    severity,
    verification,
    handling,
    tlp,
    threat?.urgency ?? '',
    atPrecision,
    precision,
  ].join(',');
}
