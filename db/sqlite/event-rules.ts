import { and, eq, inArray, sql } from 'drizzle-orm';
import { AppError, type FieldError } from '../model/errors';
import type { EventInput, EventRecord } from '../model/event';
import type { Principal } from '../model/principal';
import { isStricter } from '../model/visible';
import { tlps } from '../model/words';
import type { Answers } from './answers';
import type { Db } from './client';
import { actors, missions, principals, visits } from './schema-reference';
import { visitVisibleSql } from './visible';

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

  function missionErrors({ missionId, country }: TargetInput, path: string): FieldError[] {
    if (missionId === null) return [];
    const mission = missionOf.get({ id: missionId });
    if (!mission)
      return [{ path: `${path}.missionId`, message: 'No such mission: choose one from the register' }];
    if (mission.sending === country) return [];
    return [
      { path: `${path}.country`, message: `This mission belongs to ${mission.sending}: give that country` },
    ];
  }

  function actorErrors(actorId: string, path: string): FieldError[] {
    if (actorOf.get({ id: actorId })) return [];
    return [{ path, message: 'No such actor: choose one from the list, or add it first' }];
  }

  return { refuseBrokenReferences };
}

type TargetInput = EventInput['targets'][number];

function visitErrors(
  db: Db,
  by: Principal,
  { tlp }: EventInput,
  before: EventRecord | null,
  { visitId, country }: TargetInput,
  path: string,
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
    return [{ path: `${path}.visitId`, message: 'No such visit: choose one from the list, or add it first' }];
  }
  if (visit.country !== country) {
    return [
      { path: `${path}.country`, message: `This visit belongs to ${visit.country}: give that country` },
    ];
  }
  const marking = tlps[visit.tlp];
  if (!marking || !isStricter(marking, tlp)) return [];
  return [
    {
      path: `${path}.visitId`,
      message: `This visit is marked ${marking}: mark the event at least as strictly`,
    },
  ];
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
