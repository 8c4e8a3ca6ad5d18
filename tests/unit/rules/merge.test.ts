import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { localPrincipal as local, type Principal } from '@/db/model/access/principal';
import { visible } from '@/db/model/access/visible';
import { isAppError } from '@/db/model/errors';
import { completeRecord } from '@/db/model/event/complete-record';
import { type EventInput, eventInput } from '@/db/model/event/event';
import { countNames } from '@/db/model/event/fields';
import { mergeEvents } from '@/db/model/event/merge';
import { severityRank } from '@/db/model/words';
import type { StoredEvent } from '@/db/rules/event/changes';
import { eventMarking } from '@/db/rules/event/event-marking';
import { canSeeWith, decideMerge } from '@/db/rules/event/merge';
import { anyEvent, incident, people, threat } from '../../integration/store/records';
import { assertProperty } from '../../support/assert-property';

const missions = [
  { id: '01a20707-bf6a-8180-94c9-dcdd355ed901', country: 'RU' },
  { id: '01a20707-bf6a-8180-94c9-dcdd355ed902', country: 'PK' },
];
const actors = ['01a20707-bf6a-8180-94c9-dcdd355ed903', '01a20707-bf6a-8180-94c9-dcdd355ed904'];
let made = 0;
const newId = () => {
  made += 1;
  return `01a20707-bf6a-7180-94c9-${String(made).padStart(12, '0')}`;
};

function stored(input: EventInput, createdBy = local.id): StoredEvent {
  const record = completeRecord(input, newId, { before: null, now: 0 });
  const id = newId();
  return { id, ref: refOf(input), version: 1, createdBy, activityAt: 0, isDeleted: false, record };
}

function refOf({ kind }: EventInput): string {
  return `${kind === 'threat' ? 'THR' : 'INC'}-2026-${String(made).padStart(4, '0')}`;
}

const anyCount = fc.option(
  fc.tuple(fc.nat(9), fc.nat(9)).map(([min, more]) => ({ min, max: min + more })),
  { nil: null },
);
const anySource = fc.record({
  publisher: fc.constantFrom('Reuters', 'TASS'),
  title: fc.constantFrom('', 'Blast'),
  url: fc.constantFrom(null, 'https://reuters.com/a', 'http://www.reuters.com/a/?utm_source=x'),
  quote: fc.constantFrom(null, 'Two shots'),
  reliability: fc.constantFrom('F', 'B'),
  origin: fc.constantFrom(null, 'AFP'),
});
const anyDetailed = fc
  .tuple(anyEvent(missions, actors), fc.array(anySource, { maxLength: 3 }), anyCount, anyCount, fc.string())
  .map(([event, sources, killed, hostages, summary]) =>
    eventInput.parse({
      ...event,
      summary: summary.replaceAll(/[^a-z]/g, ''),
      sources,
      targets: event.targets.map((target, index) => ({
        ...target,
        note: index === 0 ? summary.slice(0, 3).replaceAll(/[^a-z]/g, '') || null : null,
      })),
      incident: event.incident && { ...event.incident, killed, hostages },
    }),
  );
const anyPair = fc
  .tuple(anyDetailed, anyDetailed)
  .filter(([one, other]) => one.kind === other.kind)
  .map(([one, other]) => [stored(one), stored(other)] as const);

