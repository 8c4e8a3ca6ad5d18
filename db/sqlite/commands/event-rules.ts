import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { isStricter } from '../../model/access/visible';
import { AppError, type FieldError } from '../../model/errors';
import type { EventInput, EventRecord } from '../../model/event/event';
import type { Country } from '../../model/places/countries';
import { type Tlp, tlps } from '../../model/words';
import type { Db } from '../client';
import type { Answers } from '../queries/answers';
import { visitVisibleSql } from '../queries/visible';
import { actors, missions, principals, visits } from '../schema/reference';

/** The rules that only the rest of the records can tell; their look-ups are prepared once. */
export function createEventRules(db: Db, answers: Answers) {
  const id = sql.placeholder('id');
  const missionOf = db
    .select({ sending: missions.sending })
    .from(missions)
    .where(eq(missions.id, id))
    .prepare();
  const actorOf = db.select({ id: actors.id }).from(actors).where(eq(actors.id, id)).prepare();

  /**
   * Refuses references to what is not there or may not be seen, to another country's mission, to a visit
   * marked stricter than the event.
   * @throws AppError 'invalid' with the path of each.
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
      ...linkErrors(answers, by, input.incident?.realises ?? [], 'threat', 'incident.realises'),
      ...linkErrors(answers, by, input.threat?.realisedBy ?? [], 'incident', 'threat.realisedBy'),
    ];
    if (errors.length > 0) throw new AppError('invalid', 'Some fields need correction.', { errors });
  }

  /**
   * The same of a deleted record that is to be restored as it is.
   * @throws AppError 'invalid' with the path of each, and what to do about it.
   */
  function refuseLostReferences(by: Principal, record: EventRecord): void {
    const errors = [
      ...record.targets.flatMap((target, index) => [
        ...missionErrors(target, `targets.${index}`, lost),
        ...visitErrors(db, by, record, null, target, `targets.${index}`, lost),
      ]),
      ...record.actors.flatMap(({ actorId }, index) => actorErrors(actorId, `actors.${index}.actorId`, lost)),
    ];
    if (errors.length === 0) return;
    const detail =
      'What this record names has changed since it was deleted: change that first, or log it again.';
    throw new AppError('invalid', detail, { errors });
  }

  function missionErrors({ missionId, country }: TargetInput, path: string, say = given): FieldError[] {
    if (missionId === null) return [];
    const mission = missionOf.get({ id: missionId });
    if (!mission) return [{ path: `${path}.missionId`, message: say.noMission }];
    if (mission.sending === country) return [];
    return [{ path: `${path}.country`, message: say.missionOf(mission.sending) }];
  }

  function actorErrors(actorId: string, path: string, say = given): FieldError[] {
    return actorOf.get({ id: actorId }) ? [] : [{ path, message: say.noActor }];
  }

  return { refuseBrokenReferences, refuseLostReferences };
}

type TargetInput = EventInput['targets'][number];

/** What to do about a reference that somebody has just given, who can give another. */
const given = {
  noMission: 'No such mission: choose one from the register',
  missionOf: (country: Country) => `This mission belongs to ${country}: give that country`,
  noActor: 'No such actor: choose one from the list, or add it first',
  noVisit: 'No such visit: choose one from the list, or add it first',
  visitOf: (country: Country) => `This visit belongs to ${country}: give that country`,
  stricter: (visit: Tlp, _event: Tlp) => `This visit is marked ${visit}: mark the event at least as strictly`,
};

/** The same where the record cannot be changed before it is there again. */
const lost: typeof given = {
  noMission: 'This mission is no longer in the register: log the event again with another',
  missionOf: (country) => `This mission now belongs to ${country}: change it back, or log the event again`,
  noActor: 'This actor is no longer there: log the event again with another',
  noVisit:
    'This visit is no longer there, or you may not see it: ask somebody who may, or log the event again without it',
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
  say = given,
): FieldError[] {
  if (visitId === null) return [];
  const visit = db
    .select({ country: visits.country, tlp: visits.tlp })
    .from(visits)
    .where(and(eq(visits.id, visitId), visitVisibleSql(by)))
    .get();
  if (!visit) {
    // A visit may have been marked stricter since; an editor who may no longer see it keeps the reference as it is.
    const isKept = before?.targets.some((one) => one.visitId === visitId && one.country === country);
    if (isKept) return [];
    return [{ path: `${path}.visitId`, message: say.noVisit }];
  }
  if (visit.country !== country) return [{ path: `${path}.country`, message: say.visitOf(visit.country) }];
  const marking = tlps[visit.tlp];
  if (!marking || !isStricter(marking, tlp)) return [];
  return [{ path: `${path}.visitId`, message: say.stricter(marking, tlp) }];
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
      : [{ path: `sources.${index}.id`, message: 'Leave the id out of a new source: the server gives it' }];
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
  answers: Answers,
  by: Principal,
  ids: readonly string[],
  kind: 'incident' | 'threat',
  path: string,
): FieldError[] {
  const found = answers.kindsOf(by, ids);
  return ids.flatMap((id, index) =>
    found.get(id) === kind
      ? []
      : [{ path: `${path}.${index}`, message: `No such ${kind}: choose one that is recorded` }],
  );
}
