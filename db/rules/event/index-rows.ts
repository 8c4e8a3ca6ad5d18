import type { EventRecord } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import { endMillis, startMillis } from '@/db/model/values/moment';
import { isDiplomatic, tlpRank } from '@/db/model/words';
import { similarityKeysOf } from '@/db/rules/similar/keys';

/** The columns that are derived from the record and stored beside it. Times in ms. */
export function columnsOf(record: EventRecord) {
  return {
    kind: record.kind,
    handling: record.handling,
    severity: record.severity,
    verification: record.verification,
    tlp: tlpRank(record.tlp),
    status: record.threat?.status ?? null,
    phase: record.incident?.phase ?? null,
    isActive: isActive(record),
    host: record.location.country,
    lat: record.location.lat,
    lon: record.location.lon,
    at: startMillis(record.at),
    validUntil: record.threat?.validUntil ? endMillis(record.threat.validUntil) : null,
  };
}

/** The columns that a deletion changes; the others keep their values. */
export const deletedColumns = { isDeleted: true, isActive: false, validUntil: null } as const;

/** The start of a new event's reference, such as "INC-2022"; its number counts the events created with that prefix. */
export function refPrefixOf({ kind, at }: Pick<EventRecord, 'kind' | 'at'>): string {
  return `${kind === 'incident' ? 'INC' : 'THR'}-${at.slice(0, 4)}`;
}

/** "INC-2022-0001" */
export function refOf(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(4, '0')}`;
}

export type IndexRows = ReturnType<typeof indexRowsOf>;

/** The rows beside an event by which it is found. */
export function indexRowsOf(
  record: EventRecord,
  { createdBy, activityAt }: { createdBy: string; activityAt: number },
) {
  const at = startMillis(record.at);
  return {
    targets: record.targets.map(({ country, type, missionId, visitId, outcome }, position) => ({
      position,
      country,
      type,
      isDiplomatic: isDiplomatic(type),
      missionId,
      visitId,
      outcome,
    })),
    countries: unique(record.targets.map(({ country }) => country)).map((country) => ({
      country,
      at,
      activityAt,
    })),
    actors: record.actors.map(({ actorId, role }, position) => ({ position, actorId, role })),
    sources: record.sources.map(
      ({ id, publisher, title, url, reliability, credibility, origin }, position) => ({
        position,
        id,
        publisher,
        title,
        url,
        reliability,
        credibility,
        origin,
      }),
    ),
    tags: unique(record.tags).map((tag) => ({ tag })),
    aliases: (record.merged ?? []).map(({ id, ref }) => ({ id, ref })),
    keys: similarityKeysOf(record).map((key) => ({ key })),
    recipients: recipientsOf(record, createdBy).map((principalId) => ({ principalId })),
  };
}

/** The ids of those who may read a red record; they may also read its history once it is deleted. */
function recipientsOf({ tlp, recipients }: EventRecord, createdBy: string): string[] {
  return tlp === 'red' ? unique([createdBy, ...recipients]) : [];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
