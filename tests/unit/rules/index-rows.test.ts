import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { visible } from '@/db/model/access/visible';
import { changesBetween } from '@/db/model/journal/history';
import { actorRecord } from '@/db/model/records/actor';
import { actorInput } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { tlpRank } from '@/db/model/words';
import { columnsOf, indexRowsOf, refOf, refPrefixOf } from '@/db/rules/event/index-rows';
import { recordOf, withNames } from '@/db/rules/event/named-record';
import { foldedText, textOfEvent } from '@/db/rules/search-text';
import { people } from '../../integration/store/records';
import { anyCreator, anyRecord, names } from './references';

test('names are added to a record and taken out again without a trace', () => {
  void fc.assert(
    fc.property(anyRecord, (record) => {
      const named = withNames(record, names);
      expect(changesBetween(record, recordOf(named))).toEqual([]);
      named.targets.forEach(({ missionId, mission }) => {
        expect(mission?.name ?? null).toBe(
          missionId === null ? null : (names.missions.get(missionId)?.name ?? null),
        );
      });
      expect(named.actors.every(({ name }) => name.startsWith('Actor'))).toBe(true);
    }),
  );
});

test('an event is found by each of its targets, actors, sources and tags, and once by each country', () => {
  void fc.assert(
    fc.property(anyRecord, anyCreator, (record, createdBy) => {
      const rows = indexRowsOf(record, { createdBy, activityAt: 7 });
      expect(rows.targets.map(({ country, type }) => ({ country, type }))).toEqual(
        record.targets.map(({ country, type }) => ({ country, type })),
      );
      expect(rows.actors.map(({ actorId }) => actorId)).toEqual(record.actors.map(({ actorId }) => actorId));
      expect(rows.sources.map(({ id }) => id)).toEqual(record.sources.map(({ id }) => id));
      expect(rows.tags.map(({ tag }) => tag).sort()).toEqual([...new Set(record.tags)].sort());
      const { at } = columnsOf(record);
      const countries = new Set(record.targets.map(({ country }) => country));
      expect(rows.countries).toEqual([...countries].map((country) => ({ country, at, activityAt: 7 })));
    }),
  );
});

test('the rows of a red event name exactly those who may see it', () => {
  void fc.assert(
    fc.property(anyRecord, fc.constantFrom(...people), fc.constantFrom(...people), (record, author, who) => {
      const { recipients } = indexRowsOf(record, { createdBy: author.id, activityAt: 0 });
      const isNamed = recipients.some(({ principalId }) => principalId === who.id);
      const { tlp } = columnsOf(record);
      const isCleared = tlp <= Math.min(tlpRank(who.clearance), tlpRank('red') - 1);
      expect(isCleared || isNamed).toBe(visible(who, { ...record, createdBy: author.id }));
    }),
  );
});

test('the search text of an event holds its words and the names of what it names, each once', () => {
  void fc.assert(
    fc.property(anyRecord, (record) => {
      const lines = textOfEvent('THR-2026-0001', record, names).split('\n');
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines).toContain(fold('THR-2026-0001'));
      expect(lines).toContain(fold(record.title));
      for (const { missionId } of record.targets) {
        const mission = names.missions.get(missionId ?? '');
        if (mission) expect(lines).toEqual(expect.arrayContaining(mission.aliases.map(fold)));
      }
      for (const { actorId } of record.actors) {
        expect(lines).toEqual(expect.arrayContaining(names.actors.get(actorId)?.aliases.map(fold) ?? []));
      }
    }),
  );
});

test('an actor is found with and without spaces and hyphens', () => {
  const actor = actorInput.parse({ name: 'ISIS-K', aliases: ['Islamic State'] });
  expect(foldedText(actorRecord.text?.(actor) ?? { words: [] }).split('\n')).toEqual(
    ['ISIS-K', 'Islamic State', 'ISISK', 'IslamicState'].map(fold),
  );
});

test('a reference names the kind and the year, and its number has four digits or more', () => {
  expect(refOf(refPrefixOf({ kind: 'incident', at: '2022-09-05' }), 1)).toBe('INC-2022-0001');
  expect(refOf(refPrefixOf({ kind: 'threat', at: '2026-01-01T00:00:00Z' }), 12_345)).toBe('THR-2026-12345');
});
