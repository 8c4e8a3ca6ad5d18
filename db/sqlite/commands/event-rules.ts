import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { isStricter } from '../../model/access/visible';
import { AppError, type FieldError, fieldError, invalidFields } from '../../model/errors';
import type { EventInput, EventRecord } from '../../model/event/event';
import type { Country } from '../../model/places/countries';
import { type Tlp, tlps } from '../../model/words';
import type { Db } from '../client';
import type { EventRows } from '../queries/event-rows';
import { visitVisibleSql } from '../queries/visible';
import { actors, missions, principals, visits } from '../schema/reference';

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
    if (errors.length > 0) throw invalidFields(errors);
  }

  /**
   * The same check for a deleted record, which is restored unchanged.
   * @throws AppError 'invalid' with the path of each
   */
  function refuseLostReferences(by: Principal, record: EventRecord): void {
    const errors = [
      ...record.targets.flatMap((target, index) => [
        ...missionErrors(target, `targets.${index}`, restoreErrors),
        ...visitErrors(db, by, record, null, target, `targets.${index}`, restoreErrors),
      ]),
      ...record.actors.flatMap(({ actorId }, index) =>
        actorErrors(actorId, `actors.${index}.actorId`, restoreErrors),
      ),
    ];
    if (errors.length === 0) return;
    throw new AppError({ code: 'references-changed', params: {} }, { errors });
  }

  function missionErrors({ missionId, country }: TargetInput, path: string, at = inputErrors): FieldError[] {
    if (missionId === null) return [];
    const mission = missionOf.get({ id: missionId });
    if (!mission) return [at.noMission(`${path}.missionId`)];
    if (mission.sending === country) return [];
    return [at.missionOf(`${path}.country`, mission.sending)];
  }

  function actorErrors(actorId: string, path: string, at = inputErrors): FieldError[] {
    return actorOf.get({ id: actorId }) ? [] : [at.noActor(path)];
  }

  return { refuseBrokenReferences, refuseLostReferences };
}

type TargetInput = EventInput['targets'][number];

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

function visitErrors(
  db: Db,
  by: Principal,
  { tlp }: Pick<EventInput, 'tlp'>,
  before: EventRecord | null,
  { visitId, country }: TargetInput,
  path: string,
  at = inputErrors,
): FieldError[] {
  if (visitId === null) return [];
  const visit = db
    .select({ country: visits.country, tlp: visits.tlp })
    .from(visits)
    .where(and(eq(visits.id, visitId), visitVisibleSql(by)))
    .get();
  if (!visit) {
    // The visit may have been marked stricter since. An editor who may no longer see it can keep the reference.
    const isKept = before?.targets.some((one) => one.visitId === visitId && one.country === country);
    if (isKept) return [];
    return [at.noVisit(`${path}.visitId`)];
  }
  if (visit.country !== country) return [at.visitOf(`${path}.country`, visit.country)];
  const marking = tlps[visit.tlp];
  if (!marking || !isStricter(marking, tlp)) return [];
  return [at.stricter(`${path}.visitId`, marking, tlp)];
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

function recipientErrors(db: Db, ids: readonly string[]): FieldError[] {
  if (ids.length === 0) return [];
  const rows = db
    .select({ id: principals.id })
    .from(principals)
    .where(inArray(principals.id, [...ids]))
    .all();
  const known = new Set(rows.map(({ id }) => id));
  return ids.flatMap((id, index) =>
    known.has(id) ? [] : [fieldError(`recipients.${index}`, 'no-such-person')],
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
    found.get(id) === kind ? [] : [fieldError(`${path}.${index}`, `no-such-${kind}`)],
  );
}