function lossesOf(from: StoredEvent['record'], to: StoredEvent['record']): string[] {
  const lost: string[] = [];
  const keep = (isKept: boolean, what: string) => {
    if (!isKept) lost.push(what);
  };
  for (const { country, type, missionId, note } of from.targets)
    keep(
      to.targets.some(
        (one) =>
          one.country === country &&
          one.type === type &&
          one.missionId === missionId &&
          (note === null || one.note?.includes(note)),
      ),
      'target',
    );
  for (const { id: _, url, reliability, credibility: __, ...source } of from.sources)
    keep(
      to.sources.some(
        (one) =>
          (url === null) === (one.url === null) &&
          (reliability === 'F' || one.reliability === reliability) &&
          Object.entries(source).every(([name, value]) => !value || Reflect.get(one, name) === value),
      ),
      'source',
    );
  for (const { actorId, role } of from.actors)
    keep(
      to.actors.some((one) => one.actorId === actorId && one.role === role),
      'actor',
    );
  for (const tag of from.tags) keep(to.tags.includes(tag), 'tag');
  for (const type of from.attackTypes) keep(to.attackTypes.includes(type), 'attack type');
  for (const name of countNames) {
    const [count, united] = [from.incident?.[name], to.incident?.[name]];
    if (count) keep(Boolean(united && united.min <= count.min && united.max >= count.max), name);
  }
  if (from.severity !== 'unknown') keep(severityRank[to.severity] <= severityRank[from.severity], 'severity');
  if (from.summary) keep(to.summary !== '', 'summary');
  return lost;
}

test('a merge keeps every source, target, actor, tag and count of both, and gives each source its own id', () =>
  assertProperty(
    fc.property(anyPair, ([merged, into]) => {
      const record = mergeEvents(merged, into, newId);
      expect([...lossesOf(merged.record, record), ...lossesOf(into.record, record)]).toEqual([]);
      const ids = record.sources.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.some((id) => merged.record.sources.some((source) => source.id === id))).toBe(false);
      expect(record.merged).toEqual([{ id: merged.id, ref: merged.ref }]);
    }),
  ));

test('nobody can see a merged record who could not see both before', () =>
  assertProperty(
    fc.property(
      anyPair,
      fc.constantFrom(...people),
      fc.constantFrom(...people),
      ([one, other], maker, by) => {
        const merged = { ...one, createdBy: by.id };
        const into = { ...other, createdBy: maker.id };
        const canSee = canSeeWith((id) => people.find((person) => person.id === id));
        const change = { by, reason: 'Same', now: 0, newId };
        const names = () => ({ missions: new Map(), actors: new Map() });
        const write = decideMerge(merged, into, change, { canSee, names });
        if (isAppError(write)) return;
        const after = eventMarking({ record: write.record, createdBy: into.createdBy });
        const sees = (who: Principal, event: StoredEvent) => visible(who, eventMarking(event));
        for (const person of people) {
          const isNew = visible(person, after) && !(sees(person, merged) && sees(person, into));
          expect(isNew).toBe(false);
        }
      },
    ),
  ));

test('what cannot be one record is refused with what to do instead', () => {
  const decide = (merged: EventInput, into: EventInput) => {
    const decision = decideMerge(
      stored(merged),
      stored(into),
      { by: local, reason: 'Same', now: 0, newId },
      { canSee: () => true, names: () => ({ missions: new Map(), actors: new Map() }) },
    );
    return isAppError(decision) ? [decision.code, decision.errors.map(({ path }) => path)] : null;
  };
  expect(decide(threat(), threat())).toBeNull();
  expect(decide(threat(), incident())).toEqual(['merge-other-kind', ['into']]);
  expect(decide(threat({ handling: 'exercise' }), threat())).toEqual(['merge-other-handling', ['into']]);
  expect(decide(threat(), threat({ threat: { status: 'lapsed' } }))).toEqual(['merge-ended', ['into']]);
  expect(decide(incident({ incident: { phase: 'ongoing' } }), incident())).toEqual(['merge-ended', ['into']]);
  const targets = (countries: string[]) => countries.map((country) => ({ country, type: 'embassy' }));
  const many = ['RU', 'PK', 'CN', 'US', 'DE', 'FR', 'GB', 'IT', 'ES', 'PT', 'NL'];
  const more = ['BE', 'PL', 'SE', 'NO', 'FI', 'DK', 'AT', 'CH', 'CZ', 'SK', 'HU'];
  expect(decide(threat({ targets: targets(many) }), threat({ targets: targets(more) }))).toEqual([
    'invalid-fields',
    ['targets'],
  ]);
});
