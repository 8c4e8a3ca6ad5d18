import * as fc from 'fast-check';
import { uuidFromName } from '@/db/ids';
import type { Principal } from '@/db/model/access/principal';
import { completeRecord } from '@/db/model/event/complete-record';
import type { NameReferences } from '@/db/rules/event/named-record';
import type { EventReferences } from '@/db/rules/event/references';
import { anyEvent, people } from '../../integration/store/records';

export const analyst: Principal = {
  id: uuidFromName('analyst'),
  kind: 'person',
  name: 'Analyst',
  role: 'analyst',
  clearance: 'red',
};

const missionIds = ['RU', 'CN'].map((country) => ({
  id: uuidFromName(`mission of ${country}`),
  country,
}));
const actorIds = [uuidFromName('first actor'), uuidFromName('second actor')];

/** The missions and actors that the events of `anyInput` name. */
export const names: NameReferences = {
  missions: new Map(
    missionIds.map(({ id, country }) => [
      id,
      {
        sending: country === 'RU' ? 'RU' : 'CN',
        type: 'embassy',
        host: 'AF',
        city: 'Kabul',
        metro: null,
        name: `Embassy of ${country}`,
        aliases: [`Compound ${country}`],
      },
    ]),
  ),
  actors: new Map(actorIds.map((id, index) => [id, { name: `Actor ${index}`, aliases: [`Alias ${index}`] }])),
};

export const anyInput = anyEvent(missionIds, actorIds);

let sources = 0;
/** An id for a new source, different each time. */
export function newSourceId(): string {
  sources += 1;
  return uuidFromName(`source ${sources}`);
}

export const anyRecord = anyInput.map((input) =>
  completeRecord(input, newSourceId, { before: null, now: 0 }),
);
export const anyCreator = fc.constantFrom(analyst.id, uuidFromName('somebody'));

/** References in which every record exists that the events of `anyInput` name. */
export const complete: EventReferences = {
  ...names,
  visits: new Map(),
  principals: new Set(people.map(({ id }) => id)),
  events: new Map(),
};
