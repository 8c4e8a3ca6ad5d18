import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Marking } from '@/db/model/access/visible';
import type { AppError } from '@/db/model/errors';
import type { RecordMarking, ReferenceField } from '@/db/model/records/define-record';
import { markingOf } from '@/db/model/records/marking-of';
import { records } from '@/db/model/records/record-types';
import { type Tlp, tlpRank, tlps } from '@/db/model/words';
import { referenceKey, referencesIn, refuseDeletion, refuseReferences } from '@/db/rules/records/references';

const fields: readonly ReferenceField[] = [
  { field: 'evidence', type: 'event', missing: 'no-such-event' },
  { field: 'actorId', type: 'actor', missing: 'no-such-actor' },
];
const marked = (tlp: Tlp): Marking => ({ tlp, recipients: [], createdBy: 'author' });
const anyTlp = fc.constantFrom(...tlps);
const errorsOf = (refusal: AppError | null) =>
  refusal?.errors.map(({ path, code }) => `${path} ${code}`) ?? [];

test('the records that one names are read from its fields, lists and event', () => {
  const record = { eventId: 'e0', evidence: ['e1', 'e2'], actorId: 'a', text: 'e3' };
  const named = referencesIn({ marking: 'ofEvent', references: fields }, record);
  expect(named.map(({ path, type, id }) => [path, type, id])).toEqual([
    ['evidence.0', 'event', 'e1'],
    ['evidence.1', 'event', 'e2'],
    ['actorId', 'actor', 'a'],
    ['eventId', 'event', 'e0'],
  ]);
  expect(referencesIn({ marking: 'public', references: fields }, { evidence: [], actorId: null })).toEqual(
    [],
  );
});

test('a record of any marking names nothing that is marked stricter than itself', () => {
  const anyRecord: fc.Arbitrary<{ marking: RecordMarking; more: object; event: Tlp }> = fc.oneof(
    fc.record({
      marking: fc.constantFrom('public', 'role'),
      more: fc.constant({}),
      event: fc.constant('clear'),
    }),
    fc.record({ marking: fc.constant('own'), more: fc.record({ tlp: anyTlp }), event: anyTlp }),
    fc.record({ marking: fc.constant('ofEvent'), more: fc.constant({ eventId: 'own' }), event: anyTlp }),
    fc.record({
      marking: fc.constant('owner'),
      more: fc.record({ shared: fc.boolean() }),
      event: fc.constant('clear'),
    }),
  );
  void fc.assert(
    fc.property(anyRecord, anyTlp, ({ marking, more, event }, tlp) => {
      const input = { ...more, evidence: ['named'], actorId: null };
      const found = new Map([
        [referenceKey('event', 'own'), marked(event)],
        [referenceKey('event', 'named'), marked(tlp)],
      ]);
      const readers = marking === 'role' ? 'clear' : markingOf(marking, input, 'author', marked(event)).tlp;
      const change = { before: null, input, createdBy: 'author' };
      const refusal = refuseReferences({ marking, references: fields }, change, found);
      const expected = tlpRank(tlp) > tlpRank(readers) ? ['evidence.0 reference-stricter'] : [];
      expect(errorsOf(refusal)).toEqual(expected);
    }),
  );
});

test('a record that its author cannot find is refused, unless the record named it before', () => {
  const definition = { marking: 'own', references: fields } as const;
  const input = { tlp: 'amber', evidence: ['gone', 'hidden'], actorId: 'gone' };
  const errors = (before: object | null) =>
    errorsOf(refuseReferences(definition, { before, input, createdBy: 'author' }, new Map()));
  expect(errors(null)).toEqual([
    'evidence.0 no-such-event',
    'evidence.1 no-such-event',
    'actorId no-such-actor',
  ]);
  expect(errors({ ...input, evidence: ['hidden'], actorId: null })).toEqual([
    'evidence.0 no-such-event',
    'actorId no-such-actor',
  ]);
  expect(errors(input)).toEqual([]);
});

test('a record of an event keeps its event, which its author must see', () => {
  const definition = { marking: 'ofEvent' } as const;
  const check = (before: object | null, found: Map<string, Marking>) =>
    refuseReferences(definition, { before, input: { eventId: 'e' }, createdBy: 'author' }, found)?.code;
  const seen = new Map([[referenceKey('event', 'e'), marked('red')]]);
  expect(check(null, seen)).toBeUndefined();
  expect(check(null, new Map())).toBe('invalid-fields');
  expect(check({ eventId: 'another' }, seen)).toBe('event-fixed');
  expect(check({ eventId: 'e' }, new Map())).toBeUndefined();
});

test('a record that others name is not deleted, and a type that events name cannot be', () => {
  expect(refuseDeletion(true)?.code).toBe('still-named');
  expect(refuseDeletion(false)).toBeNull();
  const named = Object.values(records).filter((one) => one.isNamedInEvents);
  expect(named.map(({ roles }) => roles.delete)).toEqual(named.map(() => null));
});
