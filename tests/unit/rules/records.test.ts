import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { isStricter, visible } from '@/db/model/access/visible';
import { actorInput, missionInput, visitInput } from '@/db/model/reference';
import { tlps } from '@/db/model/words';
import { isActorRenamed, refuseParent } from '@/db/rules/records/actors';
import {
  isMissionRenamed,
  missionColumnsOf,
  missionKeyOf,
  refuseMissionCreation,
  refuseMissionUpdate,
} from '@/db/rules/records/missions';
import { refuseVisitUpdate } from '@/db/rules/records/visits';
import { refuseInvisibleToAuthor } from '@/db/rules/refusals';
import { people } from '../../integration/store/records';

const embassy = missionInput.parse({ sending: 'RU', host: 'AF', type: 'embassy', city: 'Kabul' });
const pathsOf = (refusal: { errors: readonly { path: string }[] } | null) =>
  refusal?.errors.map(({ path }) => path) ?? [];

test('a mission is registered once, by its Wikidata id or by its fields', () => {
  const known = { ...embassy, wikidata: 'Q1' };
  expect(refuseMissionCreation(embassy, { isRegistered: false, withSameWikidata: [] })).toBeNull();
  expect(pathsOf(refuseMissionCreation(embassy, { isRegistered: true, withSameWikidata: [] }))).toEqual([
    'city',
  ]);
  for (const isRegistered of [true, false]) {
    const refusal = refuseMissionCreation(known, { isRegistered, withSameWikidata: ['another'] });
    expect(pathsOf(refusal)).toEqual(['wikidata']);
  }
  expect(missionKeyOf(known)).not.toBe(missionKeyOf(embassy));
  expect(missionKeyOf({ ...known, city: 'Herat' })).toBe(missionKeyOf(known));
});

test('a mission keeps its sending State, and shares its Wikidata id with no other', () => {
  const before = { id: 'own', version: 1, ...embassy };
  const update = (more: object, withSameWikidata: string[] = []) =>
    pathsOf(refuseMissionUpdate(before, { ...embassy, ...more }, { withSameWikidata }));
  expect(update({ sending: 'CN' })).toEqual(['sending']);
  expect(update({ wikidata: 'Q1' }, ['own', 'another'])).toEqual(['wikidata']);
  expect(update({ wikidata: 'Q1' }, ['own'])).toEqual([]);
});

test('a mission is renamed by what events show or are found by', () => {
  const before = { id: 'own', version: 1, ...embassy };
  for (const more of [{ name: 'New' }, { aliases: ['New'] }, { city: 'Herat' }, { metro: 'Kabul' }])
    expect(isMissionRenamed(before, { ...before, ...more })).toBe(true);
  expect(isMissionRenamed(before, { ...before, version: 2, lat: 1, lon: 1 })).toBe(false);
  expect(missionColumnsOf({ type: 'embassy', city: 'Kābul' })).toMatchObject({ cityKey: 'kabul' });
});

test('an actor is never a part of itself, however long the chain', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  void fc.assert(
    fc.property(fc.shuffledSubarray(ids, { minLength: 1 }), fc.nat(5), (chain, at) => {
      const parents = new Map(chain.map((id, index) => [id, chain[index + 1] ?? null]));
      const input = actorInput.parse({ name: 'Group' });
      const own = chain[at] ?? null;
      const refusal = refuseParent(own, { ...input, parentId: chain[0] ?? null }, { parents });
      expect(refusal !== null).toBe(own !== null);
      const missing = refuseParent(own, { ...input, parentId: 'missing' }, { parents });
      expect(pathsOf(missing)).toEqual(['parentId']);
      expect(refuseParent(own, input, { parents })).toBeNull();
    }),
  );
  const actor = { id: 'a', version: 1, ...actorInput.parse({ name: 'Group' }) };
  expect(isActorRenamed(actor, { ...actor, aliases: ['G'] })).toBe(true);
  expect(isActorRenamed(actor, { ...actor, version: 2, type: 'state' })).toBe(false);
});

test('a visit keeps its country, and is never marked stricter than an event that names it', () => {
  const visit = visitInput.parse({
    country: 'RU',
    host: 'AF',
    title: 'Delegation',
    from: '2026-03-01',
    to: '2026-03-02',
  });
  void fc.assert(
    fc.property(
      fc.constantFrom(...tlps),
      fc.array(fc.constantFrom(...tlps), { maxLength: 3 }),
      (tlp, eventMarkings) => {
        const input = { ...visit, tlp };
        const isMilderNamed = eventMarkings.some((one) => isStricter(tlp, one));
        const refusal = refuseVisitUpdate({ country: 'RU' }, input, { eventMarkings });
        expect(pathsOf(refusal)).toEqual(isMilderNamed ? ['tlp'] : []);
        const moved = refuseVisitUpdate({ country: 'PK' }, input, { eventMarkings });
        expect(pathsOf(moved)).toEqual(['country']);
      },
    ),
  );
});

test('nobody may mark a record so that they could not see it', () => {
  void fc.assert(
    fc.property(fc.constantFrom(...people), fc.constantFrom(...tlps), fc.boolean(), (by, tlp, isOwn) => {
      const marking = { tlp, recipients: [], createdBy: isOwn ? by.id : 'somebody' };
      expect(pathsOf(refuseInvisibleToAuthor(by, marking))).toEqual(visible(by, marking) ? [] : ['tlp']);
    }),
  );
});
