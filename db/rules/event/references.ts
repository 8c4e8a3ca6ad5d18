import { isStricter } from '@/db/model/access/visible';
import { AppError, type FieldError, fieldError } from '@/db/model/errors';
import type { EventInput, EventRecord } from '@/db/model/event/event';
import type { Country } from '@/db/model/places/countries';
import type { Kind, Tlp } from '@/db/model/words';
import type { NameReferences } from './named-record';

/** The records that an event refers to, by id: the missions and actors that exist, and others as below. */
export type EventReferences = NameReferences & {
  /** The visits that the author may see. */
  visits: ReadonlyMap<string, { country: Country; tlp: Tlp }>;
  /** The principals among the recipients. */
  principals: ReadonlySet<string>;
  /** The kinds of the linked events that the author may see. */
  events: ReadonlyMap<string, Kind>;
};

/** The references of a deleted record that may have changed since. */
export type LastingReferences = Pick<EventReferences, 'missions' | 'actors' | 'visits'>;

type Target = EventInput['targets'][number];

/**
 * The errors of references to records that do not exist or are not visible, to another country's mission or visit, and
 * to a visit marked stricter than the event.
 */
export function referenceErrors(
  input: EventInput,
  before: EventRecord | null,
  references: EventReferences,
): FieldError[] {
  const { events } = references;
  return [
    ...lastingErrors(input, before, references, inputErrors),
    ...sourceErrors(input, before),
    ...recipientErrors(input.recipients, references.principals),
    ...linkErrors(input.incident?.realises ?? [], 'threat', 'incident.realises', events),
    ...linkErrors(input.threat?.realisedBy ?? [], 'incident', 'threat.realisedBy', events),
  ];
}

/** The same check for a deleted record, which is restored unchanged. */
export function refuseLostReferences(record: EventRecord, references: LastingReferences): AppError | null {
  const errors = lastingErrors(record, null, references, restoreErrors);
  return errors.length === 0 ? null : new AppError({ code: 'references-changed', params: {} }, { errors });
}

/** Errors about the references of an input, which its author can change. */
const inputErrors = {
  noMission: (path: string) => fieldError(path, 'no-such-mission'),
  missionOf: (path: string, country: Country) => fieldError(path, 'mission-of-country', { country }),
  noActor: (path: string) => fieldError(path, 'no-such-actor'),
  noVisit: (path: string) => fieldError(path, 'no-such-visit'),
  visitOf: (path: string, country: Country) => fieldError(path, 'visit-of-country', { country }),
  stricter: (path: string, visit: Tlp, _event: Tlp) => fieldError(path, 'visit-stricter', { tlp: visit }),
};

/** Errors about the references of a deleted record, which cannot be changed before it is restored. */
const restoreErrors: typeof inputErrors = {
  noMission: (path) => fieldError(path, 'mission-removed'),
  missionOf: (path, country) => fieldError(path, 'mission-moved', { country }),
  noActor: (path) => fieldError(path, 'actor-removed'),
  noVisit: (path) => fieldError(path, 'visit-removed'),
  visitOf: (path, country) => fieldError(path, 'visit-moved', { country }),
  stricter: (path, visit, event) => fieldError(path, 'visit-now-stricter', { tlp: visit, allowed: event }),
};

function lastingErrors(
  record: Pick<EventInput, 'targets' | 'actors' | 'tlp'>,
  before: EventRecord | null,
  { missions, actors, visits }: LastingReferences,
  at: typeof inputErrors,
): FieldError[] {
  return [
    ...record.targets.flatMap((target, index) => [
      ...missionErrors(target, `targets.${index}`, missions, at),
      ...visitErrors(target, `targets.${index}`, record.tlp, before, visits, at),
    ]),
    ...record.actors.flatMap(({ actorId }, index) =>
      actors.has(actorId) ? [] : [at.noActor(`actors.${index}.actorId`)],
    ),
  ];
}

function missionErrors(
  { missionId, country }: Target,
  path: string,
  missions: EventReferences['missions'],
  at: typeof inputErrors,
): FieldError[] {
  if (missionId === null) return [];
  const mission = missions.get(missionId);
  if (!mission) return [at.noMission(`${path}.missionId`)];
  return mission.sending === country ? [] : [at.missionOf(`${path}.country`, mission.sending)];
}

function visitErrors(
  { visitId, country }: Target,
  path: string,
  tlp: Tlp,
  before: EventRecord | null,
  visits: EventReferences['visits'],
  at: typeof inputErrors,
): FieldError[] {
  if (visitId === null) return [];
  const visit = visits.get(visitId);
  if (!visit) {
    // The visit may have been marked stricter since. An editor who may no longer see it can keep the reference.
    const isKept = before?.targets.some((one) => one.visitId === visitId && one.country === country);
    return isKept ? [] : [at.noVisit(`${path}.visitId`)];
  }
  if (visit.country !== country) return [at.visitOf(`${path}.country`, visit.country)];
  return isStricter(visit.tlp, tlp) ? [at.stricter(`${path}.visitId`, visit.tlp, tlp)] : [];
}

function sourceErrors(input: EventInput, before: EventRecord | null): FieldError[] {
  const known = new Set(before?.sources.map(({ id }) => id));
  const seen = new Set<string>();
  return input.sources.flatMap(({ id }, index) => {
    if (id === undefined) return [];
    const isKept = known.has(id) && !seen.has(id);
    seen.add(id);
    return isKept ? [] : [fieldError(`sources.${index}.id`, 'source-id-given')];
  });
}

function recipientErrors(ids: readonly string[], principals: ReadonlySet<string>): FieldError[] {
  return ids.flatMap((id, index) =>
    principals.has(id) ? [] : [fieldError(`recipients.${index}`, 'no-such-person')],
  );
}

function linkErrors(
  ids: readonly string[],
  kind: Kind,
  path: string,
  events: EventReferences['events'],
): FieldError[] {
  return ids.flatMap((id, index) =>
    events.get(id) === kind ? [] : [fieldError(`${path}.${index}`, `no-such-${kind}`)],
  );
}
