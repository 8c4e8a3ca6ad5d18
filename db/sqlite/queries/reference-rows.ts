import type { Actor, Mission, Visit } from '../../model/reference';
import { tlps } from '../../model/words';
import type { actors, missions, visits } from '../schema/reference';

export type MissionRow = typeof missions.$inferSelect;
export type ActorRow = typeof actors.$inferSelect;
export type VisitRow = typeof visits.$inferSelect;

export function toMission({
  n: _,
  typeRank: __,
  cityKey: ___,
  renamingAfter: ____,
  ...mission
}: MissionRow): Mission {
  return mission;
}

export function toActor({ n: _, isExample: __, renamingAfter: ___, ...actor }: ActorRow): Actor {
  return actor;
}

export function toVisit({ n: _, isExample: __, createdBy: ___, tlp, ...visit }: VisitRow): Visit {
  return { ...visit, tlp: tlps[tlp] ?? 'red' };
}
