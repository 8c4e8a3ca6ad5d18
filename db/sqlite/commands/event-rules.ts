import { eq, inArray, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { isStricter } from '../../model/access/visible';
import { AppError, type FieldError } from '../../model/errors';
import type { EventInput, EventRecord } from '../../model/event/event';
import type { Country } from '../../model/places/countries';
import type { Tlp } from '../../model/words';
import type { Db } from '../client';
import type { EventRows } from '../queries/event-rows';
import { recordBindings } from '../records/record-bindings';
import { actors, missions, principals } from '../schema/reference';

/** Checks an event's references to other records; the lookups are prepared once. */
export function createEventRules(db: Db, eventRows: EventRows) {
  const id = sql.placeholder('id');
  const missionOf = db
    .select({ sending: missions.sending })
    .from(missions)
    .where(eq(missions.id, id))
    .prepare();
  const actorOf = db.select({ id: actors.id }).from(actors).where(eq(actors.id, id)).prepare();

  /**
   * Refuses references to records that do not exist or are not visible, to another country's mission or visit, and to
   * a visit marked stricter than the event.
   * @throws AppError 'invalid' with the path of each
   */
  function refuseBrokenReferences(by: Principal, input: EventInput, before: EventRecord | null): void {
    const errors: FieldError[] = [
      ...input.targets.flatMap((target, index) => [
        ...missionErrors(target, `targets.${index}`),
        ...visitErrors(db, by, input, before, target, `targets.${index}`),
      ]),
      ...input.actors.flatMap(({ actorId }, index) => actorErrors(actorId, `actors.${index}.actorId`)),
      ...sourceErrors(input, before),
      ...recipientErrors(db, input.recipients),
      ...linkErrors(eventRows, by, input.incident?.realises ?? [], 'threat', 'incident.realises'),
      ...linkErrors(eventRows, by, input.threat?.realisedBy ?? [], 'incident', 'threat.realisedBy'),
    ];
    if (errors.length > 0) throw new AppError('invalid', 'Some fields need correction.', { errors });
  }

  /**
   * The same check for a deleted record, which is restored unchanged.
   * @throws AppError 'invalid' with the path of each
   */
  function refuseLostReferences(by: Principal, record: EventRecord): void {
    const errors = [
      ...record.targets.flatMap((target, index) => [
        ...missionErrors(target, `targets.${index}`, restoreMessages),
        ...visitErrors(db, by, record, null, target, `targets.${index}`, restoreMessages),
      ]),
      ...record.actors.flatMap(({ actorId }, index) =>
        actorErrors(actorId, `actors.${index}.actorId`, restoreMessages),
      ),
    ];
    if (errors.length === 0) return;
    const detail =
      'Records that this event names have changed since it was deleted: correct those first, or log the event again.';
    throw new AppError('invalid', detail, { errors });
  }

  function missionErrors(
    { missionId, country }: TargetInput,
    path: string,
    messages = inputMessages,
  ): FieldError[] {
    if (missionId === null) return [];
    const mission = missionOf.get({ id: missionId });
    if (!mission) return [{ path: `${path}.missionId`, message: messages.noMission }];
    if (mission.sending === country) return [];
    return [{ path: `${path}.country`, message: messages.missionOf(mission.sending) }];
  }

  function actorErrors(actorId: string, path: string, messages = inputMessages): FieldError[] {
    return actorOf.get({ id: actorId }) ? [] : [{ path, message: messages.noActor }];
  }

  return { refuseBrokenReferences, refuseLostReferences };
}

type TargetInput = EventInput['targets'][number];

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

function visitErrors(
  db: Db,
  by: Principal,
  { tlp }: Pick<EventInput, 'tlp'>,
  before: EventRecord | null,
  { visitId, country }: TargetInput,
  path: string,
  messages = inputMessages,
): FieldError[] {
  if (visitId === null) return [];
  const visit = recordBindings.visit.reader(db).find(by, visitId);
  if (!visit) {
    // The visit may have been marked stricter since. An editor who may no longer see it can keep the reference.
    const isKept = before?.targets.some((one) => one.visitId === visitId && one.country === country);
    if (isKept) return [];
    return [{ path: `${path}.visitId`, message: messages.noVisit }];
  }
  if (visit.country !== country)
    return [{ path: `${path}.country`, message: messages.visitOf(visit.country) }];
  if (!isStricter(visit.tlp, tlp)) return [];
  return [{ path: `${path}.visitId`, message: messages.stricter(visit.tlp, tlp) }];
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

function recipientErrors(db: Db, ids: readonly string[]): FieldError[] {
  if (ids.length === 0) return [];
  const rows = db
    .select({ id: principals.id })
    .from(principals)
    .where(inArray(principals.id, [...ids]))
    .all();
  const known = new Set(rows.map(({ id }) => id));
  return ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `recipients.${index}`, message: 'No such person' }],
  );
}

function linkErrors(
  eventRows: EventRows,
  by: Principal,
  ids: readonly string[],
  kind: 'incident' | 'threat',
  path: string,
): FieldError[] {
  const found = eventRows.kindsOf(by, ids);
  return ids.flatMap((id, index) =>
    found.get(id) === kind
      ? []
      : [{ path: `${path}.${index}`, message: `No such ${kind}: choose an existing one` }],
  );
}
