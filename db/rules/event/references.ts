import { isStricter } from '@/db/model/access/visible';
import { AppError, type FieldError } from '@/db/model/errors';
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
 * Refuses references to records that do not exist or are not visible, to another country's mission or visit, and to a
 * visit marked stricter than the event; null if there is none. The error names the path of each.
 */
export function refuseBrokenReferences(
  input: EventInput,
  before: EventRecord | null,
  references: EventReferences,
): AppError | null {
  const { events } = references;
  const errors = [
    ...lastingErrors(input, before, references, inputMessages),
    ...sourceErrors(input, before),
    ...recipientErrors(input.recipients, references.principals),
    ...linkErrors(input.incident?.realises ?? [], 'threat', 'incident.realises', events),
    ...linkErrors(input.threat?.realisedBy ?? [], 'incident', 'threat.realisedBy', events),
  ];
  return errors.length === 0 ? null : new AppError('invalid', 'Some fields need correction.', { errors });
}

/** The same check for a deleted record, which is restored unchanged. */
export function refuseLostReferences(record: EventRecord, references: LastingReferences): AppError | null {
  const errors = lastingErrors(record, null, references, restoreMessages);
  const detail =
    'Records that this event names have changed since it was deleted: correct those first, or log the event again.';
  return errors.length === 0 ? null : new AppError('invalid', detail, { errors });
}

/** Messages about the references of an input, which its author can change. */
const inputMessages = {
  noMission: 'No such mission: choose one from the register',
  missionOf: (country: Country) => `This mission belongs to ${country}: give that country`,
  noActor: 'No such actor: choose one from the list, or add it first',
  noVisit: 'No such visit: choose one from the list, or add it first',
  visitOf: (country: Country) => `This visit belongs to ${country}: give that country`,
  stricter: (visit: Tlp, _event: Tlp) => `This visit is marked ${visit}: mark the event at least as strictly`,
};

/** Messages about the references of a deleted record, which cannot be changed before it is restored. */
const restoreMessages: typeof inputMessages = {
  noMission: 'This mission is no longer in the register: log the event again with another',
  missionOf: (country) => `This mission now belongs to ${country}: change it back, or log the event again`,
  noActor: 'This actor no longer exists: log the event again with another',
  noVisit:
    'This visit no longer exists, or you may not see it: ask somebody who may, or log the event again without it',
  visitOf: (country) => `This visit now belongs to ${country}: change it back, or log the event again`,
  stricter: (visit, event) =>
    `This visit is now marked ${visit}: mark the visit no stricter than ${event}, or log the event again`,
};

function lastingErrors(
  record: Pick<EventInput, 'targets' | 'actors' | 'tlp'>,
  before: EventRecord | null,
  { missions, actors, visits }: LastingReferences,
  messages: typeof inputMessages,
): FieldError[] {
  return [
    ...record.targets.flatMap((target, index) => [
      ...missionErrors(target, `targets.${index}`, missions, messages),
      ...visitErrors(target, `targets.${index}`, record.tlp, before, visits, messages),
    ]),
    ...record.actors.flatMap(({ actorId }, index) =>
      actors.has(actorId) ? [] : [{ path: `actors.${index}.actorId`, message: messages.noActor }],
    ),
  ];
}

function missionErrors(
  { missionId, country }: Target,
  path: string,
  missions: EventReferences['missions'],
  messages: typeof inputMessages,
): FieldError[] {
  if (missionId === null) return [];
  const mission = missions.get(missionId);
  if (!mission) return [{ path: `${path}.missionId`, message: messages.noMission }];
  return mission.sending === country
    ? []
    : [{ path: `${path}.country`, message: messages.missionOf(mission.sending) }];
}

function visitErrors(
  { visitId, country }: Target,
  path: string,
  tlp: Tlp,
  before: EventRecord | null,
  visits: EventReferences['visits'],
  messages: typeof inputMessages,
): FieldError[] {
  if (visitId === null) return [];
  const visit = visits.get(visitId);
  if (!visit) {
    // The visit may have been marked stricter since. An editor who may no longer see it can keep the reference.
    const isKept = before?.targets.some((one) => one.visitId === visitId && one.country === country);
    return isKept ? [] : [{ path: `${path}.visitId`, message: messages.noVisit }];
  }
  if (visit.country !== country)
    return [{ path: `${path}.country`, message: messages.visitOf(visit.country) }];
  return isStricter(visit.tlp, tlp)
    ? [{ path: `${path}.visitId`, message: messages.stricter(visit.tlp, tlp) }]
    : [];
}

function sourceErrors(input: EventInput, before: EventRecord | null): FieldError[] {
  const known = new Set(before?.sources.map(({ id }) => id));
  const seen = new Set<string>();
  return input.sources.flatMap(({ id }, index) => {
    if (id === undefined) return [];
    const isKept = known.has(id) && !seen.has(id);
    seen.add(id);
    return isKept
      ? []
      : [{ path: `sources.${index}.id`, message: 'Leave the id out of a new source: the server assigns it' }];
  });
}

function recipientErrors(ids: readonly string[], principals: ReadonlySet<string>): FieldError[] {
  return ids.flatMap((id, index) =>
    principals.has(id) ? [] : [{ path: `recipients.${index}`, message: 'No such person' }],
  );
}

function linkErrors(
  ids: readonly string[],
  kind: Kind,
  path: string,
  events: EventReferences['events'],
): FieldError[] {
  return ids.flatMap((id, index) =>
    events.get(id) === kind
      ? []
      : [{ path: `${path}.${index}`, message: `No such ${kind}: choose an existing one` }],
  );
}
