import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { changedFields, patchBetween } from '@/app/events/_form/state/patch';
import { mergePatch } from '@/db/model/values/merge-patch';

test('a patch contains only the fields that changed', () => {
  const before = { title: 'A', summary: 'S', threat: { status: 'current', urgency: 'future' } };
  expect(patchBetween(before, { ...before, title: 'B' })).toEqual({ title: 'B' });
  expect(patchBetween(before, { ...before, threat: { ...before.threat, urgency: 'past' } })).toEqual({
    threat: { urgency: 'past' },
  });
  expect(patchBetween(before, structuredClone(before))).toEqual({});
});

test('a removed field is null in a patch, and a field that was absent stays absent', () => {
  expect(patchBetween({ atPrecision: 'month' }, { atPrecision: undefined })).toEqual({ atPrecision: null });
  expect(patchBetween({ a: null }, { a: undefined })).toEqual({});
  expect(patchBetween({ incident: { claim: { on: '2022-09-05' } } }, { incident: { claim: null } })).toEqual({
    incident: { claim: null },
  });
});

test('a changed list is sent whole', () => {
  expect(patchBetween({ targets: [{ c: 'RU' }, { c: 'CN' }] }, { targets: [{ c: 'RU' }] })).toEqual({
    targets: [{ c: 'RU' }],
  });
});

test('changed fields are listed one by one, also inside a threat or an incident', () => {
  const before = { title: 'A', location: { city: 'Kabul' }, incident: { killed: 1, wounded: 2 } };
  const after = { title: 'A', location: { city: 'Herat' }, incident: { killed: 1, wounded: 3 } };
  expect(changedFields(before, after)).toEqual(['location', 'incident.wounded']);
});

test('a patch applied to the original produces the edited record', () => {
  const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 }));
  const key = fc.constantFrom('a', 'b', 'c', 'd');
  const record = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)));
  void fc.assert(
    fc.property(record, record, (before, after) => {
      expect(mergePatch(before, patchBetween(before, after))).toEqual(after);
    }),
  );
});
