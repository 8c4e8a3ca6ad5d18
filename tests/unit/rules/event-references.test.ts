import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { uuidFromName } from '@/db/ids';
import { isStricter } from '@/db/model/access/visible';
import { completeRecord } from '@/db/model/event/complete-record';
import type { EventInput } from '@/db/model/event/event';
import { tlps } from '@/db/model/words';
import { type EventReferences, referenceErrors, refuseLostReferences } from '@/db/rules/event/references';
import { incident, threat } from '../../integration/store/records';
import { anyInput, anyRecord, complete } from './references';

const visitId = uuidFromName('visit');

function pathsOf(input: EventInput, references: EventReferences): string[] {
  return referenceErrors(input, null, references).map(({ path }) => path);
}

test('an event whose references all exist is accepted', () => {
  void fc.assert(
    fc.property(anyInput, (input) => {
      expect(pathsOf(input, complete)).toEqual([]);
    }),
  );
});

test('each reference to a record that is gone or hidden is refused by its path', () => {
  const none = { missions: new Map(), actors: new Map(), visits: new Map() };
  void fc.assert(
    fc.property(anyInput, (input) => {
      expect(pathsOf(input, { ...none, principals: new Set(), events: new Map() })).toEqual([
        ...input.targets.flatMap(({ missionId }, index) =>
          missionId === null ? [] : [`targets.${index}.missionId`],
        ),
        ...input.actors.map((_, index) => `actors.${index}.actorId`),
        ...input.recipients.map((_, index) => `recipients.${index}`),
      ]);
    }),
  );
  void fc.assert(
    fc.property(anyRecord, (record) => {
      const named = [...record.targets.map(({ missionId }) => missionId), ...record.actors];
      expect(refuseLostReferences(record, none) === null).toBe(named.every((one) => one === null));
    }),
  );
});

test('a mission or a visit of another country is refused at the country', () => {
  const target = { country: 'PK', type: 'delegation', visitId };
  const visits = new Map([[visitId, { country: 'RU', tlp: 'clear' } as const]]);
  expect(pathsOf(threat({ targets: [target] }), { ...complete, visits })).toEqual(['targets.0.country']);
  const [missionId] = complete.missions.keys();
  const other = threat({ targets: [{ country: 'PK', type: 'embassy', missionId }] });
  expect(pathsOf(other, complete)).toEqual(['targets.0.country']);
});

test('a visit marked stricter than the event is refused, and one that the editor may no longer see is kept', () => {
  void fc.assert(
    fc.property(fc.constantFrom(...tlps), fc.constantFrom(...tlps), (ofVisit, ofEvent) => {
      const input = threat({ tlp: ofEvent, targets: [{ country: 'RU', type: 'delegation', visitId }] });
      const visits = new Map([[visitId, { country: 'RU', tlp: ofVisit } as const]]);
      expect(pathsOf(input, { ...complete, visits })).toEqual(
        isStricter(ofVisit, ofEvent) ? ['targets.0.visitId'] : [],
      );
    }),
  );
  void fc.assert(
    fc.property(anyRecord, (record) => {
      const input = threat({ targets: [{ country: 'RU', type: 'delegation', visitId }] });
      const before = { ...record, targets: input.targets };
      expect(referenceErrors(input, before, complete)).toEqual([]);
      expect(pathsOf(input, complete)).toEqual(['targets.0.visitId']);
    }),
  );
});

test('an incident realises threats only, and a threat is realised by incidents only', () => {
  const [one, other] = [uuidFromName('a threat'), uuidFromName('an incident')];
  const references: EventReferences = {
    ...complete,
    events: new Map([
      [one, 'threat'],
      [other, 'incident'],
    ]),
  };
  const hidden = uuidFromName('hidden');
  expect(pathsOf(incident({ incident: { realises: [one, other, hidden] } }), references)).toEqual([
    'incident.realises.1',
    'incident.realises.2',
  ]);
  expect(pathsOf(threat({ threat: { realisedBy: [one, other, hidden] } }), references)).toEqual([
    'threat.realisedBy.0',
    'threat.realisedBy.2',
  ]);
});

test('a source keeps the id that it has, once, and a new one has none', () => {
  const id = uuidFromName('source');
  const source = { publisher: 'Paper' };
  const before = completeRecord(threat({ sources: [source] }), () => id, { before: null, now: 0 });
  const known = { id, ...source };
  const refusedIn = (input: EventInput) => referenceErrors(input, before, complete).map(({ path }) => path);
  expect(refusedIn(threat({ sources: [known, source] }))).toEqual([]);
  expect(refusedIn(threat({ sources: [known, known] }))).toEqual(['sources.1.id']);
  expect(pathsOf(threat({ sources: [known] }), complete)).toEqual(['sources.0.id']);
});
